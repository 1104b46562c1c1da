internal import Kernels

extension GridRun {
  /// The inputs of flows in so many dimensions.
  static func inputs(dimension: Int) -> [Input<GridRun>] {
    grid(dimension) + energy(dimension) + scheme(dimension) + time
  }

  private static func grid(_ dimension: Int) -> [Input<GridRun>] {
    let interval = NumberList(counts: 2...2, isAscending: true)
    var inputs: [Input<GridRun>] = [
      .integer(
        "cells", \.cells, in: 2...(1 << 24),
        "number of cells along x; h is the domain's length over it"),
      .real(
        "dx", \.givenSpacing, above: 0,
        "spacing h, by which the domain is cut into a whole number of cells"),
      .numbers(
        "domain", \.domain, interval, standard: [-5, 5], "the ends of the domain along x"),
    ]
    if dimension == 2 {
      inputs.append(
        .numbers(
          "domain_y", \.secondDomain, NumberList(counts: 0...2, isAscending: true),
          standard: [], "the ends of the domain along y; [] for those along x"))
    }
    return inputs + [
      .choice(
        "boundary", \.boundary, standard: .periodic,
        "what happens at the ends: nodes from the lower end on are joined to a circle, or no flux "
          + "passes the ends of cells with their centres inside"),
      .terms(
        "initial", \.initial, FlowTerms.initial(dimension: dimension),
        "the initial density, a sum"),
    ]
  }

  private static func energy(_ dimension: Int) -> [Input<GridRun>] {
    [
      .real(
        "diffusion", \.diffusion, from: 0, standard: 1,
        "D = 1/β, the factor of the entropy ∫ p ln p"),
      .real(
        "porous_medium", \.mediumCoefficient, from: 0, standard: 0,
        "c, the factor of the internal energy ∫ p^m/(m − 1)"),
      .real("exponent", \.mediumExponent, above: 1, standard: 2, "m of the porous medium"),
      .terms(
        "potential", \.potential, FlowTerms.potentials + [FlowTerms.sampledPotential],
        standard: [], "the potential V of the energy ∫ V p, a sum"),
      .terms(
        "interaction", \.interaction, FlowTerms.interactions, standard: [],
        "the interaction W of the energy ½ ∫∫ W(|x − y|) p(x) p(y), a sum"),
    ]
  }

  private static func scheme(_ dimension: Int) -> [Input<GridRun>] {
    var inputs: [Input<GridRun>] = [
      .choice(
        "mobility", \.mobility, standard: .geometric,
        "the mean of two neighbouring densities that is the mobility between them; geometric is the "
          + "scaling limit of Theorem 3, logarithmic makes finite differences of the heat equation"),
      .choice(
        "metric", \.metric, standard: .homogeneous,
        "that of Theorem 3, of Theorem 4 with cells of different widths (lines only), or of "
          + "Theorem 5, corrected"),
      .real(
        "scale_ratio", \.scaleRatio, above: 0, atMost: 1, standard: 0.1,
        "σ/d of the second-order metric"),
    ]
    if dimension == 1 {
      inputs.append(
        .numbers(
          "relative_scales", \.relativeScales,
          NumberList(counts: 0...100_000, from: 1e-6, isAscending: false), standard: [],
          "s of the inhomogeneous metric, repeated along the line: cell i is s_i h wide"))
    }
    return inputs
  }

  private static var time: [Input<GridRun>] {
    [
      .choice(
        "stepper", \.stepper, standard: .explicitEuler,
        "the method in time: orders 1, 3, 2 and 2; rkl2 is stabilized, rosenbrock implicit and for "
          + "lines only"),
      .step(\.step),
      .tolerance(\.tolerance),
      .stepLimit(\.stepLimit),
      .allowUnstable(\.allowsUnstable),
      .times(\.times),
      .words(
        "references", \.references, standard: [],
        "what errors are measured by: the exact solution where one is known, finite differences "
          + "with Crank–Nicolson and the same step for heat, the same scheme with tight tolerance"),
      .real(
        "reference_tolerance", \.referenceTolerance, above: 0, atMost: 1e-3, canVary: false,
        standard: 1e-9, "relative error of a step of the semi-discrete reference"),
    ]
  }
}
