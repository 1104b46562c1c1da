import Foundation
import TestSupport
import Testing

@testable import Kernels

@Suite struct GridFlowTests {
  static let grids: [Grid] = GridBoundary.allCases.flatMap { boundary in
    [
      Grid.line(cells: 29, spacing: 0.1, first: -1.4, boundary: boundary),
      Grid.plane(columns: 19, rows: 13, spacing: 0.1, first: (-0.9, -0.6), boundary: boundary),
      Grid.plane(columns: 8, rows: 2, spacing: 0.2, first: (0, 0), boundary: boundary),
    ]
  }

  @Test("lanes agree with single values bit by bit, and no digit depends on the tiles")
  func lanes() {
    for (number, grid) in Self.grids.enumerated() {
      for flow in allFlows(on: grid) {
        for spread in [0.3, 4, 60] {
          var p = randomDensities(grid.count, spread: spread, seed: UInt64(20_260_400 + number))
          p[3] = 0
          p[grid.count - 1] = -0.1
          let scalar = flow.rates(of: p, Double.self)
          let lanes = flow.rates(of: p, SIMD8<Double>.self)
          #expect(scalar.map(\.bitPattern) == lanes.map(\.bitPattern), "\(flow.label), \(spread)")
          guard grid.rows > 5 else { continue }
          let cut = flow.rates(of: p, cuts: [1, 4, 5, 11], SIMD8<Double>.self)
          #expect(cut.map(\.bitPattern) == lanes.map(\.bitPattern), "\(flow.label), \(spread)")
        }
      }
    }
  }

  @Test("mass is conserved to the rounding of the fluxes")
  func mass() {
    for grid in Self.grids {
      for flow in allFlows(on: grid) {
        let p = randomDensities(grid.count, spread: 1, seed: 20_260_410)
        let rates = flow.rates(of: p)
        let scales = flow.relativeScales
        let total = zip(rates, 0...).reduce(0) { $0 + $1.0 * (scales.isEmpty ? 1 : scales[$1.1]) }
        let size = rates.reduce(0) { $0 + abs($1) }
        #expect(abs(total) <= 1e-13 * size, "\(flow.label)")
      }
    }
  }

  @Test("the logarithmic mobility gives finite differences to the last digit")
  func finiteDifferences() {
    let grid = Grid.line(cells: 21, spacing: 0.25, first: 0)
    let p = randomDensities(21, spread: 8, seed: 20_260_411)
    let rates = GridFlow(.heat, on: grid, mobility: .logarithmic).rates(of: p)
    // The general path with a potential of 0 as well.
    let general = GridFlow(
      FlowEnergy(diffusion: 1, samples: [Double](repeating: 0, count: 21)), on: grid,
      mobility: .logarithmic
    ).rates(of: p)
    for i in 0..<21 {
      let (before, behind) = (p[(i + 20) % 21], p[(i + 1) % 21])
      let expected = ((behind - p[i]) - (p[i] - before)) * 16
      #expect(rates[i] == expected && general[i] == expected)
    }
  }

  @Test(
    "√(p q) ln(q/p) is right to some ulp, near and far", arguments: [1e-9, 0.01, 0.5, 0.6, 5, 300])
  func geometricFlux(delta: Double) {
    var generator = SplitMix64(seed: 20_260_412)
    for _ in 0..<200 {
      let p = exp(Double.random(in: -40...3, using: &generator))
      let q = p * exp(Double.random(in: -delta...delta, using: &generator))
      let flux = GeometricHeatFlux()
      let f = flux.flux(
        flux.fields(density: p, potential: 0.0), flux.fields(density: q, potential: 0.0), edge: 0)
      // By another route: δ = ln(q/p) from the difference, which is exact for near cells.
      let ratio = (q - p) / p
      let expected = (p * q).squareRoot() * (delta > 0.55 ? log(q / p) : log1p(ratio))
      let farRounding = (p * q).squareRoot() * (abs(log(p)) + abs(log(q)))
      #expect(
        abs(f - expected) <= 0x1p-52 * (6 * abs(expected) + (delta > 0.55 ? farRounding : 0)))
    }
  }

  @Test(
    "empty, underflowed and negative cells give no NaN, and no flux where the mobility vanishes")
  func emptyCells() {
    let grid = Grid.line(cells: 9, spacing: 0.1, first: 0)
    for values in [
      [0, 0, 1, 0, 0x1p-1074, 0x1p-1030, 2, 0, 0], [-1, -1, 1, -0.5, 0, 1, 1e100, 1e-300, -0.0],
    ] {
      for flow in allFlows(on: grid) {
        let rates = flow.rates(of: values)
        #expect(rates.allSatisfy { $0.isFinite }, "\(flow.label): \(rates)")
      }
      let heat = GridFlow(.heat, on: grid).rates(of: values)
      // Both neighbours of cell 2 are empty.
      #expect(heat[2] == 0)
    }
  }

  @Test("a NaN is not hidden")
  func notANumber() {
    let grid = Grid.line(cells: 9, spacing: 0.1, first: 0)
    var p = [Double](repeating: 1, count: 9)
    p[4] = .nan
    for flow in allFlows(on: grid) where flow.convolution == nil {
      let rates = flow.rates(of: p)
      #expect(rates[3].isNaN && rates[4].isNaN && rates[5].isNaN, "\(flow.label)")
    }
  }

  @Test("translations and reflections commute with the flow")
  func symmetry() {
    let grid = Grid.line(cells: 24, spacing: 0.1, first: 0)
    let p = randomDensities(24, spread: 2, seed: 20_260_413)
    for mobility in Mobility.allCases {
      let energy = FlowEnergy(diffusion: 1, porousMedium: PorousMedium(exponent: 2))
      let flow = GridFlow(energy, on: grid, mobility: mobility)
      let rates = flow.rates(of: p)
      let moved = flow.rates(of: Array(p[7...] + p[..<7]))
      #expect(moved == Array(rates[7...] + rates[..<7]), "\(mobility)")
      #expect(flow.rates(of: p.reversed()) == rates.reversed(), "\(mobility)")
    }
  }

  @Test("equal scales and σ/d = 0 give Theorem 3")
  func metrics() {
    let grid = Grid.line(cells: 24, spacing: 0.1, first: 0)
    let p = randomDensities(24, spread: 2, seed: 20_260_414)
    let plain = GridFlow(.heat, on: grid).rates(of: p)
    let size = plain.reduce(0) { max($0, abs($1)) }
    let equal = FlowMetric.inhomogeneous(relativeScales: [Double](repeating: 1, count: 24))
    for metric in [equal, .secondOrder(ratio: 0)] {
      let rates = GridFlow(.heat, on: grid, metric: metric).rates(of: p)
      for i in 0..<24 { #expect(abs(rates[i] - plain[i]) < 40 * 0x1p-52 * size) }
    }
    // Theorem 5 with λ = 0 nearly everywhere slows the flow by 1 + (π²/2) σ²/d².
    let flat = p.map { 1 + 1e-6 * $0 }
    let slow = GridFlow(.heat, on: grid, metric: .secondOrder(ratio: 0.3)).rates(of: flat)
    let fast = GridFlow(.heat, on: grid).rates(of: flat)
    let factor = 1 + 0.09 * Double.pi * Double.pi / 2
    for i in 0..<24 where abs(fast[i]) > 1e-7 {
      #expect(abs(fast[i] / slow[i] / factor - 1) < 1e-9)
    }
  }

  @Test("linear stability limits: h²/2 and h²/4 for unit diffusion, scaled by diffusion and metric")
  func stabilityLimits() {
    let line = Grid.line(cells: 30, spacing: 0.1, first: 0)
    let plane = Grid.plane(columns: 9, rows: 8, spacing: 0.1, first: (0, 0))
    for mobility in Mobility.allCases {
      let energy = FlowEnergy(diffusion: 2.5, potential: PotentialSum([.init(1, .sine)]))
      let onLine = GridFlow(energy, on: line, mobility: mobility).linearStableStep
      let onPlane = GridFlow(energy, on: plane, mobility: mobility).linearStableStep
      #expect(abs(onLine / (0.01 / 5) - 1) < 1e-15, "\(mobility)")
      #expect(abs(onPlane / (0.01 / 10) - 1) < 1e-15, "\(mobility)")
    }
    let slow = GridFlow(.heat, on: line, metric: .secondOrder(ratio: 0.3)).linearStableStep
    let factor = 1 + 0.5 * 0.09 * Double.pi * Double.pi
    #expect(abs(slow / (0.005 * factor) - 1) < 1e-14)
    let equal = FlowMetric.inhomogeneous(relativeScales: [Double](repeating: 2, count: 30))
    // Cells of twice the width: κ = ½, and a width of 2.
    #expect(abs(GridFlow(.heat, on: line, metric: equal).linearStableStep / 0.02 - 1) < 1e-14)
  }

  @Test("the Jacobian is that of the rates")
  func jacobian() throws {
    let p = randomDensities(12, spread: 1.5, seed: 20_260_415)
    for boundary in GridBoundary.allCases {
      let grid = Grid.line(cells: 12, spacing: 0.3, first: -1, boundary: boundary)
      for flow in allFlows(on: grid) where flow.convolution == nil {
        if case .secondOrder = flow.metric { continue }
        let a = try #require(
          p.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { flow.jacobian(of: $0, field: flow.potential(of: $0)) }
          })
        for j in 0..<12 {
          var (up, down) = (p, p)
          let h = 1e-5 * p[j]
          up[j] += h
          down[j] -= h
          let (after, before) = (flow.rates(of: up), flow.rates(of: down))
          var unit = [Double](repeating: 0, count: 12)
          unit[j] = 1
          let column = a.times(unit)
          for i in 0..<12 {
            let slope = (after[i] - before[i]) / (2 * h)
            // The quotient is off by some 10⁻¹⁰ of the third derivative, and 10⁻¹⁶/10⁻⁵.
            #expect(abs(slope - column[i]) < 1e-7 * (1 + abs(column[j])), "\(flow.label) \(i) \(j)")
          }
        }
      }
    }
  }
}
