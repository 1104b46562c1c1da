internal import Kernels

/// Mixtures whose weights and means descend the energy of a potential.
struct TransportStudy: ResumableExperiment {
  static let name = "transport"
  static let summary =
    "gradient flows of a potential's energy on mixtures of Gaussians whose weights and means move, "
    + "by the scaling limit of the extended information matrix and by the matrix itself"
  static let reference =
    "W. Li and J. Zhao, Scaling limits of the Wasserstein information matrix on Gaussian mixture "
    + "models, arXiv:2309.12997 (2023), equation (60), Section 5.3"
  static let inputSets = [
    ["sigma", "dt"], ["sigma", "tolerance"], ["variance", "dt"], ["variance", "tolerance"],
  ]

  static func origin(for request: OutputRequest) -> TransportRun {
    TransportRun(outputs: request.outputs)
  }

  static var inputs: [Input<TransportRun>] { TransportRun.inputs }
  static var outputs: [Output<TransportRun, TransportOutcome>] { TransportOutcome.outputs }
  static var pointCheck: (@Sendable (TransportRun) -> InputProblem?)? { { $0.problem } }

  static func innerDimensions(at origin: TransportRun, componentCount: Int) -> [Dimension] {
    [
      .times(origin.times),
      .ordinal("component", count: componentCount, "number i of the component"),
    ]
  }

  static func start(of point: TransportRun) -> FlowTrajectory {
    FlowTrajectory(from: point.weights + point.means)
  }

  static func isState(_ state: FlowTrajectory, of point: TransportRun) -> Bool {
    state.isOf(count: start(of: point).valueCount, along: point.times)
  }

  /// The steps of a slice: a right-hand side of the exact flow takes a tenth of a millisecond for a few
  /// components and grows by the cube of their number, the others a microsecond and linearly.
  private static func slice(of point: TransportRun) -> Int {
    let ratio = max(1, point.means.count / 10)
    let cube = ratio.multipliedOrMost(by: ratio).multipliedOrMost(by: ratio)
    return max(1, point.equations == .exact ? 1000 / cube : 20_000 / ratio)
  }

  static func advance(
    _ state: inout FlowTrajectory, of point: TransportRun, loop: ParallelLoop
  ) -> TransportOutcome? {
    let integrator = OrdinaryIntegrator(point.flow, point.method, point.control)
    state.advance(
      along: point.times, stepLimit: slice(of: point),
      mostSteps: point.step > 0 ? .max : point.stepLimit
    ) {
      integrator.advance($0, to: $1, stepLimit: $2)
    }
    return state.isFinished(point.times) ? TransportOutcome(of: point, trajectory: state) : nil
  }

  static func share(of state: FlowTrajectory, at point: TransportRun) -> Double {
    state.share(of: point.times)
  }
}
