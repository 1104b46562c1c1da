internal import Kernels

/// A flow of weights, as a sweep file describes it.
struct SimplexRun: Sendable {
  /// What the equations are of.
  enum Equations: String, Sendable, CaseIterable {
    /// (52) for the weights.
    case weights
    /// The same for the logarithms of ratios of neighbouring weights, for the entropy alone.
    case ratios
    /// These with the signs that Example 4 prints.
    case asPrinted = "as_printed"
  }

  /// The methods in time, of weights and of ratios.
  enum Stepper: String, Sendable, CaseIterable {
    case explicitEuler = "explicit_euler"
    case strongStabilityPreserving = "ssp_rk3"
    case rungeKuttaLegendre = "rkl2"
    case rosenbrock
    case dormandPrince = "dormand_prince"

    /// The method of weights; none if it is not for them.
    var ofWeights: TimeStepper? { TimeStepper(rawValue: rawValue) }
    /// The method of ratios; none if it is not for them.
    var ofRatios: OrdinaryIntegrator<LogarithmicRatioFlow>.Method? { .init(rawValue: rawValue) }
    /// Whether steps can be chosen by an estimated error.
    var isAdaptive: Bool { ofWeights?.isAdaptive ?? true }

    /// The longest stable step over that of the explicit Euler method, for a real spectrum.
    ///
    /// Of Dormand and Prince's 3.3065 halves, the real zero of 1 + z + z²/2 + z³/6 + z⁴/24 + z⁵/120
    /// + z⁶/600 = 1.
    var stabilityFactor: Double { ofWeights?.stabilityFactor ?? 1.653 }
  }

  var weights: [Double] = []
  var equations = Equations.weights
  var diffusion = 1.0
  var potential: [Term] = []
  var interaction: [Term] = []
  var mobility = Mobility.geometric
  var firstMean = 0.0
  var stepper = Stepper.explicitEuler
  /// τ; 0 for adaptive steps.
  var step = 0.0
  var tolerance = 0.0
  /// Of adaptive steps.
  var stepLimit = Int.max
  var allowsUnstable = false
  var times: [Double] = []

  /// The flow of the weights.
  var weightFlow: GridFlow {
    var energy = FlowEnergy(diffusion: diffusion)
    energy.potential = PotentialSum(ofTerms: potential)
    energy.interactions = interaction.compactMap(\.interaction)
    return .simplex(
      energy, components: weights.count, firstMean: firstMean, mobility: mobility)
  }

  /// The flow of the logarithms of ratios, if the equations are of these.
  var ratioFlow: LogarithmicRatioFlow? {
    equations == .weights ? nil : LogarithmicRatioFlow(asPrinted: equations == .asPrinted)
  }

  /// Which steps are taken.
  var control: StepControl { StepControl(step: step, tolerance: tolerance, size: 1) }

  /// The longest step that is stable for the entropy about equal weights.
  ///
  /// Printed signs, too, leave the spectrum of the linearized equations as it is.
  var longestStableStep: Double {
    GridFlow.simplex(
      FlowEnergy(diffusion: diffusion), components: weights.count, mobility: mobility
    ).linearStableStep * stepper.stabilityFactor
  }
}

extension SimplexRun {
  static var inputs: [Input<Self>] { flow + time }

  private static var flow: [Input<Self>] {
    [
      .weights("p", \.weights, "weights p at time 0"),
      .choice(
        "equations", \.equations, standard: .weights,
        "(52) for the weights; the same for a_i = ln(p_i/p_(i+1)), the entropy alone; or these with "
          + "the signs that Example 4 prints"),
      .real(
        "diffusion", \.diffusion, from: 0, standard: 1,
        "D = 1/β, the factor of the entropy Σ p_i ln p_i"),
      .terms(
        "potential", \.potential, FlowTerms.potentials, standard: [],
        "the potential V of the energy Σ V(μ_i) p_i, a sum"),
      .terms(
        "interaction", \.interaction, FlowTerms.interactions, standard: [],
        "the interaction W of the energy ½ Σ W(|μ_i − μ_j|) p_i p_j, a sum"),
      .choice(
        "mobility", \.mobility, standard: .geometric,
        "the mean of two neighbouring weights that is the mobility between them; geometric is the "
          + "scaling limit of Theorem 3"),
      .real(
        "first_mean", \.firstMean, from: -MixtureSpecification.lengths.upperBound,
        atMost: MixtureSpecification.lengths.upperBound, standard: 0,
        "the mean of the first component, from which the others follow at gaps of 1"),
      .normalize,
    ]
  }

  private static var time: [Input<Self>] {
    [
      .choice(
        "stepper", \.stepper, standard: .explicitEuler,
        "the method in time, for weights all but the last, of orders 1, 3, 2 and 2, for ratios the "
          + "first and the last, of order 5; rkl2 is stabilized, rosenbrock implicit"),
      .step(\.step),
      .tolerance(\.tolerance),
      .stepLimit(\.stepLimit),
      .allowUnstable(\.allowsUnstable),
      .times(\.times),
    ]
  }
}
