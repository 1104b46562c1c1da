import Foundation
import Testing

@testable import Kernels

@Suite struct ScalePairTests {
  private func pair(
    _ family: Mixture.Family, scale: Double, ratio k: Double, weights: [Double] = [0.3, 0.7]
  ) throws -> ScalePair {
    let mixture = Mixture([
      .init(weight: weights[0], mean: .init(0), scale: scale, family: family),
      .init(weight: weights[1], mean: .init(1), scale: k * scale, family: family),
    ])
    return try #require(ScalePair(mixture, gap: 0))
  }

  @Test("the densities are equal at the root", arguments: [0.25, 0.5, 1, 2, 3])
  func crossing(k: Double) throws {
    for scale in [0.1, 0.01] {
      let gaussian = try pair(.gaussian, scale: scale, ratio: k).crossing.high
      let left = log(0.3) - 0.5 * pow(gaussian / scale, 2)
      let right = log(0.7 / k) - 0.5 * pow((1 - gaussian) / (k * scale), 2)
      // A rounding of l moves the sides by l²/σ² of it.
      #expect(abs(left - right) < 8 * 0x1p-53 / (scale * scale))
      let laplace = try pair(.laplace, scale: scale, ratio: k).crossing.high
      let sides = (log(0.3) - laplace / scale, log(0.7 / k) - (1 - laplace) / (k * scale))
      #expect(abs(sides.0 - sides.1) < 8 * 0x1p-53 / scale)
    }
    // For k = 1 the printed expansion of l is exact.
    let even = try pair(.gaussian, scale: 0.1, ratio: 1).crossing.value
    #expect(abs(even - (0.5 + 0.01 * log(3.0 / 7))) < 2e-16)
  }

  @Test("Gaussian: the ratio tends to g(k) with order two", arguments: [0.5, 1, 2, 3])
  func gaussian(k: Double) throws {
    let errors = try [0.004, 0.002, 0.001].map { scale in
      let pair = try pair(.gaussian, scale: scale, ratio: k)
      return pair.ratio - pair.limit
    }
    // The next order is (σ/d)² times a coefficient of some ten.
    #expect(abs(log2(errors[0] / errors[1]) - 2) < 0.01, "\(errors)")
    #expect(abs(log2(errors[1] / errors[2]) - 2) < 0.01, "\(errors)")
  }

  @Test("Laplace: the corrections are exponentially small", arguments: [0.5, 1, 2, 3])
  func laplace(k: Double) throws {
    for scale in [0.04, 0.02, 0.005] {
      let pair = try pair(.laplace, scale: scale, ratio: k)
      let l = pair.crossing.high
      // ∫ dv/(1 + vʳ) without v < e^{−l/σ} and without v > e^{(d − l)/σ}, where it is below
      // ∫ v^{−r}: together less than 2 e^{−min{l, (d − l)/k}/σ} max{1, k}.
      let left = 2 * max(1, k) * exp(-min(l, (1 - l) / k) / scale)
      #expect(abs(pair.ratio - pair.limit) <= left + 16 * 0x1p-53 * pair.limit, "σ = \(scale)")
    }
  }

  @Test("the ratio is t times the integral of Lemma 1")
  func lemma() throws {
    for k in [0.3, 1, 2.5] {
      for scale in [0.1, 0.05, 0.01] {
        for weights in [[0.3, 0.7], [1e-3, 0.999]] {
          let pair = try pair(.gaussian, scale: scale, ratio: k, weights: weights)
          let cut = try #require(pair.cutIntegral)
          let value = cut.t * cut.value.value
          #expect(abs(pair.ratio / value - 1) < 1e-14, "k = \(k), σ = \(scale)")
        }
      }
    }
  }

  @Test("k = 3, p = (.3, .7): the ratios over g(k) that another program found, to their digits")
  func figures() throws {
    let figures = [
      (0.1, 1.35, 5e-3), (0.05, 1.064, 5e-4), (0.02, 1.0092, 5e-5), (0.01, 1.0023, 5e-5),
      (0.005, 1.000_57, 5e-6),
    ]
    for (scale, figure, digit) in figures {
      let pair = try pair(.gaussian, scale: scale, ratio: 3)
      #expect(abs(pair.ratio / pair.limit - figure) <= digit, "σ = \(scale)")
    }
  }

  @Test("no pair where the densities do not cross in the gap")
  func none() {
    let far = Mixture.lattice(weights: [1e-9, 1], gap: 1, scale: 0.5)
    #expect(ScalePair(far, gap: 0) == nil)
  }
}
