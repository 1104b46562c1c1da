import Foundation
import Testing

@testable import Kernels

/// Identities that hold for every mixture, whatever its scales: errors are measured by the sum
/// of the magnitudes of all terms.
@Suite struct IdentityTests {
  private static let mixtures = randomMixtures(1000, seed: 20_260_115)

  /// |Σ terms| over Σ |terms|; 0 where all are.
  private func residual(_ terms: [Double]) -> Double {
    let size = terms.map(abs).reduce(0, +)
    return size == 0 ? 0 : abs(terms.reduce(0, +)) / size
  }

  @Test("rows of the cross block add up to the gaps, rows of the mean block to the weights")
  func rowSums() {
    for mixture in Self.mixtures {
      let matrices = MixtureInformation(mixture, [.cross, .mean])
      let components = mixture.components
      for i in 0..<matrices.cross.rowCount {
        let row = components.indices.map { matrices.cross[i, $0].value }
        #expect(residual(row + [-mixture.gaps[i].high]) <= 1e-13, "\(mixture)")
      }
      for i in components.indices {
        let row = components.indices.map { matrices.mean[i, $0].value }
        #expect(residual(row + [-components[i].weight]) <= 1e-13, "\(mixture)")
      }
    }
  }

  @Test("the Fisher matrix is Σ G_μμ Σᵀ: Theorem 7")
  func fisherFromMeans() {
    for mixture in Self.mixtures {
      let matrices = MixtureInformation(mixture, [.fisher, .mean])
      let fisher = matrices.fisher
      let p = mixture.components.map(\.weight)
      for i in 0..<fisher.rowCount {
        for j in 0..<fisher.columnCount {
          let mean = { (a: Int, b: Int) in matrices.mean[a, b].value / (p[a] * p[b]) }
          let terms = [mean(i, j), -mean(i, j + 1), -mean(i + 1, j), mean(i + 1, j + 1)]
          let size = (fisher[i, i].value * fisher[j, j].value).squareRoot()
          // Wide components differ little: the product cancels, the integral does not.
          let rounding = 0x1p-50 * terms.map(abs).reduce(0, +)
          let error = abs(terms.reduce(0, +) - fisher[i, j].value)
          #expect(error <= 1e-13 * size + rounding, "\(mixture)")
        }
      }
    }
  }

  /// The velocity field x − c generates the dilation about c, which is the gradient of (x − c)²/2:
  /// its product with ∂_a is ½ ∂_a E[(x − c)²], for any c.
  @Test("dilation is the gradient of half the second moment")
  func dilation() {
    for mixture in Self.mixtures {
      let matrices = MixtureInformation(mixture, .full)
      let components = mixture.components
      let order = components.count
      func check(about c: Double, half: [Double], _ mean: (Int) -> Double, _ scale: (Int) -> Double)
      {
        let terms = (0..<order).flatMap { k in
          [(components[k].mean.high - c) * mean(k), components[k].scale * scale(k)]
        }
        #expect(residual(terms + half) <= 1e-12, "\(mixture)")
      }
      for i in 0..<(order - 1) {
        let (here, next) = (components[i], components[i + 1])
        check(
          about: here.mean.high,
          half: [
            0.5 * here.variance, -0.5 * next.variance, -0.5 * pow(mixture.gaps[i].high, 2),
          ],
          { matrices.cross[i, $0].value }, { matrices.scale[i, $0].value })
      }
      for a in 0..<order {
        // About its own mean, so that no large terms cancel.
        let component = components[a]
        let width = component.weight * component.scale
        check(
          // Both sides may vanish: the width is there to be measured by.
          about: component.mean.high, half: [width, -width],
          { $0 == a ? 0 : matrices.mean[a, $0].value }, { matrices.scale[order - 1 + a, $0].value })
        check(
          about: component.mean.high,
          half: [-component.weight * component.variance / component.scale],
          // The full matrix is symmetric: row μ_k, column σ_a.
          { matrices.scale[order - 1 + $0, a].value },
          { matrices.scale[2 * order - 1 + a, $0].value })
      }
    }
  }

  @Test("no entry's digits depend on what else is wanted")
  func selection() {
    for mixture in Self.mixtures.prefix(30) {
      let all = MixtureInformation(mixture, [.full, .fisher])
      let diagonals = MixtureInformation(mixture, [.wasserstein, .fisher], diagonalOnly: true)
      let few = MixtureInformation(mixture, [.fisher, .cross])
      #expect(few.wasserstein.rowCount == 0 && few.scale.rowCount == 0)
      for i in 0..<all.cross.rowCount {
        #expect(diagonals.wasserstein[i, i] == all.wasserstein[i, i])
        #expect(diagonals.fisher[i, i] == all.fisher[i, i])
        for k in 0..<all.cross.columnCount {
          #expect(few.cross[i, k] == all.cross[i, k])
          #expect(few.cross.scaledUncertainty(i, k) == all.cross.scaledUncertainty(i, k))
        }
      }
    }
  }
}

extension Mixture.Component {
  /// σ², or 2σ² for a Laplace density.
  fileprivate var variance: Double { (family == .gaussian ? 1 : 2) * scale * scale }
}
