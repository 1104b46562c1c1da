internal import Kernels

/// What is stored of a flow of weights and means, which are the values of its frames.
struct TransportOutcome: FlowOutcome {
  let frames: [FlowTrajectory.Frame]
  let breakdown: Breakdown?
  let componentCount: Int
  private let energies: [Double]
  /// ṗ and μ̇ by time, as far as wanted; empty where the right-hand side fails.
  private let rates: [[Double]]

  /// Takes from a finished flow what the wanted outputs need.
  init(of run: TransportRun, trajectory: FlowTrajectory) {
    let flow = run.flow
    frames = trajectory.frames
    componentCount = run.weights.count
    let energies = frames.map { flow.energy(at: $0.values) }
    self.energies = energies
    breakdown =
      trajectory.breakdown
      ?? Breakdown.ofNumbers(at: run.times) { $0 < energies.count ? [energies[$0]] : [] }
    guard !run.outputs.isDisjoint(with: ["weight_rate", "mean_rate"]) else {
      rates = []
      return
    }
    rates = frames.map { frame in
      if case .rates(let rates) = flow.rates(at: frame.values) { rates } else { [] }
    }
  }

  private func energy(_ time: Int) -> Double { time < energies.count ? energies[time] : .nan }

  private func rate(_ time: Int, _ index: Int) -> Double {
    time < rates.count && !rates[time].isEmpty ? rates[time][index] : .nan
  }

  /// The mean of the components up to one of them.
  private func leadingMean(_ time: Int, _ last: Int) -> Double {
    guard time < frames.count else { return .nan }
    return ExtendedMixtureFlow.mean(of: frames[time].values, over: 0..<(last + 1))
  }

  private func mass(_ time: Int) -> Double {
    guard time < frames.count else { return .nan }
    return frames[time].values[..<componentCount].reduce(0, +)
  }

  /// The number of the component concerned in a breakdown, of two the left one.
  private var brokenComponent: Int? {
    // A singular matrix is of all components.
    guard breakdown?.reason != .singularMatrix else { return nil }
    return breakdown?.index.map { $0 % componentCount + 1 }
  }
}

extension TransportOutcome {
  static var outputs: [Output<TransportRun, Self>] {
    [.status(value: \.status)] + values + rateOutputs + Output.stepAccounts
      + Output.breakdownAccounts + [
        .real(
          "breakdown_component", over: { _ in [] }, nanMeaning: "no component broke down",
          "number of the component concerned in a breakdown, of two the left one"
        ) { o, _, _ in o.brokenComponent.map(Double.init) ?? .nan }.explainingStatus
      ]
  }

  private static var values: [Output<TransportRun, Self>] {
    let time = { @Sendable (_: TransportRun) in ["t"] }
    let components = { @Sendable (_: TransportRun) in ["t", "component"] }
    return [
      .real("weights", over: components, "weights p") { $0.value($1, $2) },
      .real("means", over: components, "means μ") { $0.value($1, $0.componentCount + $2) },
      .real(
        "leading_mean", over: components,
        "mean of the components up to this one, Σ p_j μ_j/Σ p_j over j ≤ i"
      ) { $0.leadingMean($1, $2) },
      .real("energy", over: time, "energy that is descended") { o, t, _ in o.energy(t) },
      .real("mass", over: time, "sum of the weights") { o, t, _ in o.mass(t) },
    ]
  }

  private static var rateOutputs: [Output<TransportRun, Self>] {
    let components = { @Sendable (_: TransportRun) in ["t", "component"] }
    let failure = "the right-hand side cannot be computed there"
    return [
      .real(
        "weight_rate", over: components, isStandard: false, nanMeaning: failure,
        "dp/dt by the equations"
      ) { $0.rate($1, $2) },
      .real(
        "mean_rate", over: components, isStandard: false, nanMeaning: failure,
        "dμ/dt by the equations"
      ) { $0.rate($1, $0.componentCount + $2) },
    ]
  }
}
