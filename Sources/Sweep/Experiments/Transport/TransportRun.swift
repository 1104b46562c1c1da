internal import Kernels

/// A flow of weights and means, as a sweep file describes it.
struct TransportRun: Sendable {
  /// How it is advanced.
  typealias Method = OrdinaryIntegrator<ExtendedMixtureFlow>.Method

  /// Which gap K(σ, d) is taken of.
  enum ScalingGap: String, Sendable, CaseIterable {
    /// The gap as it is.
    case current
    /// The gap that it was at first.
    case initial
    /// The same for all pairs.
    case given
  }

  var weights: [Double] = []
  var means: [Double] = []
  /// σ.
  var scale = 1.0
  var potential: [Term] = []
  var equations = ExtendedMixtureFlow.Equations.corrected
  var scalingGap = ScalingGap.current
  /// The gap of `given`.
  var gap = 1.0
  var energy = ExtendedMixtureFlow.Energy.atMeans
  var method = Method.explicitEuler
  var smallestGap = 1e-8
  /// τ; 0 for adaptive steps.
  var step = 0.0
  var tolerance = 0.0
  /// Of adaptive steps.
  var stepLimit = Int.max
  var times: [Double] = []
  /// The names of the outputs wanted.
  let outputs: Set<String>

  init(outputs: Set<String>) { self.outputs = outputs }

  /// σ².
  var variance: Double {
    get { scale * scale }
    set { scale = newValue.squareRoot() }
  }

  /// The flow.
  var flow: ExtendedMixtureFlow {
    let gaps: ExtendedMixtureFlow.ScalingGap =
      switch scalingGap {
      case .current: .current
      case .initial: .fixed(zip(means.dropFirst(), means).map(-))
      case .given: .fixed([Double](repeating: gap, count: means.count - 1))
      }
    return ExtendedMixtureFlow(
      PotentialSum(ofTerms: potential), scale: scale, equations: equations, scalingGap: gaps,
      energy: energy, smallestGap: smallestGap)
  }

  /// Which steps are taken.
  ///
  /// Weights and means below 10⁻³ need no digits of their own: means pass through 0.
  var control: StepControl { StepControl(step: step, tolerance: tolerance, size: 1e-3) }

  /// What is wrong with inputs that are each right by themselves.
  var problem: InputProblem? {
    guard means.count == weights.count else {
      return InputProblem(
        input: "means", message: "\(means.count) means for \(weights.count) weights",
        help: "each component has a weight and a mean")
    }
    guard step > 0 || method == .dormandPrince else {
      return .notAdaptive(method.rawValue, others: Method.dormandPrince.rawValue)
    }
    return .tooStrict(tolerance, "tolerance") ?? .tooShort(step, times: times)
  }
}

extension TransportRun {
  static var inputs: [Input<Self>] { mixture + equation + time }

  private static var mixture: [Input<Self>] {
    let lengths = MixtureSpecification.lengths
    return [
      .weights("p", \.weights, "weights p at time 0"),
      .numbers(
        "means", \.means, NumberList(counts: 2...100_000, isAscending: true),
        "means μ at time 0, one a component"),
      .length("sigma", \.scale, "scale σ of all components, which does not move"),
      .real(
        "variance", \.variance, above: lengths.lowerBound * lengths.lowerBound,
        atMost: lengths.upperBound * lengths.upperBound, "σ², in place of σ"),
      .normalize,
    ]
  }

  private static var equation: [Input<Self>] {
    [
      .terms("potential", \.potential, FlowTerms.potentials, "the potential V, a sum"),
      .choice(
        "equations", \.equations, standard: .corrected,
        "(60) as printed, (60) with the term that the means lack there, or the flow under the "
          + "information matrix itself"),
      .choice(
        "scaling_gap", \.scalingGap, standard: .current,
        "the gap d of K(σ, d) in (60), which the paper leaves open: as it is, as it was at first, "
          + "or gap; the exact flow has no K"),
      .real("gap", \.gap, above: 0, standard: 1, "the d of scaling_gap: given, for all pairs"),
      .choice(
        "potential_energy", \.energy, standard: .atMeans,
        "the energy that is descended: Σ p_i V(μ_i), or the expectation of V over the mixture"),
      .real(
        "smallest_gap", \.smallestGap, from: 0, standard: 1e-8,
        "the gap at which means count as one: (60) exchanges nothing between them any more, the "
          + "exact flow ends"),
    ]
  }

  private static var time: [Input<Self>] {
    [
      .choice(
        "method", \.method, standard: .explicitEuler,
        "the method in time: orders 1 and 5; dormand_prince has adaptive steps as well"),
      .step(\.step),
      .tolerance(\.tolerance),
      .stepLimit(\.stepLimit),
      .times(\.times),
    ]
  }
}
