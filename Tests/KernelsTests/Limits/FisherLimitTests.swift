import Foundation
import Testing

@testable import Kernels

@Suite struct FisherLimitTests {
  private let weights = [0.1, 0.2, 0.3, 0.4]

  @Test("Theorem 2: what is left is the overlap of the neighbours", arguments: [0.1, 0.05, 0.04])
  func limit(scale: Double) {
    let mixture = Mixture.lattice(weights: weights, gap: 1, scale: scale)
    let matrices = MixtureInformation(mixture, .fisher)
    let lattice = LatticeAsymptotics(weights: weights, gap: 1, scale: scale)
    let overlap = { (i: Int) in
      0 <= i && i < 3 ? exp(lattice.logarithmOfOverlap(i, i + 1).value) : 0
    }
    for i in 0..<3 {
      let (p, q) = (weights[i], weights[i + 1])
      // By Theorem 7 with (G_μμ)_ii = p_i − Σ p_i p_k O_ik.
      var expected = p * q * overlap(i) * pow(1 / p + 1 / q, 2)
      if i > 0 { expected += weights[i - 1] * overlap(i - 1) / p }
      if i < 2 { expected += weights[i + 2] * overlap(i + 1) / q }
      let left = FisherLimit.entry(i, i, weights: weights) - matrices.fisher[i, i].value
      // The overlap's next order is (σ/d)² times 6 at the most here; entries are of order ten.
      #expect(abs(left - expected) <= 6 * scale * scale * expected + 1e-14)
      for j in 0..<3 where j != i {
        let limit = FisherLimit.entry(i, j, weights: weights)
        let size = 100 * overlap(0)
        #expect(abs(matrices.fisher[i, j].value - limit) <= size + 1e-14)
      }
    }
  }

  @Test("the limit is the tridiagonal matrix of the theorem")
  func entries() {
    #expect(FisherLimit.entry(0, 0, weights: weights) == 10 + 5)
    #expect(FisherLimit.entry(0, 1, weights: weights) == -5)
    #expect(FisherLimit.entry(2, 1, weights: weights) == -1 / 0.3)
    #expect(FisherLimit.entry(0, 2, weights: weights) == 0)
  }

  @Test("Theorem 7 holds for mixtures of all kinds")
  func identity() {
    for mixture in randomMixtures(300, seed: 20_260_122) {
      let p = mixture.components.map(\.weight)
      let matrices = MixtureInformation(mixture, [.fisher, .mean])
      let worst = FisherIdentity.worstResidual(
        fisher: matrices.fisher, mean: matrices.mean, weights: p)
      var cancelled = 0.0
      for i in 0..<matrices.fisher.rowCount {
        let size = matrices.fisher[i, i].value
        // |G_μμ| ≤ p, so the four terms are at most 1/p each.
        cancelled = max(cancelled, 0x1p-50 * (2 / p[i] + 2 / p[i + 1]) / size)
      }
      #expect(worst <= 1e-13 + cancelled, "\(mixture)")
    }
  }

  @Test("far entries of Σ G_μμ Σᵀ, 10⁻²⁰⁰ and less, agree relative to themselves")
  func tiny() {
    let p = [0.1, 0.2, 0.3, 0.25, 0.15]
    let mixture = Mixture.lattice(weights: p, gap: 1, scale: 0.04)
    let matrices = MixtureInformation(mixture, [.fisher, .mean])
    let product = FisherIdentity.entry(0, 3, mean: matrices.mean, weights: p)
    let error = exp((product.logarithm - matrices.fisher[0, 3].logarithm).value) - 1
    #expect(abs(error) < 1e-12 && product.sign == matrices.fisher[0, 3].sign)
    #expect(matrices.fisher[0, 3].logarithm.high < -460)
  }
}
