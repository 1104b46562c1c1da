import Foundation
import TestSupport
import Testing

@testable import Kernels

/// Sums over cells of unequal widths: each cell counts by its own.
@Suite struct CellSumTests {
  @Test("distances, mass and energy are integrals of what is constant in each cell")
  func widths() {
    var generator = SplitMix64(seed: 20_261_130)
    for _ in 0..<sampleCount(200) {
      // Widths of whole multiples of h, so that a uniform grid can hold the same function.
      let multiples = (0..<Int.random(in: 3...20, using: &generator)).map { _ in
        Int.random(in: 1...5, using: &generator)
      }
      let n = multiples.count
      let h = 0.125
      let coarse = GridFlow(
        .heat, on: .line(cells: n, spacing: h, first: 0.5 * h, boundary: .reflecting),
        metric: .inhomogeneous(relativeScales: multiples.map(Double.init)))
      let fine = GridFlow(
        .heat,
        on: .line(
          cells: multiples.reduce(0, +), spacing: h, first: 0.5 * h, boundary: .reflecting))
      let p = (0..<n).map { _ in Double.random(in: 0.1...2, using: &generator) }
      let q = (0..<n).map { _ in Double.random(in: 0.1...2, using: &generator) }
      let spread = { (values: [Double]) in
        zip(values, multiples).flatMap { [Double](repeating: $0, count: $1) }
      }
      let (one, other) = (
        DensityDistance(p, q, on: coarse), DensityDistance(spread(p), spread(q), on: fine)
      )
      func expectSame(_ a: Double, _ b: Double) {
        #expect((a - b).magnitude <= 1e-13 * b.magnitude, "\(multiples)")
      }
      #expect(one.maximum == other.maximum)
      expectSame(one.l1, other.l1)
      expectSame(one.l2, other.l2)
      expectSame(one.symmetricDivergence, other.symmetricDivergence)
      expectSame(coarse.mass(of: p), fine.mass(of: spread(p)))
      expectSame(
        coarse.diagnostics(of: p).energy + 10, fine.diagnostics(of: spread(p)).energy + 10)
    }
  }

  @Test("a potential in which 1 is lost has a stationary state, too, and the search for it ends")
  func largePotential() throws {
    let energy = FlowEnergy(
      porousMedium: PorousMedium(exponent: 2), samples: [1e300, 1e300, 1e300, 1e300])
    let flow = GridFlow(
      energy, on: .line(cells: 4, spacing: 0.25, first: 0.125, boundary: .reflecting))
    for mass in [1, 1e-300, 1e290, .infinity] {
      guard let state = flow.stationaryState(mass: mass) else { continue }
      #expect(state.count == 4)
    }
  }
}
