internal import Kernels

extension GridRun {
  /// The outputs of flows in so many dimensions.
  static func outputs(dimension: Int) -> [Output<GridRun, GridFlowOutcome>] {
    [.status(value: \.status)] + fields(dimension) + diagnostics + errors + accounts(dimension)
  }

  private static func fields(_ dimension: Int) -> [Output<GridRun, GridFlowOutcome>] {
    let cells = dimension == 1 ? ["x"] : ["y", "x"]
    return [
      .real("density", over: { _ in ["t"] + cells }, "density p") { $0.value($1, $2) },
      .real(
        "reference_density", over: { _ in ["reference", "t"] + cells }, isStandard: false,
        nanMeaning: "the reference broke down", "density of the reference"
      ) { $0.referenceDensity($1, $2) },
    ]
  }

  private static var diagnostics: [Output<GridRun, GridFlowOutcome>] {
    let time = { @Sendable (_: GridRun) in ["t"] }
    return [
      .real("energy", over: time, "energy E(p)") { o, t, _ in o.diagnostic(t, \.energy) },
      .real("dissipation", over: time, "−dE/dt along the flow") { o, t, _ in
        o.diagnostic(t, \.dissipation)
      },
      .real("mass", over: time, "mass, the sum of the densities times the size of a cell") {
        o, t, _ in o.diagnostic(t, \.mass)
      },
      .real("minimum", over: time, "least density") { o, t, _ in o.diagnostic(t, \.minimum) },
      .real(
        "distance_to_stationary", over: time,
        nanMeaning: "no stationary state is known", limit: 0,
        "distance in L¹ from the stationary state of the same mass"
      ) { o, t, _ in o.distance(t) },
    ]
  }

  private static var errors: [Output<GridRun, GridFlowOutcome>] {
    func error(
      _ name: String, _ summary: String, _ path: any KeyPath<DensityDistance, Double> & Sendable
    ) -> Output<GridRun, GridFlowOutcome> {
      .real(
        name, over: { _ in ["reference", "t"] }, nanMeaning: "the reference broke down", limit: 0,
        summary
      ) { outcome, reference, time in outcome.error(reference, time, path) }
    }
    return [
      error("max_error", "largest difference from the reference", \.maximum),
      error("l1_error", "difference from the reference in L¹", \.l1),
      error("l2_error", "difference from the reference in L²", \.l2),
      error(
        "symmetric_divergence", "symmetric Kullback–Leibler divergence from the reference",
        \.symmetricDivergence),
    ]
  }

  private static func accounts(_ dimension: Int) -> [Output<GridRun, GridFlowOutcome>] {
    let places: [Output<GridRun, GridFlowOutcome>] = ["x", "y"].prefix(dimension).map { name in
      let isX = name == "x"
      return .real(
        "breakdown_\(name)", over: { _ in [] }, nanMeaning: "no cell broke down",
        "\(name) of the cell concerned in a breakdown"
      ) { outcome, _, _ in outcome.placeOfBreakdown(alongX: isX) }.explainingStatus
    }
    return Output.stepAccounts + [.stableStep { $0.stableStep }] + Output.breakdownAccounts + places
  }
}
