/// Advances a flow by a method, to exact times.
///
/// A step depends on the state, the time to be reached and the integrator alone; so a flow that
/// was paused, stored and resumed goes on with the same digits. Times are reached exactly: fixed
/// steps are shortened evenly, adaptive ones where the next step or the next two would arrive.
public struct FlowIntegrator<Flow: SemiDiscreteFlow>: Sendable {
  /// What is advanced.
  public let flow: Flow
  /// By which method.
  public let stepper: TimeStepper
  /// With which steps.
  public let control: StepControl
  /// Who computes the tiles.
  public let executor: TileExecutor

  /// An integrator.
  ///
  /// - Precondition: a fixed step is positive; adaptive steps need a method with an error estimate,
  ///   the implicit method a tridiagonal Jacobian.
  public init(
    _ flow: Flow, _ stepper: TimeStepper, _ control: StepControl,
    executor: TileExecutor = .serial
  ) {
    switch control {
    case .fixed(let step): precondition(step > 0, "a step is positive")
    case .adaptive: precondition(stepper.isAdaptive, "the method has no error estimate")
    }
    precondition(stepper != .rosenbrock || flow.hasTridiagonalJacobian, "no tridiagonal Jacobian")
    self.flow = flow
    self.stepper = stepper
    self.control = control
    self.executor = executor
  }

  /// The flow at a later time, or as far as so many steps go, taken or taken back.
  public func advance(
    _ state: FlowState, to target: Double, stepLimit: Int = .max
  ) -> FlowAdvance {
    precondition(state.values.count == flow.count, "a value for every cell")
    var state = state
    let buffers = StageBuffers(state.values)
    if let breakdown = breakdown(soundness(of: buffers.start), time: state.time, buffers.start) {
      return .brokeDown(breakdown, state)
    }
    var ahead = Ahead()
    var tried = 0
    while state.time < target, tried < stepLimit {
      tried += 1
      if let breakdown = tryStep(&state, buffers, to: target, &ahead) {
        state.values = buffers.startValues
        return .brokeDown(breakdown, state)
      }
    }
    state.values = buffers.startValues
    return state.time < target ? .paused(state) : .reached(state)
  }

  /// What is known of the values that a step starts from, so that a second try need not compute it.
  private struct Ahead {
    /// Whether the buffers hold the rates.
    var hasRates = false
    var field: [Double] = []
    /// The longest stable step; nil where it is not known yet.
    var stable: Double?
  }

  /// Tries one step; the buffers start from its end if it is accepted.
  ///
  /// A step that is taken back counts as a try, so that a caller who allows few of them is heard
  /// however often the error control shortens a step.
  private func tryStep(
    _ state: inout FlowState, _ buffers: StageBuffers, to target: Double, _ ahead: inout Ahead
  ) -> Breakdown? {
    if needsStability, ahead.stable == nil {
      ahead.field = flow.field(of: buffers.start)
      ahead.stable = flow.stableStep(of: buffers.start, field: ahead.field)
    }
    let stable = ahead.stable ?? .infinity
    if stepper.isAdaptive, !ahead.hasRates {
      evaluateRates(from: buffers.start, buffers)
      buffers.arrays.keepEndRatesAsStart()
      if state.triedCount == 0 { state.rightHandSideCount += 1 }
      ahead.hasRates = true
    }
    let longest =
      stepper == .rungeKuttaLegendre ? stable * RungeKuttaLegendre.largestRatio : .infinity
    let plan = StepPlan(state, control, to: target, first: stable, longest: longest)
    guard plan.leads(state, to: target) else {
      return Breakdown(.stepTooSmall, time: state.time, value: plan.length)
    }
    let soundness = take(plan.length, stable: stable, field: ahead.field, &state, buffers)
    let defect = breakdown(soundness, time: state.time, buffers.stage)
    if case .adaptive(let tolerance) = control {
      let error =
        defect == nil ? errorNorm(plan.length, buffers, field: ahead.field, tolerance) : .infinity
      guard error <= 1 else {
        plan.proposeAgain(after: error, order: 3, &state)
        return nil
      }
      plan.propose(after: error, order: 3, &state)
    } else if let defect {
      return defect
    }
    finish(&state, buffers, plan, to: target)
    ahead.stable = nil
    return nil
  }

  private func finish(
    _ state: inout FlowState, _ buffers: StageBuffers, _ plan: StepPlan, to target: Double
  ) {
    state.time = plan.arrives ? target : state.time + plan.length
    state.stepCount += 1
    buffers.arrays.accept()
  }

  /// Whether the number of stages or the first step depends on the stable step.
  private var needsStability: Bool { stepper.isAdaptive }

  /// Computes the values after a step, and for methods with an estimate the rates there.
  private func take(
    _ h: Double, stable: Double, field: [Double], _ state: inout FlowState,
    _ buffers: StageBuffers
  ) -> StepReduction.Soundness {
    switch stepper {
    case .explicitEuler:
      state.rightHandSideCount += 1
      return evaluate(Stage(rate: h, keepsIncrement: false), from: buffers.start, buffers)
    case .strongStabilityPreserving:
      evaluate(Stage(rate: h), from: buffers.start, buffers)
      evaluate(Stage(rate: 0.25 * h, first: 0.25), from: buffers.stage, buffers)
      state.rightHandSideCount += 3
      return evaluate(Stage(rate: 2 * h / 3, first: 2.0 / 3), from: buffers.stage, buffers)
    case .rungeKuttaLegendre:
      // Values move during the step, and with them what is stable.
      let count = RungeKuttaLegendre.stageCount(1.05 * h / stable)
      buffers.beginWithRates(RungeKuttaLegendre.stage(1, of: count, step: h))
      var soundness = StepReduction.Soundness()
      for j in 2...count {
        soundness = evaluate(
          RungeKuttaLegendre.stage(j, of: count, step: h), from: buffers.stage, buffers)
      }
      evaluateRates(from: buffers.stage, buffers)
      state.rightHandSideCount += count
      return soundness
    case .rosenbrock:
      takeRosenbrockStep(h, field: field, buffers)
      state.rightHandSideCount += 2
      return soundness(of: buffers.stage)
    }
  }

  /// A stage from the given values; whether what it leads to is sound.
  @discardableResult
  private func evaluate(
    _ stage: Stage, from values: UnsafeMutablePointer<Double>, _ buffers: StageBuffers
  ) -> StepReduction.Soundness {
    let arrays = buffers.arrays
    let found = TileResults(flow.tileCount, initial: StepReduction.Soundness())
    forEachRun(of: values) { tile, first, count, rates in
      stage.combine(arrays, run: first, count, rates: rates, &found[tile])
    }
    buffers.arrays.turn()
    var soundness = StepReduction.Soundness()
    for tile in 0..<found.count { soundness.merge(found[tile]) }
    return soundness
  }

  /// The rates at the given values, as those at the end of the step.
  func evaluateRates(from values: UnsafeMutablePointer<Double>, _ buffers: StageBuffers) {
    let arrays = buffers.arrays
    forEachRun(of: values) { _, first, count, rates in
      (arrays.endRates + first).update(from: rates, count: count)
    }
  }

  private func forEachRun(
    of values: UnsafeMutablePointer<Double>,
    _ body:
      @escaping @Sendable (
        _ tile: Int, _ first: Int, _ count: Int, _ rates: UnsafePointer<Double>
      ) -> Void
  ) {
    let flow = flow
    let values = SharedValues(values)
    let field = flow.field(of: values.address)
    executor.forEach(flow.tileCount) { tile in
      flow.forEachRun(inTile: tile, of: values.address, field: field) { first, count, rates in
        body(tile, first, count, rates)
      }
    }
  }

  private func errorNorm(
    _ h: Double, _ buffers: StageBuffers, field: [Double], _ tolerance: Tolerance
  ) -> Double {
    switch stepper {
    case .rosenbrock:
      return rosenbrockErrorNorm(h, field: field, buffers, tolerance)
    case .explicitEuler, .strongStabilityPreserving, .rungeKuttaLegendre:
      // y‴ h³/18 from the values and rates at both ends.
      return StepReduction.errorNorm(
        buffers.arrays, count: flow.count, difference: -2.0 / 3, rates: h / 3, tolerance: tolerance,
        executor: executor)
    }
  }

  private func breakdown(
    _ soundness: StepReduction.Soundness, time: Double, _ values: UnsafePointer<Double>
  ) -> Breakdown? {
    let isBroken: (Double) -> Bool
    let reason: Breakdown.Reason
    if !soundness.isFinite {
      (reason, isBroken) = (.notFinite, { !$0.isFinite })
    } else if flow.isPositive, soundness.least < 0 {
      (reason, isBroken) = (.negative, { $0 < 0 })
    } else {
      return nil
    }
    let index = (0..<flow.count).first { isBroken(values[$0]) }
    return Breakdown(reason, time: time, index: index, value: index.map { values[$0] } ?? .nan)
  }

  private func soundness(of values: UnsafePointer<Double>) -> StepReduction.Soundness {
    var soundness = StepReduction.Soundness()
    soundness.add(values, flow.count)
    return soundness
  }
}

/// Values that all tiles read.
private struct SharedValues: @unchecked Sendable {
  let address: UnsafePointer<Double>
  init(_ address: UnsafeMutablePointer<Double>) { self.address = UnsafePointer(address) }
}
