import TestSupport
import Testing

@testable import Kernels

/// Steps end, whatever the density is: accepted, or with a reason after a bounded number of tries.
@Suite struct BoundedStepTests {
  private static func line(_ cells: Int, from first: Double = 0, to end: Double = 1) -> Grid {
    let h = (end - first) / Double(cells)
    return .line(cells: cells, spacing: h, first: first + 0.5 * h, boundary: .reflecting)
  }

  private static func adaptive(_ tolerance: Double, size: Double = 1) -> StepControl {
    .adaptive(Tolerance(absolute: tolerance * size, relative: tolerance))
  }

  /// The steps that are tried at most while a step is shortened from 1 to the least by a factor of 0.9.
  private static let mostTries = 7000

  @Test(
    "an error that is not a number ends the flow, and a caller of few tries is heard meanwhile",
    arguments: [TimeStepper.rungeKuttaLegendre, .rosenbrock])
  func noError(stepper: TimeStepper) {
    // 0 everywhere: the error is 0/0.
    let flow = GridFlow(.heat, on: Self.line(10))
    let integrator = FlowIntegrator(flow, stepper, Self.adaptive(1e-3, size: 0))
    var state = FlowState(values: [Double](repeating: 0, count: 10))
    var calls = 0
    while calls < Self.mostTries {
      calls += 1
      let before = state.triedCount
      let result = integrator.advance(state, to: 1, stepLimit: 3)
      #expect(result.state.triedCount - before <= 3)
      state = result.state
      if let breakdown = result.breakdown {
        #expect(breakdown.reason == .stepTooSmall && breakdown.time == 0)
        break
      }
    }
    #expect(state.stepCount == 0 && state.rejectedCount > 100 && calls < Self.mostTries / 3)
    let whole = integrator.advance(
      FlowState(values: [Double](repeating: 0, count: 10)), to: 1)
    #expect(whole.state == state && whole.breakdown?.reason == .stepTooSmall)
  }

  @Test(
    "a mobility that fills an empty cell is no obstacle to the implicit method",
    arguments: [1.0, 0.25, 0.01, 1e-3])
  func emptyCell(h: Double) throws {
    // By NumPy, 50 000 explicit steps, h = 1/4: p(0.1) from (0, 1, 1, 1). Times scale with h².
    let exact = [0.583078, 0.692688, 0.823330, 0.900904]
    let flow = GridFlow(.heat, on: Self.line(4, to: 4 * h), mobility: .arithmetic)
    for (stepper, tolerance, bound) in [
      (TimeStepper.rosenbrock, 1e-6, 2e-4), (.rungeKuttaLegendre, 1e-6, 2e-4),
    ] {
      let integrator = FlowIntegrator(flow, stepper, Self.adaptive(tolerance))
      let result = integrator.advance(FlowState(values: [0, 1, 1, 1]), to: 1.6 * h * h)
      #expect(result.breakdown == nil, "\(stepper)")
      for (value, wanted) in zip(result.state.values, exact) {
        #expect((value - wanted).magnitude < bound, "\(stepper): \(result.state.values)")
      }
    }
  }

  @Test("steps that lead nowhere are told so, after a thousand tries and not after 10⁸", .optimized)
  func nowhere() {
    // Compact support on few cells: next to an empty cell the stable step is 10⁻¹⁴⁹ and stays so.
    let energy = FlowEnergy(potential: PotentialSum([.init(1, .doubleWell)]))
    let flow = GridFlow(energy, on: Self.line(8, from: -2, to: 2))
    let values = [0, 0, 0.5, 1, 0.5, 0, 0, 0]
    let explicit = FlowIntegrator(flow, .rungeKuttaLegendre, Self.adaptive(1e-9))
      .advance(FlowState(values: values), to: 1)
    #expect(explicit.breakdown?.reason == .stepTooSmall)
    #expect(explicit.state.triedCount <= 2000)
    let implicit = FlowIntegrator(flow, .rosenbrock, Self.adaptive(1e-9))
      .advance(FlowState(values: values), to: 1)
    #expect(implicit.breakdown == nil)
  }

  @Test("a first time far below the last is no reason to give up")
  func farTimes() {
    let flow = GridFlow(.heat, on: Self.line(12))
    let integrator = FlowIntegrator(flow, .rosenbrock, Self.adaptive(1e-6))
    var state = FlowState(values: randomDensities(12, spread: 2, seed: 3))
    for time in [1e-250, 1e-100, 1e-30, 1] {
      let result = integrator.advance(state, to: time)
      #expect(result.breakdown == nil)
      state = result.state
    }
    #expect(state.time == 1)
  }

  @Test("densities with empty, tiny and huge cells: no flow goes on beyond its tries")
  func degenerate() {
    var generator = SplitMix64(seed: 20_261_130)
    for _ in 0..<sampleCount(400) {
      let cells = Int.random(in: 4...12, using: &generator)
      let length = Double([1e-3, 1, 100].randomElement(using: &generator) ?? 1)
      let flows = allFlows(on: Self.line(cells, to: length))
      guard let flow = flows.randomElement(using: &generator) else { continue }
      let values: [Double] = (0..<cells).map { _ in
        [0, 0, 1e-300, 1e-30, 0.3, 1, 1, 1e8].randomElement(using: &generator) ?? 1
      }
      let stepper = Bool.random(using: &generator) ? TimeStepper.rosenbrock : .rungeKuttaLegendre
      let largest = values.reduce(0) { max($0, $1) }
      let integrator = FlowIntegrator(flow, stepper, Self.adaptive(1e-4, size: largest))
      let result = integrator.advance(
        FlowState(values: values), to: 0.1 * length * length, stepLimit: 2000)
      switch result {
      case .reached(let state): #expect(state.values.allSatisfy { $0.isFinite && $0 >= 0 })
      case .brokeDown(let breakdown, _): #expect(breakdown.time >= 0)
      // Slow is no fault: all tries were counted.
      case .paused(let state): #expect(state.triedCount == 2000, "\(flow.label)")
      }
    }
  }

  @Test("a small system whose error is not a number ends, too")
  func ordinary() {
    let integrator = OrdinaryIntegrator(
      Undecided(), .dormandPrince, Self.adaptive(1e-3, size: 0))
    let short = integrator.advance(FlowState(values: [0]), to: 1, stepLimit: 4)
    #expect(short.state.triedCount == 4 && short.breakdown == nil)
    let whole = integrator.advance(FlowState(values: [0]), to: 1)
    #expect(whole.breakdown?.reason == .stepTooSmall)
    #expect(whole.state.triedCount < Self.mostTries)
  }
}

/// A right-hand side of 0 at 0: an error of 0 over a tolerance of 0.
private struct Undecided: OrdinaryFlow {
  func isNonnegative(_ index: Int, of count: Int) -> Bool { false }
  func rates(at values: [Double]) -> OrdinaryRates { .rates(values.map { _ in 0 }) }
}
