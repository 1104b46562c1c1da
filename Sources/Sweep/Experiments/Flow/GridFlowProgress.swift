internal import Kernels

/// A flow on a grid on its way, and beside it the references that take as long.
struct GridFlowProgress: ResumableState {
  var flow: FlowTrajectory
  /// The semi-discrete reference, where an output needs it.
  var reference: FlowTrajectory?
  /// The Crank–Nicolson solution, from when the others are there.
  var crankNicolson: FlowTrajectory?

  /// The flow before its first step.
  init(_ run: GridRun) {
    let initial = run.initialDensity(on: run.grid)
    flow = FlowTrajectory(from: initial)
    if run.needsSemiDiscrete { reference = FlowTrajectory(from: initial) }
  }

  var numbers: [Double] {
    // One array: trajectories are large.
    let kinds = 1 + (reference == nil ? 0 : 1) + (crankNicolson == nil ? 0 : 2)
    var numbers = [Double(kinds)]
    flow.append(to: &numbers)
    reference?.append(to: &numbers)
    crankNicolson?.append(to: &numbers)
    return numbers
  }

  init?(numbers: [Double]) {
    var rest = numbers.dropFirst()
    guard let kinds = numbers.first, let flow = FlowTrajectory(takingFrom: &rest) else {
      return nil
    }
    self.flow = flow
    if kinds == 2 || kinds == 4 {
      guard let reference = FlowTrajectory(takingFrom: &rest) else { return nil }
      self.reference = reference
    }
    if kinds == 3 || kinds == 4 {
      guard let crankNicolson = FlowTrajectory(takingFrom: &rest) else { return nil }
      self.crankNicolson = crankNicolson
    }
    guard rest.isEmpty else { return nil }
  }

  /// Whether it is one of the flow and the references of a run.
  func isOf(_ run: GridRun) -> Bool {
    let all = [flow] + [reference, crankNicolson].compactMap { $0 }
    return all.allSatisfy { $0.isOf(count: run.grid.count, along: run.times) }
      && (reference != nil) == run.needsSemiDiscrete
  }

  /// Which part of the work is done.
  func share(of run: GridRun) -> Double {
    var shares = [flow.share(of: run.times)]
    if let reference { shares.append(reference.share(of: run.times)) }
    if run.needsCrankNicolson { shares.append(crankNicolson?.share(of: run.times) ?? 0) }
    return shares.reduce(0, +) / Double(shares.count)
  }

  /// How many right-hand sides have been computed.
  var rightHandSideCount: Int {
    flow.state.rightHandSideCount + (reference?.state.rightHandSideCount ?? 0)
  }

  /// What a step takes beside its values, in values: on small grids most of it.
  private static let overhead = 200

  /// Goes on by a slice of work, so many values moved by a step of the heat flow, a second or less;
  /// the outcome once all times are reached.
  ///
  /// What is not one thread's alone would be lost by slices too short: each takes up arrays anew.
  mutating func advance(
    _ run: GridRun, loop: ParallelLoop, slice: Int = 400_000_000
  ) -> GridFlowOutcome? {
    let gridFlow = run.flow
    let executor = TileExecutor(loop.forEach)
    let limit = max(1, slice / (gridFlow.count + Self.overhead) / run.costliness)
    if !flow.isFinished(run.times) {
      let integrator = FlowIntegrator(gridFlow, run.stepper, run.control, executor: executor)
      flow.advance(
        along: run.times, stepLimit: max(1, limit / run.stepper.costliness),
        mostSteps: run.step > 0 ? .max : run.stepLimit
      ) {
        integrator.advance($0, to: $1, stepLimit: $2)
      }
      if !flow.isFinished(run.times) { return nil }
    }
    // Where the flow went no further, the reference need not either.
    let reached = Array(run.times.prefix(flow.frames.count))
    if var next = reference, !next.isFinished(reached) {
      let stepper = run.referenceStepper(of: gridFlow)
      let integrator = FlowIntegrator(gridFlow, stepper, run.referenceControl, executor: executor)
      next.advance(
        along: reached, stepLimit: max(1, limit / stepper.costliness), mostSteps: run.stepLimit
      ) {
        integrator.advance($0, to: $1, stepLimit: $2)
      }
      reference = next
      if !next.isFinished(reached) { return nil }
    }
    let initial = run.initialDensity(on: run.grid)
    if run.needsCrankNicolson {
      var next = crankNicolson ?? FlowTrajectory(from: initial)
      let starts = Dictionary(zip(run.times, [0] + run.times)) { first, _ in first }
      // A step is an elimination, as one of the implicit method is.
      next.advance(
        along: run.times, stepLimit: max(1, limit / TimeStepper.rosenbrock.costliness)
      ) {
        run.advanceCrankNicolson(
          $0, from: starts[$1] ?? 0, to: $1, stepLimit: $2, on: gridFlow.grid)
      }
      crankNicolson = next
      if !next.isFinished(run.times) { return nil }
    }
    return GridFlowOutcome(
      of: run, flow: gridFlow, initial: initial, trajectory: flow, semiDiscrete: reference,
      crankNicolson: crankNicolson, isGivenUp: loop.isGivenUp)
  }
}

extension TimeStepper {
  /// How many steps of explicit Euler one step takes as long as, at least: a stabilized step has as
  /// many stages as the flow is stiff.
  fileprivate var costliness: Int {
    switch self {
    case .explicitEuler: 1
    case .strongStabilityPreserving: 3
    case .rosenbrock: 10
    case .rungeKuttaLegendre: 100
    }
  }
}
