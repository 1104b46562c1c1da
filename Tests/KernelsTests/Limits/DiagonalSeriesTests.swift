import Foundation
import TestSupport
import Testing

@testable import Kernels

@Suite struct DiagonalSeriesTests {
  /// R of the series less R of an entry by quadrature, and what the quadrature says of its own.
  private func deviation(
    _ series: DiagonalSeries, from entry: ScaledValue, of mixture: Mixture, gap i: Int
  ) -> (error: Double, uncertainty: Double) {
    let difference = (series.value.logarithm - entry.logarithm).value
    let error = series.ratio * abs(expm1(-difference))
    return (error, series.ratio * entry.relativeUncertainty)
  }

  @Test("the coefficients are the polynomials in λ that were derived", arguments: [0, 0.7, -3, 11])
  func coefficients(lambda: Double) {
    let (a, b) = (Double.pi * Double.pi, lambda * lambda)
    let exact = [
      1, a / 2 + b / 2, 5 * a * a / 8 + 3 * a * b / 4 + b * b / 8,
      61 * pow(a, 3) / 48 + 25 * a * a * b / 16 + 5 * a * b * b / 16 + pow(b, 3) / 48,
      1385 * pow(a, 4) / 384 + 427 * pow(a, 3) * b / 96 + 175 * a * a * b * b / 192
        + 7 * a * pow(b, 3) / 96 + pow(b, 4) / 384,
    ]
    for (n, value) in exact.enumerated() {
      let coefficient = DiagonalSeries.coefficient(n, logarithmOfWeights: lambda)
      #expect(abs(coefficient / value - 1) <= 8 * 0x1p-53 * Double(n + 1), "c_\(n)")
    }
  }

  @Test("its distance from quadrature is below its bound, over random lattices")
  func bound() throws {
    var generator = SplitMix64(seed: 20_260_120)
    var (entries, applicable, sharpest) = (0, 0, 0.0)
    for _ in 0..<sampleCount(1500) {
      let count = Int.random(in: 2...6, using: &generator)
      let width = pow(10, Double.random(in: log10(0.002)...log10(0.2), using: &generator))
      let raw = (0..<count).map { _ in pow(10, Double.random(in: -6...0, using: &generator)) }
      let total = raw.reduce(0, +)
      let mixture = Mixture.lattice(
        weights: raw.map { $0 / total }, gap: 1.3, scale: 1.3 * width)
      let matrix = MixtureInformation(mixture, .wasserstein, diagonalOnly: true).wasserstein
      for i in 0..<(count - 1) {
        entries += 1
        guard let series = DiagonalSeries(mixture, gap: i) else { continue }
        applicable += 1
        let found = deviation(series, from: matrix[i, i], of: mixture, gap: i)
        #expect(
          found.error <= series.bound + found.uncertainty, "σ/d = \(width), \(raw), gap \(i)")
        sharpest = max(sharpest, (found.error - found.uncertainty) / series.bound)
      }
    }
    print("diagonal series: \(applicable) of \(entries) apply; error/bound up to \(sharpest)")
    #expect(applicable > entries / 2)
    // A bound far from what is met would say nothing.
    #expect(sharpest > 0.05 || entries < 1000)
  }

  @Test(
    "for moderate weights the bound is below 10⁻¹⁰ from σ/d = 0.05 down",
    arguments: [0.05, 0.04, 0.03, 0.02, 0.01, 1e-3, 1e-4])
  func small(scale: Double) throws {
    let mixture = Mixture.lattice(weights: [0.1, 0.2, 0.3, 0.4], gap: 1, scale: scale)
    let matrix = wasserstein(mixture)
    for i in 0..<3 {
      let series = try #require(DiagonalSeries(mixture, gap: i))
      let found = deviation(series, from: matrix[i, i], of: mixture, gap: i)
      print(
        "σ/d = \(scale), gap \(i): \(series.termCount) terms, bound \(series.bound), "
          + "error \(found.error)")
      #expect(series.bound <= 1e-10)
      // What the quadrature reaches on lattices.
      #expect(found.error <= 5e-15 + series.bound)
    }
  }

  @Test("two independent digits: the reference matrices of homogeneous lattices")
  func reference() throws {
    var count = 0
    for reference in try ReferenceMatrices.load() where !reference.ratio.isEmpty {
      for i in reference.ratio.indices {
        guard let series = DiagonalSeries(reference.mixture, gap: i) else { continue }
        let error = abs(reference.wasserstein.relativeError(of: series.value, i, i))
        #expect(error <= series.value.relativeUncertainty, "\(reference.id), gap \(i)")
        count += 1
      }
    }
    #expect(count > 50)
  }

  @Test("what it allows for G_ii and I_i to differ is the width of the proven bounds")
  func remainder() throws {
    for weights in [[0.5, 0.5], [0.02, 0.3, 0.68]] {
      for scale in [0.12, 0.08] {
        let mixture = Mixture.lattice(weights: weights, gap: 1, scale: scale)
        let series = try #require(DiagonalSeries(mixture, gap: 0))
        let integral = GapIntegral(mixture, gap: 0).value
        let bounds = try #require(EntryBounds.diagonal(mixture, 0, integral: integral))
        let width = (integral - bounds.lower).value / integral.value
        // I_i as the series knows it, not as it is, stands behind the share of other components.
        #expect(abs(series.remainder / (series.ratio * width) - 1) < 0.01 + series.truncation)
      }
    }
  }

  @Test("says where it does not apply")
  func notApplicable() {
    #expect(DiagonalSeries(.lattice(weights: [0.5, 0.5], gap: 1, scale: 0.6), gap: 0) == nil)
    // A crossing outside the gap: |λ| = 13.8 > d²/2σ² = 12.5.
    let skewed = Mixture.lattice(weights: [1e-6, 1], gap: 1, scale: 0.2)
    #expect(DiagonalSeries(skewed, gap: 0) == nil)
    let laplace = Mixture.lattice(weights: [0.5, 0.5], gap: 1, scale: 0.01, family: .laplace)
    #expect(DiagonalSeries(laplace, gap: 0) == nil)
  }

  @Test("irregular gaps have the series of their own gap")
  func irregular() throws {
    let mixture = Mixture(
      [(0.0, 0.2), (1.0, 0.5), (2.5, 0.3)].map {
        .init(weight: $0.1, mean: .init($0.0), scale: 0.04, family: .gaussian)
      })
    let matrix = wasserstein(mixture)
    for i in 0..<2 {
      let series = try #require(DiagonalSeries(mixture, gap: i))
      let found = deviation(series, from: matrix[i, i], of: mixture, gap: i)
      #expect(found.error <= series.bound + found.uncertainty && series.bound < 1e-10)
    }
  }
}
