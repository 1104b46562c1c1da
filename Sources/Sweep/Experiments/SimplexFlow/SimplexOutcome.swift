internal import Kernels

/// What is stored of a flow on the simplex.
struct SimplexOutcome: FlowOutcome {
  let frames: [FlowTrajectory.Frame]
  let breakdown: Breakdown?
  /// The linear limit of steps.
  let stableStep: Double
  private let moments: [Moment]

  /// All that is known of a time.
  private struct Moment {
    let weights: [Double]
    /// a_i = ln(p_i/p_{i+1}), and their derivatives by the equations.
    let ratios: [Double]
    let ratioRates: [Double]
    let diagnostics: FlowDiagnostics
    /// −dE/dt by the equations, which may not be those of the flow in the scaled metric.
    let dissipation: Double
    /// The distance to the stationary state in L¹; none where none is known.
    let distance: Double?
  }

  /// Takes from a finished flow what is stored.
  init(of run: SimplexRun, trajectory: FlowTrajectory) {
    let flow = run.weightFlow
    frames = trajectory.frames
    stableStep = run.longestStableStep
    let stationary = flow.stationaryState(mass: flow.mass(of: run.weights))
    moments = frames.map { frame in
      let weights =
        run.ratioFlow == nil ? frame.values : LogarithmicRatioFlow.weights(of: frame.values)
      let ratios =
        run.ratioFlow == nil ? LogarithmicRatioFlow.ratios(of: frame.values) : frame.values
      let diagnostics = flow.diagnostics(of: weights)
      var dissipation = diagnostics.dissipation
      let ratioRates: [Double]
      if let ratioFlow = run.ratioFlow, case .rates(let rates) = ratioFlow.rates(at: ratios) {
        ratioRates = rates
        dissipation = LogarithmicRatioFlow.dissipation(at: ratios, rates: rates)
      } else {
        // d ln p_i/dt.
        let rates = zip(flow.rates(of: weights), weights).map { $0 / $1 }
        ratioRates = zip(rates, rates.dropFirst()).map { $0 - $1 }
      }
      return Moment(
        weights: weights, ratios: ratios, ratioRates: ratioRates, diagnostics: diagnostics,
        dissipation: dissipation,
        distance: stationary.map { DensityDistance(weights, $0, on: flow).l1 })
    }
    let moments = moments
    breakdown =
      trajectory.breakdown
      ?? Breakdown.ofNumbers(at: run.times) { time in
        guard time < moments.count else { return [] }
        return [moments[time].diagnostics.energy, moments[time].dissipation]
      }
  }

  private func number(_ time: Int, _ value: (Moment) -> Double?) -> Double {
    time < moments.count ? value(moments[time]) ?? .nan : .nan
  }
}

extension SimplexOutcome {
  static var outputs: [Output<SimplexRun, Self>] {
    [.status(value: \.status)] + vectors + diagnostics + Output.stepAccounts
      + [.stableStep { $0.stableStep }] + Output.breakdownAccounts + [
        .real(
          "breakdown_index", over: { _ in [] }, nanMeaning: "nothing single broke down",
          "number of the weight or of the ratio concerned in a breakdown"
        ) { o, _, _ in o.breakdown?.index.map { Double($0 + 1) } ?? .nan }.explainingStatus
      ]
  }

  private static var vectors: [Output<SimplexRun, Self>] {
    let pairs = { @Sendable (_: SimplexRun) in ["t", "theta"] }
    return [
      .real("weights", over: { _ in ["t", "component"] }, "weights p") { o, t, i in
        o.number(t) { $0.weights[i] }
      },
      .real(
        "log_ratio", over: pairs, nanMeaning: "a weight is 0", "a_i = ln(p_i/p_(i+1))"
      ) { o, t, i in o.number(t) { $0.ratios[i] } },
      .real(
        "log_ratio_rate", over: pairs, nanMeaning: "a weight is 0", "da_i/dt by the equations"
      ) { o, t, i in o.number(t) { $0.ratioRates[i] } },
    ]
  }

  private static var diagnostics: [Output<SimplexRun, Self>] {
    let time = { @Sendable (_: SimplexRun) in ["t"] }
    return [
      .real("energy", over: time, "energy E(p)") { o, t, _ in
        o.number(t) { $0.diagnostics.energy }
      },
      .real("dissipation", over: time, "−dE/dt by the equations") { o, t, _ in
        o.number(t) { $0.dissipation }
      },
      .real("mass", over: time, "sum of the weights") { o, t, _ in
        o.number(t) { $0.diagnostics.mass }
      },
      .real("minimum", over: time, "least weight") { o, t, _ in
        o.number(t) { $0.diagnostics.minimum }
      },
      .real(
        "distance_to_stationary", over: time, nanMeaning: "no stationary state is known", limit: 0,
        "Σ |p_i − q_i|, q the stationary state"
      ) { o, t, _ in o.number(t) { $0.distance } },
    ]
  }
}
