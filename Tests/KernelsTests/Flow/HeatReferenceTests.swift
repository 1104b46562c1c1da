import Foundation
import Testing

@testable import Kernels

/// Figures 2 and 3: h = .1, τ = .001, explicit Euler against Crank–Nicolson and the exact solution.
@Suite struct HeatReferenceTests {
  static let times = [0.11, 0.23, 0.34, 0.45]

  private func differences(_ grid: Grid, initial: [Double]) -> [[Double]] {
    let integrator = FlowIntegrator(GridFlow(.heat, on: grid), .explicitEuler, .fixed(0.001))
    let reference = CrankNicolson(on: grid)
    var state = FlowState(values: initial)
    return Self.times.map { time in
      let advance = integrator.advance(state, to: time)
      #expect(advance.breakdown == nil)
      state = advance.state
      #expect(state.time == time && state.stepCount == Int((time * 1000).rounded()))
      let finiteDifferences = reference.advance(initial, steps: state.stepCount, step: 0.001)
      let exact = WrappedGaussian(variance: 1, period: 10, time: time).samples(on: grid)
      return [
        DensityDistance(state.values, finiteDifferences, on: grid).maximum,
        DensityDistance(state.values, exact, on: grid).maximum,
        DensityDistance(finiteDifferences, exact, on: grid).maximum,
      ]
    }
  }

  @Test("one dimension: the differences that were found with another program")
  func line() {
    let grid = Grid.line(cells: 100, spacing: 0.1, first: -5)
    let found = differences(
      grid, initial: WrappedGaussian(variance: 1, period: .infinity).samples(on: grid))
    let expected = [
      [3.649e-5, 3.020e-5, 6.669e-5], [4.506e-5, 4.469e-5, 8.907e-5],
      [4.607e-5, 5.024e-5, 9.274e-5], [4.429e-5, 5.219e-5, 9.026e-5],
    ]
    for (row, other) in zip(found, expected) {
      for (a, b) in zip(row, other) { #expect(abs(a - b) <= 0.6e-8, "\(found)") }
    }
  }

  @Test("two dimensions: the differences that were found with another program", .optimized)
  func plane() {
    let grid = Grid.plane(columns: 100, rows: 100, spacing: 0.1, first: (-5, -5))
    let found = differences(
      grid, initial: WrappedGaussian(variance: 1, period: .infinity).samples(on: grid))
    let expected = [
      [3.600e-5, 1.22e-5], [4.108e-5, 1.77e-5], [3.758e-5, 1.95e-5], [3.248e-5, 1.98e-5],
    ]
    for (row, other) in zip(found, expected) {
      #expect(abs(row[0] - other[0]) <= 0.6e-8, "\(found)")
      #expect(abs(row[1] - other[1]) <= 0.6e-7, "\(found)")
      #expect(row[2] > 4.75e-5 && row[2] < 5.95e-5, "\(found)")
    }
  }
}
