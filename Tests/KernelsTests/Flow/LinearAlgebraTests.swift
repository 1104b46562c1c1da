import Foundation
import TestSupport
import Testing

@testable import Kernels

@Suite struct LinearAlgebraTests {
  @Test(
    "transforms of any length agree with the sum", arguments: [1, 2, 3, 4, 7, 12, 25, 30, 64, 97])
  func fourier(n: Int) {
    var generator = SplitMix64(seed: 20_260_440)
    let x = (0..<n).map { _ in Double.random(in: -1...1, using: &generator) }
    let y = (0..<n).map { _ in Double.random(in: -1...1, using: &generator) }
    var (re, im) = (x, y)
    FourierTransform.forward(&re, &im, FourierTransform(n), FourierTransform(1))
    for k in 0..<n {
      var (a, b) = (0.0, 0.0)
      for j in 0..<n {
        let angle = -2 * Double.pi * Double(j * k % n) / Double(n)
        a += x[j] * cos(angle) - y[j] * sin(angle)
        b += x[j] * sin(angle) + y[j] * cos(angle)
      }
      // Both sums of n terms are off by √n ulp or so.
      let tolerance = 8 * Double(n).squareRoot() * 0x1p-52 * Double(n).squareRoot()
      #expect(abs(re[k] - a) < tolerance && abs(im[k] - b) < tolerance, "\(n), \(k)")
    }
  }

  @Test("convolutions agree with the sum", arguments: GridBoundary.allCases)
  func convolution(boundary: GridBoundary) {
    for grid in [
      Grid.line(cells: 11, spacing: 0.3, first: -1, boundary: boundary),
      Grid.plane(columns: 6, rows: 5, spacing: 0.4, first: (0, 0), boundary: boundary),
    ] {
      let p = randomDensities(grid.count, spread: 1, seed: 20_260_441)
      let terms: [(coefficient: Double, interaction: Interaction)] = [
        (0.7, .quadratic), (1.3, .attractiveRepulsive(a: 4, b: 2)), (-2, .gaussian(width: 0.5)),
      ]
      let found = p.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { Convolution(terms, on: grid).applied(to: $0) } ?? []
      }
      let along = { (a: Int, b: Int, n: Int) in
        let k = abs(a - b)
        return grid.spacing * Double(boundary == .periodic ? min(k, n - k) : k)
      }
      for i in 0..<grid.count {
        let expected = (0..<grid.count).reduce(0.0) { sum, k in
          let dx = along(i % grid.columns, k % grid.columns, grid.columns)
          let dy = along(i / grid.columns, k / grid.columns, grid.rows)
          let r2 = dx * dx + dy * dy
          let w = 0.7 * r2 / 2 + 1.3 * (r2 * r2 / 4 - r2 / 2) + 2 * exp(-r2 / 0.5)
          return sum + w * p[k] * grid.cellVolume
        }
        #expect(abs(found[i] - expected) < 1e-13 * max(1, abs(expected)), "\(boundary), \(i)")
      }
    }
  }

  @Test("cyclic and plain tridiagonal systems are solved")
  func tridiagonal() {
    var generator = SplitMix64(seed: 20_260_442)
    for isCyclic in [true, false] {
      for n in [3, 4, 17] {
        let entries = { (0..<n).map { _ in Double.random(in: -1...1, using: &generator) } }
        var matrix = CyclicTridiagonal(
          lower: entries(), diagonal: entries().map { 3 + $0 }, upper: entries())
        if !isCyclic { (matrix.lower[0], matrix.upper[n - 1]) = (0, 0) }
        let x = entries()
        let solved = CyclicTridiagonal.Factors(matrix).solved(matrix.times(x))
        for (a, b) in zip(solved, x) { #expect(abs(a - b) < 40 * 0x1p-53) }
      }
    }
  }

  @Test("Crank–Nicolson by elimination is that by transforms where boundaries do not matter")
  func crankNicolson() {
    let n = 64
    let reflecting = Grid.line(cells: n, spacing: 0.1, first: 0.05, boundary: .reflecting)
    let periodic = Grid.line(cells: 2 * n, spacing: 0.1, first: 0.05 - 0.1 * Double(n))
    // An even function on the doubled grid.
    let half = randomDensities(n, spread: 2, seed: 20_260_443)
    let whole = half.reversed() + half
    let a = CrankNicolson(on: reflecting).advance(half, steps: 7, step: 0.02)
    let b = CrankNicolson(on: periodic).advance(Array(whole), steps: 7, step: 0.02)
    for i in 0..<n { #expect(abs(a[i] - b[n + i]) < 1e-13) }
  }

  @Test("the wrapped Gaussian's two series agree where they meet")
  func wrappedGaussian() {
    for x in [-4.9, 0, 0.3, 2.5, 4.99] {
      let below = WrappedGaussian(variance: 15.999_999_999_999, period: 10).density(x)
      let above = WrappedGaussian(variance: 16.000_000_000_001, period: 10).density(x)
      #expect(abs(below / above - 1) < 1e-12)
    }
  }
}
