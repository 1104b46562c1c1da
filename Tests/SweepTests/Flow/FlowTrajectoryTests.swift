import TestSupport
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

  private func advanced(
    _ limit: Int, of most: Int = .max, throughNumbers: Bool = false
  ) throws -> FlowTrajectory {
    let integrator = OrdinaryIntegrator(Decay(), .explicitEuler, .fixed(0.07))
    var trajectory = FlowTrajectory(from: [1, 3])
    while !trajectory.isFinished(times) {
      trajectory.advance(along: times, stepLimit: limit, mostSteps: most) {
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

  @Test("a flow is given up after so many steps, wherever slices end")
  func tooManySteps() throws {
    for limit in [1, 2, 4, .max] {
      let trajectory = try advanced(limit, of: 9, throughNumbers: true)
      #expect(trajectory.breakdown?.reason == .tooManySteps)
      #expect(trajectory.state.stepCount == 9 && trajectory.frames.count == 2)
      #expect(trajectory.breakdown?.time == trajectory.state.time)
    }
    // As many as it takes are not too many.
    let whole = try advanced(.max)
    #expect(try advanced(3, of: whole.state.stepCount + 1).breakdown == whole.breakdown)
  }

  @Test("numbers that are of no trajectory give none")
  func others() throws {
    let numbers = try advanced(.max).numbers
    #expect(FlowTrajectory(numbers: numbers) != nil)
    #expect(FlowTrajectory(numbers: numbers + [0]) == nil)
    #expect(FlowTrajectory(numbers: numbers.dropLast()) == nil)
    #expect(FlowTrajectory(numbers: []) == nil)
  }

  @Test("numbers of another shape are no state of a flow", arguments: [UInt64(20_261_130)])
  func forgedNumbers(seed: UInt64) throws {
    let numbers = try advanced(3, of: 9).numbers
    let whole = try #require(FlowTrajectory(numbers: numbers))
    #expect(whole.isOf(count: 2, along: times))
    #expect(!whole.isOf(count: 3, along: times))
    #expect(!whole.isOf(count: 2, along: [0]))
    #expect(!whole.isOf(count: 2, along: times.map { $0 / 1000 }))
    // Whatever the numbers say, they are taken for a state or not.
    var generator = SplitMix64(seed: seed)
    let values = [0, -1, 1, 2, 3, 1e9, 1e18, 1e300, .nan, .infinity, -.infinity, 0.5]
    for _ in 0..<2000 {
      var forged = numbers
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: forged.indices, using: &generator)
        forged[place] = values.randomElement(using: &generator) ?? 0
      }
      guard let found = FlowTrajectory(numbers: forged), found.isOf(count: 2, along: times) else {
        continue
      }
      #expect(found.frames.count <= times.count && (0...2).contains(found.state.time))
      #expect(found.breakdown?.index.map { (0..<2).contains($0) } ?? true)
    }
  }
}
