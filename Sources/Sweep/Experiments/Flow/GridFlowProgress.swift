internal import Kernels

/// A flow on a grid on its way, and beside it the reference that takes as long.
struct GridFlowProgress: ResumableState {
  var flow: FlowTrajectory
  /// The semi-discrete reference, where it is wanted.
  var reference: FlowTrajectory?

  /// The flow before its first step.
  init(_ run: GridRun) {
    let initial = run.initialDensity(on: run.grid)
    flow = FlowTrajectory(from: initial)
    if run.references.contains(.semiDiscrete) { reference = FlowTrajectory(from: initial) }
  }

  var numbers: [Double] {
    [reference == nil ? 1 : 2] + flow.numbers + (reference?.numbers ?? [])
  }

  init?(numbers: [Double]) {
    var rest = numbers.dropFirst()
    guard let count = numbers.first, let flow = FlowTrajectory(takingFrom: &rest) else {
      return nil
    }
    self.flow = flow
    if count == 2 {
      guard let reference = FlowTrajectory(takingFrom: &rest) else { return nil }
      self.reference = reference
    }
    guard rest.isEmpty else { return nil }
  }

  /// Which part of the work is done.
  func share(of run: GridRun) -> Double {
    let own = flow.share(of: run.times)
    guard let reference else { return own }
    return 0.5 * (own + reference.share(of: run.times))
  }

  /// Goes on by a slice of work, so many values moved by a step; the outcome once all times are
  /// reached.
  mutating func advance(
    _ run: GridRun, loop: ParallelLoop, slice: Int = 20_000_000
  ) -> GridFlowOutcome? {
    let grid = run.grid
    let gridFlow = run.flow
    let initial = run.initialDensity(on: grid)
    let executor = TileExecutor(loop.forEach)
    let limit = max(1, slice / (grid.count * (run.stepper == .rungeKuttaLegendre ? 10 : 1)))
    if !flow.isFinished(run.times) {
      let integrator = FlowIntegrator(
        gridFlow, run.stepper, run.control(from: initial), executor: executor)
      flow.advance(along: run.times, stepLimit: limit) {
        integrator.advance($0, to: $1, stepLimit: $2)
      }
      if !flow.isFinished(run.times) { return nil }
    }
    if let earlier = reference, !earlier.isFinished(run.times) {
      let largest = initial.reduce(0) { max($0, $1) }
      let tolerance = Tolerance(
        absolute: run.referenceTolerance * largest, relative: run.referenceTolerance)
      let integrator = FlowIntegrator(
        gridFlow, .rungeKuttaLegendre, .adaptive(tolerance), executor: executor)
      var next = earlier
      next.advance(along: run.times, stepLimit: max(1, limit / 10)) {
        integrator.advance($0, to: $1, stepLimit: $2)
      }
      reference = next
      if !next.isFinished(run.times) { return nil }
    }
    return GridFlowOutcome(
      of: run, flow: gridFlow, initial: initial, trajectory: flow, semiDiscrete: reference)
  }
}
