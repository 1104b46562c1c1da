import Foundation
import Testing

@testable import Kernels

@Suite struct LatticeAsymptoticsTests {
  private let weights = [0.1, 0.15, 0.2, 0.12, 0.13, 0.1, 0.2]

  /// ln of an entry less ln of its asymptotic form.
  private func deviation(_ entry: ScaledValue, _ logarithm: DoubleDouble<Double>) -> Double {
    entry.sign > 0 ? (entry.logarithm - logarithm).value : .nan
  }

  /// The deviations of all entries of all three blocks at one scale.
  private func deviations(scale: Double) -> [String: Double] {
    let mixture = Mixture.lattice(weights: weights, gap: 1, scale: scale)
    let lattice = LatticeAsymptotics(weights: weights, gap: 1, scale: scale)
    let matrices = MixtureInformation(mixture, [.wasserstein, .cross, .mean])
    var found: [String: Double] = [:]
    for i in 0..<6 {
      for j in 0..<6 {
        found["θθ \(i) \(j)"] = deviation(
          matrices.wasserstein[i, j], lattice.logarithmOfWasserstein(i, j))
      }
      for k in 0..<7 {
        found["θμ \(i) \(k)"] = deviation(matrices.cross[i, k], lattice.logarithmOfCross(i, k))
      }
    }
    for k in 0..<7 {
      for l in 0..<7 {
        found["μμ \(k) \(l)"] = deviation(matrices.mean[k, l], lattice.logarithmOfMean(k, l))
      }
    }
    return found
  }

  @Test("every entry of every block approaches its form with order two or faster")
  func orders() {
    let scales = [0.008, 0.004, 0.002]
    let found = scales.map { deviations(scale: $0) }
    #expect(found[0].count == 36 + 42 + 49)
    for (entry, coarse) in found[0] {
      let (middle, fine) = (found[1][entry] ?? .nan, found[2][entry] ?? .nan)
      if abs(coarse) < 1e-7 {
        // Neighbours are given to the next order; others are exact up to e^{−1/8ε²}.
        let bound = entry.hasPrefix("θθ") ? 60 * pow(scales[0], 4) : 1e-13
        #expect(abs(coarse) < bound, "\(entry): \(coarse)")
        continue
      }
      // The next terms are of order ε⁴, at most some ten ε² of the first.
      for (rate, scale) in [(coarse / middle, scales[0]), (middle / fine, scales[1])] {
        #expect(abs(log2(rate) - 2) < 60 * scale * scale + 1e-3, "\(entry): \(coarse), \(rate)")
      }
    }
  }

  @Test("the ratios that were found with another program, to their digits")
  func figures() throws {
    let steps = [0.1, 0.2, 0.3, 0.4]
    for (scale, ratio, digit) in [
      (0.1, 0.9537, 5e-5), (0.05, 0.987_45, 5e-6), (0.02, 0.997_94, 5e-6),
    ] {
      let lattice = LatticeAsymptotics(weights: steps, gap: 1, scale: scale)
      let mean = MixtureInformation(.lattice(weights: steps, gap: 1, scale: scale), .mean).mean
      let found = exp(deviation(mean[0, 1], lattice.logarithmOfMean(0, 1)))
      #expect(abs(found - ratio) <= digit, "overlap at \(scale): \(found)")
    }
    let lattice = LatticeAsymptotics(weights: weights, gap: 1, scale: 0.01)
    let matrix = wasserstein(.lattice(weights: weights, gap: 1, scale: 0.01))
    for (j, ratio) in [(2, 0.998_70), (3, 0.999_90), (4, 0.999_41)] {
      let found = exp(deviation(matrix[0, j], lattice.logarithmOfWasserstein(0, j)))
      #expect(abs(found - ratio) <= 1e-5, "G_0\(j): \(found)")
    }
  }

  @Test("neighbours: the logarithm, the constant and the next order")
  func neighbours() {
    for weights in [[0.3, 0.4, 0.3], [0.2, 0.5, 0.3], [0.05, 0.05, 0.9]] {
      let errors = [0.02, 0.01, 0.005].map { scale in
        let entry = wasserstein(.lattice(weights: weights, gap: 1, scale: scale))[0, 1].value
        let lattice = LatticeAsymptotics(weights: weights, gap: 1, scale: scale)
        let unit = scale * scale / weights[1]
        return (
          (entry - lattice.neighbourToLeadingOrder(0)) / unit, (entry - lattice.neighbour(0)) / unit
        )
      }
      let rates = (log2(errors[1].0 / errors[2].0), log2(errors[1].1 / errors[2].1))
      #expect(abs(rates.0 - 2) < 0.01 && abs(rates.1 - 4) < 0.05, "\(weights): \(rates)")
    }
  }

  @Test("Theorem 6: the central entries of the cross block, exact up to e^{−d²/8σ²}")
  func cross() {
    let weights = [0.1, 0.6, 0.3]
    for scale in [0.05, 0.02] {
      let mixture = Mixture.lattice(weights: weights, gap: 1, scale: scale)
      let block = MixtureInformation(mixture, .cross).cross
      let lattice = LatticeAsymptotics(weights: weights, gap: 1, scale: scale)
      for i in 0..<2 {
        for k in [i, i + 1] {
          #expect(abs(block[i, k].value - lattice.cross(i, k)) < 1e-14)
          // The limit itself is off by (σ²/d) |λ|.
          let left = abs(block[i, k].value - ExtendedLimit.cross(i, k, of: mixture))
          let lambda = abs(log(weights[i] / weights[i + 1]))
          #expect(abs(left - scale * scale * lambda) < 1e-14)
        }
      }
      #expect(ExtendedLimit.cross(0, 2, of: mixture) == 0)
      #expect(ExtendedLimit.mean(1, 1, of: mixture) == 0.6)
      #expect(ExtendedLimit.mean(0, 1, of: mixture) == 0)
      let entry = ExtendedLimit.wasserstein(0, 0, of: mixture)
      #expect(abs(entry - 1 / 0.06.squareRoot()) < 4e-15)
    }
  }

  @Test("Laplace neighbours: σd/p_{i+1}, and all but exponentially small terms")
  func laplace() {
    for p in [[0.3, 0.4, 0.3], [0.1, 0.2, 0.7]] {
      for scale in [0.05, 0.03, 0.02, 0.01] {
        let mixture = Mixture.lattice(weights: p, gap: 1, scale: scale, family: .laplace)
        let form = LatticeAsymptotics(weights: p, gap: 1, scale: scale).laplaceNeighbour(0)
        let error = abs(wasserstein(mixture)[0, 1].value / form - 1)
        // Left out: e^{−d/2σ} with weights' ratios, a tail beyond a crossing.
        #expect(error <= 20 * exp(-0.5 / scale) + 1e-14, "\(p), σ = \(scale): \(error)")
        #expect(abs(form * p[1] / scale - 1) < 2 * scale)
      }
    }
  }
}
