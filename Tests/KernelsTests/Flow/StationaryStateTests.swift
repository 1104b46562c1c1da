import Foundation
import Testing

@testable import Kernels

@Suite(.optimized) struct StationaryStateTests {
  static let well = PotentialSum([.init(1, .doubleWell), .init(0.2, .tilted)])

  @Test("the stationary state is at rest in every mobility and reached by the flow")
  func rest() throws {
    let grid = Grid.line(cells: 64, spacing: 0.1, first: -3.15, boundary: .reflecting)
    for mobility in Mobility.allCases {
      for energy in [
        FlowEnergy(diffusion: 0.5, potential: Self.well),
        FlowEnergy(porousMedium: PorousMedium(exponent: 2), potential: Self.well),
      ] {
        let flow = GridFlow(energy, on: grid, mobility: mobility)
        let state = try #require(flow.stationaryState(mass: 1.5))
        #expect(abs(flow.mass(of: state) - 1.5) < 1e-14)
        let rates = flow.rates(of: state)
        // At the edge of a compact support the outermost cell is empty but would fill.
        guard energy.porousMedium == nil || mobility != .arithmetic else { continue }
        let size = state.reduce(0, max)
        for rate in rates { #expect(abs(rate) < 1e-11 * size, "\(mobility)") }
      }
    }
    let flow = GridFlow(FlowEnergy(diffusion: 0.5, potential: Self.well), on: grid)
    let start = FlowState(values: [Double](repeating: 0.25, count: 64))
    let control = StepControl.adaptive(Tolerance(absolute: 1e-9, relative: 1e-7))
    let end = FlowIntegrator(flow, .rosenbrock, control).advance(start, to: 60).state
    let rest = try #require(flow.stationaryState(mass: flow.mass(of: start.values)))
    #expect(DensityDistance(end.values, rest, on: grid).symmetricDivergence < 1e-12)
  }

  @Test("Ornstein and Uhlenbeck's process: second order towards the exact Gaussian")
  func quadratic() {
    let errors = [80, 160].map { n in
      let h = 12 / Double(n)
      let grid = Grid.line(cells: n, spacing: h, first: -6 + 0.5 * h, boundary: .reflecting)
      let energy = FlowEnergy(diffusion: 0.7, potential: PotentialSum([.init(1.3, .quadratic)]))
      let start = WrappedGaussian(mean: 1.2, variance: 0.4, period: .infinity).samples(on: grid)
      let control = StepControl.adaptive(Tolerance(absolute: 1e-9, relative: 1e-8))
      let end = FlowIntegrator(GridFlow(energy, on: grid), .rungeKuttaLegendre, control)
        .advance(FlowState(values: start), to: 0.6).state
      let exact = OrnsteinUhlenbeck.solution(
        mean: 1.2, variance: 0.4, stiffness: 1.3, diffusion: 0.7, time: 0.6
      ).samples(on: grid)
      return DensityDistance(end.values, exact, on: grid).l1
    }
    #expect(abs(log2(errors[0] / errors[1]) - 2) < 0.05, "\(errors)")
  }

  @Test("Barenblatt's solution: first order, the front included", arguments: [2, 3.0])
  func porousMedium(exponent: Double) {
    let medium = PorousMedium(coefficient: 0.5, exponent: exponent)
    let solution = Barenblatt(medium, dimension: 1, level: 0.5)
    let errors = [100, 200, 400].map { n in
      let h = 8 / Double(n)
      let grid = Grid.line(cells: n, spacing: h, first: -4 + 0.5 * h, boundary: .reflecting)
      let flow = GridFlow(FlowEnergy(porousMedium: medium), on: grid, mobility: .upwind)
      let start = solution.samples(on: grid, time: 1)
      let step = 0.4 * flow.stableStep(of: start)
      let end = FlowIntegrator(flow, .strongStabilityPreserving, .fixed(step))
        .advance(FlowState(time: 1, values: start), to: 3)
      #expect(end.breakdown == nil)
      return DensityDistance(end.state.values, solution.samples(on: grid, time: 3), on: grid).l1
    }
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      // The front is as steep as a root for m = 3: there the order only tends to 1.
      #expect(log2(coarse / fine) > (exponent == 2 ? 0.9 : 0.7), "\(errors)")
    }
  }

  @Test("mass does not enter empty cells with the geometric mobility")
  func front() {
    let medium = PorousMedium(exponent: 2)
    let grid = Grid.line(cells: 40, spacing: 0.2, first: -3.9, boundary: .reflecting)
    let start = Barenblatt(medium, dimension: 1, level: 0.1).samples(on: grid, time: 1)
    let rates = GridFlow(FlowEnergy(porousMedium: medium), on: grid).rates(of: start)
    #expect(start.contains(0))
    for (p, rate) in zip(start, rates) where p == 0 { #expect(rate == 0) }
  }
}
