import Foundation
import TestSupport
import Testing

@testable import Kernels

/// The shorter ways to compute the heat flux, and rows long enough to be taken in stretches.
@Suite struct EdgeWayTests {
  /// A flux in a way, and what its cells reach.
  private func flux<Way: EdgeWay>(_ p: Double, _ q: Double, _: Way.Type) -> (Double, EdgeReach) {
    let flux = GeometricHeatFlux()
    var v = 0.0
    let value = flux.flux(
      flux.fields(density: p, potential: 0.0), flux.fields(density: q, potential: 0.0), edge: 0,
      Way.self, largestDistance: &v)
    return (value, GeometricHeatFlux.reach(ofDistance: v))
  }

  /// √(p q) ln(q/p), to some 1e-16 of itself: q − p of near cells is exact.
  private func expected(_ p: Double, _ q: Double) -> Double {
    (p * q).squareRoot() * log1p((q - p) / p)
  }

  @Test("each way is right to some ulp as far as it reaches, and not beyond")
  func ways() {
    var generator = SplitMix64(seed: 20_260_431)
    var counts: [EdgeReach: Int] = [:]
    for _ in 0..<3000 {
      let p = exp(Double.random(in: -40...3, using: &generator))
      let q = p * exp(Double.random(in: -0.6...0.6, using: &generator))
      let bound = 0x1p-52 * 6 * abs(expected(p, q))
      let (close, reach) = flux(p, q, CloseCells.self)
      let (near, _) = flux(p, q, NearCells.self)
      let (any, _) = flux(p, q, AnyCells.self)
      counts[reach, default: 0] += 1
      switch reach {
      case .close: #expect(abs(close - expected(p, q)) <= bound && near == any)
      case .near: #expect(abs(near - expected(p, q)) <= bound && near == any)
      case .far: #expect(abs(any - expected(p, q)) <= bound * (1 + abs(log(p)) + abs(log(q))))
      }
    }
    #expect(counts.count == 3 && counts.values.allSatisfy { $0 > 300 })
    // Where a way ends it is still right; the error of the close one grows like v⁴ from there.
    let (p, q) = (1.0, exp(0.1249))
    #expect(flux(p, q, CloseCells.self).1 == .close)
    #expect(abs(flux(p, q, CloseCells.self).0 / expected(p, q) - 1) <= 0x1p-51)
    let further = exp(0.4)
    #expect(abs(flux(p, further, CloseCells.self).0 / expected(p, further) - 1) > 1e-11)
  }

  /// Densities of which some are close, some near and some far from their neighbours: columns by
  /// thirds.
  private func unevenDensities(
    on grid: Grid, seed: UInt64, spreads: [Double] = [0.01, 0.2, 3]
  ) -> [Double] {
    var generator = SplitMix64(seed: seed)
    return (0..<grid.count).map { cell in
      let spread = spreads[cell % grid.columns * 3 / grid.columns]
      return exp(spread * Double.random(in: -0.5...0.5, using: &generator))
    }
  }

  /// Whether all bits agree.
  private func areSame(_ a: [Double], _ b: [Double]) -> Bool {
    a.map(\.bitPattern) == b.map(\.bitPattern)
  }

  @Test(
    "rows of any length: no digit depends on the tiles, mass stays, lanes agree with single values",
    arguments: GridBoundary.allCases)
  func longRows(boundary: GridBoundary) {
    for columns in [255, 256, 257, 260, 263, 264, 265, 512, 519, 520, 523, 768] {
      let grid = Grid.plane(
        columns: columns, rows: 40, spacing: 0.1, first: (0, 0), boundary: boundary)
      let flow = GridFlow(.heat, on: grid)
      // With the second what lies behind the end of a row is close in some rows and near in others.
      for spreads in [[0.01, 0.2, 3], [0.15, 0.2, 0.1]] {
        let p = unevenDensities(on: grid, seed: UInt64(20_260_432 + columns), spreads: spreads)
        let lanes = flow.rates(of: p, SIMD8<Double>.self)
        let cut = flow.rates(of: p, cuts: Array(1..<40), SIMD8<Double>.self)
        let isCutSame = areSame(cut, lanes)
        #expect(isCutSame, "\(columns) columns")
        let size = lanes.reduce(0) { $0 + abs($1) }
        #expect(abs(lanes.reduce(0, +)) <= 1e-15 * size, "\(columns) columns")
        let scalar = flow.rates(of: p, Double.self)
        let isScalarSame = columns % 8 != 0 || areSame(scalar, lanes)
        #expect(isScalarSame, "\(columns) columns")
        let largest = zip(scalar, lanes).reduce(0) { max($0, abs($1.0 - $1.1)) }
        #expect(largest <= 1e-14 * size / Double(grid.count), "\(columns) columns: \(largest)")
      }
    }
  }

  @Test("long lines as well", arguments: GridBoundary.allCases)
  func longLines(boundary: GridBoundary) {
    for columns in [256, 257, 263, 264, 265, 600] {
      let grid = Grid.line(cells: columns, spacing: 0.1, first: 0, boundary: boundary)
      let p = unevenDensities(on: grid, seed: UInt64(20_260_433 + columns))
      let rates = GridFlow(.heat, on: grid).rates(of: p)
      let size = rates.reduce(0) { $0 + abs($1) }
      #expect(abs(rates.reduce(0, +)) <= 1e-15 * size, "\(columns) cells")
      for i in 1..<(columns - 1) {
        let inner =
          ((p[i] * p[i + 1]).squareRoot() * log(p[i + 1] / p[i])
            - (p[i - 1] * p[i]).squareRoot() * log(p[i] / p[i - 1])) * 100
        #expect(abs(rates[i] - inner) <= 1e-12 * (1 + abs(inner)), "\(columns) cells")
      }
    }
  }

  @Test("the edge where a long row meets itself has one flux, whatever is beside its ends")
  func seam() {
    var generator = SplitMix64(seed: 20_260_434)
    let grid = Grid.line(cells: 600, spacing: 0.1, first: 0)
    for _ in 0..<200 {
      // Nothing flows but over the seam, and in the middle of the first stretch, where cells are far.
      var p = [Double](repeating: Double.random(in: 1...1.1, using: &generator), count: 600)
      for i in 0..<100 { p[i] = 1 }
      let rates = GridFlow(.heat, on: grid).rates(of: p)
      p[50] = 9
      let beside = GridFlow(.heat, on: grid).rates(of: p)
      #expect(rates[0] == -rates[599] && beside[0] == -beside[599])
    }
  }
}
