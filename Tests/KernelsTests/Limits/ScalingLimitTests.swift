import Foundation
import Testing

@testable import Kernels

@Suite struct ScalingLimitTests {
  /// The second-order coefficient of R = G_ii √(p_i p_{i+1})/K in (σ/d)²: π²/2 + λ²/2 with
  /// λ = ln p_i/p_{i+1}, not the printed π²/2 + λ + (2/π) λ².
  @Test(
    "the ratio leaves 1 with the corrected second-order coefficient",
    arguments: [[0.5, 0.5], [0.2, 0.8], [0.05, 0.95]])
  func secondOrder(weights: [Double]) throws {
    let (a, b) = (Double.pi * Double.pi, pow(log(weights[0] / weights[1]), 2))
    let series = [
      a / 2 + b / 2,
      5 * a * a / 8 + 3 * a * b / 4 + b * b / 8,
      61 * pow(a, 3) / 48 + 25 * a * a * b / 16 + 5 * a * b * b / 16 + pow(b, 3) / 48,
      1385 * pow(a, 4) / 384 + 427 * pow(a, 3) * b / 96 + 175 * a * a * b * b / 192
        + 7 * a * pow(b, 3) / 96 + pow(b, 4) / 384,
    ]
    for scale in [0.01, 0.005, 0.002] {
      let mixture = Mixture.lattice(weights: weights, gap: 1, scale: scale)
      let ratio = try #require(wasserstein(mixture).ratios(of: mixture)?[0])
      let square = scale * scale
      let coefficient = (ratio - 1 - (series[1] + series[2] * square) * square * square) / square
      // What is left is the term of order eight and the rounding of R near 1.
      let left = 1.1 * series[3] * pow(square, 3) + 1e-15 / square
      #expect(abs(coefficient - series[0]) < left, "σ/d = \(scale)")
    }
  }

  /// (R − 1)/ε² at ε = 0.002 and the two coefficients, as another program found them.
  @Test(
    "Theorem 5: the corrected coefficient, and how far off the printed one is",
    arguments: [
      (0.2, [5.896_01, 5.895_71, 4.771_97], 5e-6), (0.05, [9.2702, 9.2697, 7.5097], 5e-5),
    ])
  func theorem5(weight: Double, figures: [Double], digit: Double) throws {
    let (p, q) = (weight, 1 - weight)
    let mixture = Mixture.lattice(weights: [p, q], gap: 1, scale: 0.002)
    let ratio = try #require(wasserstein(mixture).ratios(of: mixture)?[0])
    let lambda = log(p / q)
    let corrected = SecondOrderCoefficient.corrected(logarithmOfWeights: lambda)
    let printed = SecondOrderCoefficient.printed(logarithmOfWeights: lambda)
    // R near 1 is rounded to 10⁻¹⁵, over ε².
    #expect(abs((ratio - 1) / 4e-6 - figures[0]) <= digit + 3e-10)
    #expect(abs(corrected - figures[1]) <= digit && abs(printed - figures[2]) <= digit)
    // Exchanging the components must not matter.
    #expect(corrected == SecondOrderCoefficient.corrected(logarithmOfWeights: -lambda))
    #expect(printed != SecondOrderCoefficient.printed(logarithmOfWeights: -lambda))
    let first = DiagonalSeries.coefficient(1, logarithmOfWeights: lambda)
    #expect(abs(first / corrected - 1) < 4 * 0x1p-53)
  }

  @Test("Laplace mixtures have exponentially small corrections only, the first of them known")
  func laplace() throws {
    for weights in [[0.3, 0.7], [0.05, 0.35, 0.6], [0.25, 0.25, 0.25, 0.25]] {
      for scale in [0.1, 0.07, 0.05, 0.03, 0.02, 0.01] {
        let mixture = Mixture.lattice(
          weights: weights, gap: 1, scale: scale, family: .laplace)
        let ratios = try #require(wasserstein(mixture).ratios(of: mixture))
        let lattice = LatticeAsymptotics(weights: weights, gap: 1, scale: scale)
        for (i, ratio) in ratios.enumerated() {
          let error = abs(ratio - lattice.laplaceRatio(i))
          // What is left out, with ratios of weights up to 7.
          let next = 7 * exp(-1 / scale) / scale
          #expect(error <= next + 4e-15, "σ = \(scale): \(ratio), \(error)")
          if scale == 0.1 { #expect(abs(ratio - 1) > 20 * error) }
        }
      }
    }
  }

  @Test("a lattice's gap is exact where the means are not")
  func latticeGap() throws {
    // 3 · 0.1 rounds up by half an ulp; at σ/d = 10⁻⁴ that is 10⁻⁸ of the last entry.
    let weights = [0.25, 0.25, 0.25, 0.25]
    let lattice = Mixture.lattice(weights: weights, gap: 0.1, scale: 1e-5)
    let ratios = try #require(wasserstein(lattice).ratios(of: lattice))
    #expect(abs(ratios[0] - ratios[2]) < 1e-14)
  }

  @Test("mixtures without a common scale have no ratio")
  func noCommonScale() {
    let mixture = Mixture([
      .init(weight: 0.5, mean: .init(0), scale: 1, family: .gaussian),
      .init(weight: 0.5, mean: .init(1), scale: 2, family: .gaussian),
    ])
    #expect(wasserstein(mixture).ratios(of: mixture) == nil)
  }
}
