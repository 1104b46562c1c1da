import Foundation
import Testing

@testable import Kernels

@Suite(.optimized) struct SchemeOrderTests {
  /// The semi-discrete solution of the heat equation at t = .45 on [−5, 5].
  private func semidiscrete(_ mobility: Mobility, cells n: Int) -> (error: Double, values: [Double])
  {
    let h = 10 / Double(n)
    let grid = Grid.line(cells: n, spacing: h, first: -5)
    let flow = GridFlow(.heat, on: grid, mobility: mobility)
    let start = WrappedGaussian(variance: 1, period: .infinity).samples(on: grid)
    let stable = flow.stableStep(of: start)
    // Half the stable step: the error in time, h⁶ times some constant, is nothing.
    let state = FlowIntegrator(flow, .strongStabilityPreserving, .fixed(0.5 * stable))
      .advance(FlowState(values: start), to: 0.45).state
    let exact = WrappedGaussian(variance: 1, period: 10, time: 0.45).samples(on: grid)
    return (DensityDistance(state.values, exact, on: grid).maximum, state.values)
  }

  @Test("the scheme is of order 2.00 ± .02 in h", arguments: Mobility.allCases)
  func order(mobility: Mobility) {
    let errors = [100, 200, 400].map { semidiscrete(mobility, cells: $0).error }
    let expected = mobility == .upwind ? 1.0 : 2.0
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      // The tolerance asked for; upwinding has terms of the second order beside its first.
      let tolerance = mobility == .upwind ? 0.1 : 0.02
      #expect(abs(log2(coarse / fine) - expected) < tolerance, "\(mobility): \(errors)")
    }
    // 1.063·10⁻⁴ and 9.03·10⁻⁵ were found with another program.
    if mobility == .geometric { #expect(abs(errors[0] - 1.063e-4) < 0.6e-7) }
    if mobility == .logarithmic { #expect(abs(errors[0] - 9.03e-5) < 0.6e-7) }
  }

  @Test("in two dimensions the semi-discrete flow of product data is the product, to order 2.00")
  func plane() {
    let errors = [50, 100].map { n in
      let h = 10 / Double(n)
      let grid = Grid.plane(columns: n, rows: n, spacing: h, first: (-5, -5))
      let flow = GridFlow(.heat, on: grid)
      let start = WrappedGaussian(variance: 1, period: .infinity).samples(on: grid)
      let values = FlowIntegrator(flow, .strongStabilityPreserving, .fixed(h * h / 4))
        .advance(FlowState(values: start), to: 0.45).state.values
      let factor = semidiscrete(.geometric, cells: n).values
      let product = factor.flatMap { y in factor.map { x in x * y } }
      // Both errors in time are of third order in steps of h²/4.
      #expect(DensityDistance(values, product, on: grid).maximum < 0.02 * h * h * h * h * h * h)
      let exact = WrappedGaussian(variance: 1, period: 10, time: 0.45).samples(on: grid)
      return DensityDistance(values, exact, on: grid).maximum
    }
    #expect(abs(log2(errors[0] / errors[1]) - 2) < 0.05, "\(errors)")
  }

  @Test("energy never rises, its fall is the dissipation, and mass stays, on random data")
  func descent() {
    for grid in GridFlowTests.grids {
      for flow in allFlows(on: grid) {
        let scales = flow.relativeScales
        let start = randomDensities(grid.count, spread: 2, seed: 20_260_430)
        var state = FlowState(values: start)
        var before = flow.diagnostics(of: start)
        for _ in 0..<20 {
          let step = 0.5 * flow.stableStep(of: state.values)
          let advance = FlowIntegrator(flow, .explicitEuler, .fixed(step))
            .advance(state, to: state.time + step)
          #expect(advance.breakdown == nil, "\(flow.label)")
          state = advance.state
          let after = flow.diagnostics(of: state.values)
          #expect(after.energy <= before.energy, "\(flow.label)")
          #expect(before.dissipation > 0 && after.minimum > 0, "\(flow.label)")
          before = after
        }
        #expect(abs(flow.mass(of: state.values) / flow.mass(of: start) - 1) < 1e-14)
        // dE/dt by a step so small that the second order does not count.
        let rates = flow.rates(of: start)
        let tiny = 1e-7 * flow.stableStep(of: start)
        let ahead = zip(start, rates).map { $0 + tiny * $1 }
        let behind = zip(start, rates).map { $0 - tiny * $1 }
        let slope =
          (flow.diagnostics(of: ahead).energy - flow.diagnostics(of: behind).energy) / (2 * tiny)
        let dissipation = flow.diagnostics(of: start).dissipation
        #expect(abs(slope / dissipation + 1) < 1e-5, "\(flow.label)")
        #expect(scales.isEmpty || scales.count == grid.count)
      }
    }
  }
}
