import Foundation
import TestSupport
import Testing

@testable import Kernels

/// Both matrices' largest difference relative to √(G_ii G_jj), entry (i, j) of one against
/// entry `map(i, j)` of the other times e^{shift}.
private func difference(
  _ a: InformationMatrix, _ b: InformationMatrix, shift: DoubleDouble<Double> = .init(0),
  map: (Int, Int) -> (Int, Int) = { ($0, $1) }
) -> Double {
  var worst = 0.0
  for i in 0..<a.rowCount {
    for j in 0..<a.rowCount {
      let (k, l) = map(i, j)
      guard a[i, j].mantissa != 0 else { return .infinity }
      let one = a[i, j].logarithm + shift
      let other = b[k, l].logarithm
      let cosine = exp(
        0.5
          * (2 * a[i, j].logarithm.high - a[i, i].logarithm.high
            - a[j, j].logarithm.high))
      let gap = (one - other).value
      let sameSign = a[i, j].sign == b[k, l].sign
      worst = max(worst, cosine * (sameSign ? abs(expm1(-gap)) : 1 + exp(-gap)))
    }
  }
  return worst
}

@Suite struct InvarianceTests {
  @Test("scaling by a power of two changes no bit but the binary exponent")
  func dyadicScaling() {
    for mixture in randomMixtures(40, seed: 20_260_110) {
      let matrix = wasserstein(mixture)
      for n in [-900, -40, 3, 300] {
        let scaled = wasserstein(mixture.transformed(byPowerOfTwo: n))
        for i in 0..<matrix.rowCount {
          for j in 0..<matrix.rowCount {
            var expected = matrix[i, j]
            expected.binaryExponent += 2 * n
            #expect(scaled[i, j] == expected)
          }
        }
      }
    }
  }

  @Test("scaling by any factor multiplies the matrix by its square")
  func scaling() {
    for mixture in randomMixtures(40, seed: 20_260_111) {
      let factor = 1.7
      let scaled = mixture.transformed(factor: factor)
      let shift = logarithm(DoubleDouble(factor)) * 2
      let worst = difference(
        wasserstein(mixture), wasserstein(scaled), shift: shift)
      #expect(worst < 1e-13 + conditioning(of: mixture))
    }
  }

  @Test("reflection reverses the matrix")
  func reflection() {
    for mixture in randomMixtures(60, seed: 20_260_112) {
      let matrix = wasserstein(mixture)
      let last = matrix.rowCount - 1
      let worst = difference(
        matrix, wasserstein(mixture.transformed(factor: -1))
      ) { (last - $0, last - $1) }
      #expect(worst < 5e-14, "\(mixture)")
    }
  }

  @Test("dividing every panel in two changes no entry by more than it was said to be known")
  func refinement() {
    for mixture in randomMixtures(60, seed: 20_260_113) {
      let matrix = wasserstein(mixture)
      let finer = MixtureInformation(mixture, .wasserstein, refinements: 1).wasserstein
      var estimate = 0.0
      for i in 0..<matrix.rowCount {
        for j in 0..<matrix.rowCount { estimate = max(estimate, matrix.scaledUncertainty(i, j)) }
      }
      let worst = difference(matrix, finer)
      #expect(worst <= 10 * estimate + 1e-14, "\(mixture)")
      #expect(worst <= 5e-14, "\(mixture)")
    }
  }

  @Test("the diagonal alone has the digits of the whole matrix")
  func diagonal() {
    for mixture in randomMixtures(20, seed: 20_260_114) {
      let whole = wasserstein(mixture)
      let diagonal = MixtureInformation(mixture, .wasserstein, diagonalOnly: true).wasserstein
      for i in 0..<whole.rowCount { #expect(whole[i, i] == diagonal[i, i]) }
    }
  }

  /// How far a rounding of the means may move an entry: u d²/4σ² for each.
  private func conditioning(of mixture: Mixture) -> Double {
    let least = mixture.components.map(\.scale).min() ?? 1
    let far = mixture.components.map(\.mean.high.magnitude).max() ?? 0
    let gap = mixture.gaps.map(\.high).max() ?? 0
    return 8 * 0x1p-53 * far * gap / (least * least)
  }
}
