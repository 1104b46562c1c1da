import Testing

@testable import Kernels
@testable import Sweep

@Suite struct FlowTrajectoryTests {
  /// A flow that is lost at t = 1.
  private struct Decay: OrdinaryFlow {
    func isNonnegative(_ index: Int, of count: Int) -> Bool { true }
    func rates(at values: [Double]) -> OrdinaryRates { .rates(values.map { _ in -1 }) }
  }

  private let times = [0, 0.3, 0.9, 2]

  private func advanced(_ limit: Int, throughNumbers: Bool = false) throws -> FlowTrajectory {
    let integrator = OrdinaryIntegrator(Decay(), .explicitEuler, .fixed(0.07))
    var trajectory = FlowTrajectory(from: [1, 3])
    while !trajectory.isFinished(times) {
      trajectory.advance(along: times, stepLimit: limit) {
        integrator.advance($0, to: $1, stepLimit: $2)
      }
      if throughNumbers { trajectory = try #require(FlowTrajectory(numbers: trajectory.numbers)) }
    }
    return trajectory
  }

  @Test("slices and stored states do not show, and a breakdown is part of the state")
  func slices() throws {
    let whole = try advanced(.max)
    let breakdown = try #require(whole.breakdown)
    #expect(breakdown.reason == .negative && breakdown.index == 0 && whole.frames.count == 3)
    for limit in [1, 2, 5] {
      let sliced = try advanced(limit, throughNumbers: true)
      #expect(sliced.numbers == whole.numbers && sliced.breakdown == breakdown)
      #expect(sliced.frames == whole.frames)
    }
  }

  @Test("numbers that are of no trajectory give none")
  func others() throws {
    let numbers = try advanced(.max).numbers
    #expect(FlowTrajectory(numbers: numbers) != nil)
    #expect(FlowTrajectory(numbers: numbers + [0]) == nil)
    #expect(FlowTrajectory(numbers: numbers.dropLast()) == nil)
    #expect(FlowTrajectory(numbers: []) == nil)
  }
}
