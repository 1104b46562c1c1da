internal import Kernels

/// Weights that descend an energy in the scaling limit of the information matrix.
struct SimplexFlowStudy: ResumableExperiment {
  static let name = "simplex-flow"
  static let summary =
    "gradient flows of entropy, potential and interaction on the weights of mixtures, in the "
    + "scaled Wasserstein metric, by the weights and by the logarithms of their ratios"
  static let reference =
    "W. Li and J. Zhao, Scaling limits of the Wasserstein information matrix on Gaussian mixture "
    + "models, arXiv:2309.12997 (2023), Proposition 3, equation (52) and Example 4"
  static let inputSets = [["dt"], ["tolerance"]]

  static func origin(for request: OutputRequest) -> SimplexRun { SimplexRun() }

  static var inputs: [Input<SimplexRun>] { SimplexRun.inputs }
  static var outputs: [Output<SimplexRun, SimplexOutcome>] { SimplexOutcome.outputs }
  static var pointCheck: (@Sendable (SimplexRun) -> InputProblem?)? { { $0.problem } }

  static func innerDimensions(at origin: SimplexRun, componentCount: Int) -> [Dimension] {
    [
      .times(origin.times),
      .ordinal("component", count: componentCount, "number i of the component"),
      .ordinal("theta", count: componentCount - 1, "number i of the pair of neighbours i, i + 1"),
    ]
  }

  static func start(of point: SimplexRun) -> FlowTrajectory {
    FlowTrajectory(
      from: point.equations == .weights
        ? point.weights : LogarithmicRatioFlow.ratios(of: point.weights))
  }

  static func isState(_ state: FlowTrajectory, of point: SimplexRun) -> Bool {
    state.isOf(count: start(of: point).valueCount, along: point.times)
  }

  /// The steps of a slice.
  private static func slice(of components: Int) -> Int { min(20_000, 1 + 20_000_000 / components) }

  static func advance(
    _ state: inout FlowTrajectory, of point: SimplexRun, loop: ParallelLoop
  ) -> SimplexOutcome? {
    let limit = slice(of: point.weights.count)
    let most = point.step > 0 ? Int.max : point.stepLimit
    if let flow = point.ratioFlow, let method = point.stepper.ofRatios {
      let integrator = OrdinaryIntegrator(flow, method, point.control)
      state.advance(along: point.times, stepLimit: limit, mostSteps: most) {
        integrator.advance($0, to: $1, stepLimit: $2)
      }
    } else if let stepper = point.stepper.ofWeights {
      let integrator = FlowIntegrator(
        point.weightFlow, stepper, point.control, executor: TileExecutor(loop.forEach))
      state.advance(along: point.times, stepLimit: limit, mostSteps: most) {
        integrator.advance($0, to: $1, stepLimit: $2)
      }
    }
    return state.isFinished(point.times) ? SimplexOutcome(of: point, trajectory: state) : nil
  }

  static func share(of state: FlowTrajectory, at point: SimplexRun) -> Double {
    state.share(of: point.times)
  }
}
