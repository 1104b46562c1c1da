import Foundation
import Testing

@testable import Kernels

@Suite struct InhomogeneousLimitTests {
  @Test(
    "the ratio leaves 1 with the second-order coefficient, and that with order two",
    arguments: [[1, 1, 3], [1, 2, 0.5], [3, 1, 1], [0.7, 1.9, 1.1]])
  func secondOrder(s: [Double]) throws {
    let p = [0.2, 0.5, 0.3]
    for i in 0..<2 {
      var errors: [Double] = []
      for scale in [0.01, 0.005] {
        let mixture = Mixture.inhomogeneous(weights: p, relativeScales: s, gap: 0.5, scale: scale)
        let limit = try #require(InhomogeneousLimit(mixture, gap: i))
        let ratio = limit.ratio(of: wasserstein(mixture)[i, i])
        let square = 1 / (limit.separation * limit.separation)
        errors.append((ratio - 1) / square - limit.secondOrder)
        #expect(abs(limit.separation / (0.5 / scale) - 1) < 4 * 0x1p-53)
      }
      // Rounding of R near 1 is 10⁻¹⁵ (d/σ)² here.
      #expect(abs(log2(errors[0] / errors[1]) - 2) < 0.02, "\(s), \(i): \(errors)")
    }
  }

  @Test("K_in times the limit is the leading term")
  func parts() throws {
    let (s, p) = ([1.0, 4.0, 0.5], [0.2, 0.5, 0.3])
    for scale in [0.25, 0x1p-7, 0x1p-12] {
      let mixture = Mixture.inhomogeneous(weights: p, relativeScales: s, gap: 0.7, scale: scale)
      for i in 0..<2 {
        let limit = try #require(InhomogeneousLimit(mixture, gap: i))
        let factor = InhomogeneousLimit.logarithmOfScalingFactor(scale: scale, gap: 0.7)
        let ratio = exp((limit.logarithmOfLeadingTerm - factor).value)
        let expected = InhomogeneousLimit.limit(
          weights: (p[i], p[i + 1]), relativeScales: (s[i], s[i + 1]))
        #expect(abs(ratio / expected - 1) < 1e-13)
      }
    }
  }

  /// Example 3 at a scale σ: means −1, 0, 2 and scales σ, σ, 3σ; so d = ½.
  private func example(scale: Double) -> Mixture {
    Mixture(
      [(0.2, -1.0, 1.0), (0.3, 0, 1), (0.5, 2, 3)].map { p, mean, s in
        .init(weight: p, mean: .init(mean), scale: scale * s, family: .gaussian)
      })
  }

  /// Printed on the way to the limit: g(s₃/s) + (s₃/s) f(s₃/s) with an f that is nowhere defined.
  @Test("Example 3: the printed limit, reached without the undefined term on the way to it")
  func example() throws {
    let printed = [
      Double.pi / (2 * (0.2 * 0.3).squareRoot()),
      pow(3, 0.75) * CrossingMoments.g(3) / (pow(0.3, 0.25) * pow(0.5, 0.75)),
    ]
    let limits = [
      InhomogeneousLimit.limit(weights: (0.2, 0.3), relativeScales: (1, 1)),
      InhomogeneousLimit.limit(weights: (0.3, 0.5), relativeScales: (1, 3)),
    ]
    for i in 0..<2 { #expect(abs(limits[i] / printed[i] - 1) < 8 * 0x1p-53) }
    let mixture = example(scale: 0.005)
    let factor = InhomogeneousLimit.logarithmOfScalingFactor(scale: 0.005, gap: 0.5)
    // K_in = 2√(2π) σ³ e^{1/8σ²}; its logarithm is rounded to 5000 · 2⁻⁵³ or so.
    let constant = log(2 * (2 * Double.pi).squareRoot()) + 3 * log(0.005) + 5000
    #expect(abs(factor.value - constant) < 4e-12)
    let matrix = wasserstein(mixture)
    // Any f ≠ 0 would show; what is left is (σ/d)² c: 1.000129 was found with another program.
    let ratio = exp((matrix[1, 1].logarithm - factor).value) / printed[1]
    #expect(abs(ratio - 1.000_129) < 5e-7)
    for i in 0..<2 {
      let limit = try #require(InhomogeneousLimit(mixture, gap: i))
      let ratio = limit.ratio(of: matrix[i, i])
      // The next order has (σ/d)⁴ times some ten.
      #expect(abs(ratio - 1 - 1e-4 * limit.secondOrder) < 1e-8 * 20, "\(ratio)")
    }
  }

  @Test("Example 3: the second-order coefficient and its measured value that were found before")
  func figures() throws {
    let mixture = example(scale: 0.01)
    let limit = try #require(InhomogeneousLimit(mixture, gap: 0))
    let ratio = limit.ratio(of: wasserstein(mixture)[0, 0])
    #expect(abs(limit.secondOrder - 1.254_25) < 5e-6)
    #expect(abs((ratio - 1) / 4e-4 - 1.255_81) < 5e-6)
  }

  @Test("dropping the final factor s_i fails by exactly s_i")
  func finalFactor() {
    let one = InhomogeneousLimit.limit(weights: (0.4, 0.6), relativeScales: (1, 2))
    let two = InhomogeneousLimit.limit(weights: (0.4, 0.6), relativeScales: (3, 6))
    // All lengths three times as large: G by 9, K_in of the same σ, d not at all.
    #expect(abs(two / one - 9) < 1e-14)
  }

  @Test("equal scales: Theorem 3 with d_i = 2d, and the coefficient of Theorem 5")
  func homogeneous() throws {
    let (p, q) = (0.15, 0.85)
    let mixture = Mixture.lattice(weights: [p, q], gap: 1, scale: 0.01)
    let limit = try #require(InhomogeneousLimit(mixture, gap: 0))
    let factors = try #require(mixture.logarithmsOfScalingFactors)
    let difference = (limit.logarithmOfLeadingTerm - factors[0]).value + 0.5 * log(p * q)
    #expect(abs(difference) < 1e-15)
    let lambda = log(p / q)
    let corrected = SecondOrderCoefficient.corrected(logarithmOfWeights: lambda)
    // (σ/d)² is 4 (σ/d_i)².
    #expect(abs(4 * limit.secondOrder / corrected - 1) < 1e-14)
  }

  @Test("means are exact multiples where doubles are not")
  func means() {
    let mixture = Mixture.inhomogeneous(
      weights: [0.25, 0.25, 0.5], relativeScales: [1, 1, 1], gap: 0.1, scale: 0.01)
    let gaps = mixture.gaps
    #expect(gaps[0] == gaps[1] && gaps[0].value == 0.2)
  }
}
