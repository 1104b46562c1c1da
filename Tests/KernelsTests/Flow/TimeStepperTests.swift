import Foundation
import Testing

@testable import Kernels

@Suite(.optimized) struct TimeStepperTests {
  static let grid = Grid.line(cells: 40, spacing: 0.25, first: -5)
  static let initial = WrappedGaussian(variance: 1, period: .infinity).samples(on: grid)
  static let energy = FlowEnergy(
    diffusion: 1, potential: PotentialSum([.init(0.4, .sine)]),
    interactions: [(0.3, .gaussian(width: 1))])

  private func solution(_ stepper: TimeStepper, _ control: StepControl, to time: Double = 0.5)
    -> FlowState
  {
    let integrator = FlowIntegrator(GridFlow(Self.energy, on: Self.grid), stepper, control)
    let advance = integrator.advance(FlowState(values: Self.initial), to: time)
    #expect(advance.breakdown == nil && advance.state.time == time)
    return advance.state
  }

  @Test("every method has the order that it states", arguments: TimeStepper.allCases)
  func order(stepper: TimeStepper) {
    let reference = solution(.strongStabilityPreserving, .fixed(0.5 / 2048)).values
    let isExplicit = stepper == .explicitEuler || stepper == .strongStabilityPreserving
    // Two stages of the stabilized method are enough for these.
    let counts =
      isExplicit ? [32, 64, 128] : stepper == .rosenbrock ? [16, 32, 64] : [40, 80, 160]
    let errors = counts.map { count in
      let values = solution(stepper, .fixed(0.5 / Double(count))).values
      return DensityDistance(values, reference, on: Self.grid).l2
    }
    // The reference is off by (128/2048)³ or less of what the third-order method is.
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(abs(log2(coarse / fine) - Double(stepper.order)) < 0.1, "\(stepper): \(errors)")
    }
  }

  @Test("the stabilized method is of order 2 with many stages, and its error y‴τ²/18")
  func orderOfManyStages() {
    let grid = Grid.line(cells: 500, spacing: 0.02, first: -5)
    let flow = GridFlow(.heat, on: grid)
    let start = FlowState(values: WrappedGaussian(variance: 1, period: .infinity).samples(on: grid))
    let reference = FlowIntegrator(flow, .strongStabilityPreserving, .fixed(2e-4))
      .advance(start, to: 0.5).state.values
    let errors = [16, 32, 64].map { count in
      let step = 0.5 / Double(count)
      #expect(RungeKuttaLegendre.stageCount(step / flow.stableStep(of: start.values)) >= 13)
      let values = FlowIntegrator(flow, .rungeKuttaLegendre, .fixed(step))
        .advance(start, to: 0.5).state.values
      return DensityDistance(values, reference, on: grid).l2
    }
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(abs(log2(coarse / fine) - 2) < 0.1, "\(errors)")
    }
  }

  @Test("an RKL2 step is stable up to (s² + s − 2)/4 Euler steps, with s stages")
  func stability() {
    for s in [2, 3, 7, 40] {
      let ratio = Double(s * s + s - 2) / 4
      #expect(RungeKuttaLegendre.stageCount(ratio) == s)
      #expect(RungeKuttaLegendre.stageCount(ratio + 0.01) == s + 1)
      // The stability polynomial by its recursion on y′ = −y, in units of the Euler limit 2.
      for part in stride(from: 0.01, through: 1, by: 0.01) {
        let tau = 2 * ratio * part
        var (before, current) = (0.0, RungeKuttaLegendre.stage(1, of: s, step: tau).rate * -1)
        for j in 2...s {
          let stage = RungeKuttaLegendre.stage(j, of: s, step: tau)
          let next =
            -stage.rate * (1 + current) + stage.first * current + stage.second * before
            - stage.start
          (before, current) = (current, next)
        }
        #expect(abs(1 + current) <= 1 + 1e-12, "\(s), \(part)")
      }
    }
  }

  @Test(
    "errors of adaptive steps follow the tolerance",
    arguments: [TimeStepper.rungeKuttaLegendre, .rosenbrock])
  func adaptive(stepper: TimeStepper) {
    let reference = solution(.strongStabilityPreserving, .fixed(0.5 / 2048)).values
    let errors = [1e-4, 1e-5, 1e-6].map { tolerance in
      let control = StepControl.adaptive(Tolerance(absolute: tolerance, relative: tolerance))
      let state = solution(stepper, control)
      #expect(state.rejectedCount <= 2)
      return DensityDistance(state.values, reference, on: Self.grid).l2 / tolerance
    }
    // Errors of all steps add up; the error of one step falls like the tolerance, their number
    // rises like its third root.
    for ratio in errors { #expect(ratio > 0.02 && ratio < 20, "\(errors)") }
  }

  @Test("a paused flow goes on with the same digits", arguments: TimeStepper.allCases)
  func resumption(stepper: TimeStepper) {
    let control: StepControl =
      stepper.isAdaptive ? .adaptive(Tolerance(absolute: 1e-5, relative: 1e-5)) : .fixed(0.01)
    let integrator = FlowIntegrator(GridFlow(Self.energy, on: Self.grid), stepper, control)
    let whole = integrator.advance(FlowState(values: Self.initial), to: 0.3)
    var state = FlowState(values: Self.initial)
    var pauses = 0
    while case .paused(let paused) = integrator.advance(state, to: 0.3, stepLimit: 2) {
      state = paused
      pauses += 1
    }
    let last = integrator.advance(state, to: 0.3)
    #expect(last == whole && pauses > 1, "\(pauses)")
  }

  @Test("snapshot times are hit exactly, and mass is kept", arguments: TimeStepper.allCases)
  func snapshots(stepper: TimeStepper) {
    let flow = GridFlow(Self.energy, on: Self.grid)
    let control: StepControl =
      stepper.isAdaptive ? .adaptive(Tolerance(absolute: 1e-6, relative: 1e-6)) : .fixed(0.007)
    let integrator = FlowIntegrator(flow, stepper, control)
    var state = FlowState(values: Self.initial)
    let mass = flow.mass(of: Self.initial)
    var energy = flow.diagnostics(of: Self.initial).energy
    for time in [0.1, 0.11, 0.3000000001, 1.7] {
      state = integrator.advance(state, to: time).state
      #expect(state.time == time)
      let diagnostics = flow.diagnostics(of: state.values)
      #expect(abs(diagnostics.mass / mass - 1) < 1e-14 && diagnostics.minimum > 0)
      #expect(diagnostics.energy < energy)
      energy = diagnostics.energy
    }
  }

  @Test("what cannot be continued is said, with reason and time")
  func breakdown() {
    // Finite differences beyond their stability limit: a checkerboard grows until it is negative.
    let grid = Grid.line(cells: 20, spacing: 0.1, first: 0)
    let flow = GridFlow(.heat, on: grid, mobility: .logarithmic)
    let step = 1.2 * flow.stableStep(of: Self.initial.prefix(20).map { $0 })
    let start = FlowState(values: randomDensities(20, spread: 0.5, seed: 20_260_420))
    let advance = FlowIntegrator(flow, .explicitEuler, .fixed(step)).advance(start, to: 10)
    #expect(advance.breakdown?.reason == .negative)
    #expect(advance.state.time == advance.breakdown?.time && advance.state.time > 0)
    #expect(advance.state.values.allSatisfy { $0 >= 0 })
    var broken = start
    broken.values[3] = .nan
    let reason = FlowIntegrator(flow, .explicitEuler, .fixed(1e-3)).advance(broken, to: 1).breakdown
    #expect(reason?.reason == .notFinite && reason?.index == 3 && reason?.time == 0)
  }

  @Test("digits do not depend on who computes which tile when")
  func executors() {
    let grid = Grid.plane(columns: 200, rows: 700, spacing: 0.1, first: (-10, -35))
    let flow = GridFlow(.heat, on: grid)
    #expect(flow.tileCount > 3)
    let backwards = TileExecutor { count, body in for tile in (0..<count).reversed() { body(tile) }
    }
    let parallel = TileExecutor { count, body in
      DispatchQueue.concurrentPerform(iterations: count) { body($0) }
    }
    let start = FlowState(values: randomDensities(grid.count, spread: 1, seed: 20_260_421))
    let control = StepControl.adaptive(Tolerance(absolute: 1e-3, relative: 1e-3))
    let serial = FlowIntegrator(flow, .rungeKuttaLegendre, control).advance(start, to: 0.05)
    for executor in [backwards, parallel] {
      let other = FlowIntegrator(flow, .rungeKuttaLegendre, control, executor: executor)
        .advance(start, to: 0.05)
      #expect(other == serial)
    }
  }
}
