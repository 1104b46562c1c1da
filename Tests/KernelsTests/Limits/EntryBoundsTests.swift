import Foundation
import TestSupport
import Testing

@testable import Kernels

@Suite struct EntryBoundsTests {
  /// Random Gaussian mixtures with a common scale, irregular gaps and weights down to 10⁻⁵.
  private var mixtures: [Mixture] {
    var generator = SplitMix64(seed: 20_260_121)
    return (0..<sampleCount(600)).map { _ in
      let count = Int.random(in: 2...5, using: &generator)
      let scale = pow(10, Double.random(in: -3...0.5, using: &generator))
      let raw = (0..<count).map { _ in pow(10, Double.random(in: -5...0, using: &generator)) }
      var mean = 0.0
      return Mixture(
        raw.map { weight in
          mean += Double.random(in: 0.5...2, using: &generator)
          return .init(
            weight: weight / raw.reduce(0, +), mean: .init(mean), scale: scale, family: .gaussian)
        })
    }
  }

  @Test("the proven bounds hold for every mixture")
  func proven() throws {
    var (slack, entries) = (0.0, 0)
    for mixture in mixtures {
      let matrix = wasserstein(mixture)
      for i in 0..<matrix.rowCount {
        let integral = GapIntegral(mixture, gap: i).value
        let bounds = try #require(EntryBounds.diagonal(mixture, i, integral: integral))
        #expect(bounds.admits(matrix[i, i]), "\(mixture), \(i)")
        let weaker = try #require(EntryBounds.upperByMills(mixture, i, integral: integral))
        #expect(!weaker.isSurelyBelow(matrix[i, i]) && !weaker.isSurelyBelow(bounds.upper))
        for j in (i + 1)..<max(i + 1, matrix.rowCount) {
          let bounds = try #require(EntryBounds.offDiagonal(mixture, i, j))
          #expect(bounds.admits(matrix[i, j]), "\(mixture), \(i), \(j)")
          slack = max(slack, exp((matrix[i, j].logarithm - bounds.upper.logarithm).value))
          entries += 1
        }
      }
    }
    print("off-diagonal entries come up to \(slack) of their bound, \(entries) entries")
    #expect(slack > 0.02 && slack < 1)
  }

  /// Theory, not luck: for d ≫ σ the proven bounds close in on I_i at the rate of I_i − G_ii.
  @Test("the proven diagonal bounds are sharp up to a factor")
  func sharp() throws {
    for scale in [0.1, 0.05] {
      let mixture = Mixture.lattice(weights: [0.3, 0.3, 0.4], gap: 1, scale: scale)
      let matrix = wasserstein(mixture)
      let integral = GapIntegral(mixture, gap: 0).value
      let bounds = try #require(EntryBounds.diagonal(mixture, 0, integral: integral))
      // I_i − G_ii ~ σ² (1/p_i + 1/p_{i+1}) (2 ln(d/2σ) + γ).
      let asymptotic =
        scale * scale * (2 / 0.3) * (2 * log(0.5 / scale) + 0.577_215_664_901_532_9)
      let difference = (integral - matrix[0, 0])
      guard scale == 0.1 else {
        // 10¹⁷ times smaller than I_i: below its rounding.
        #expect(difference.value.magnitude <= difference.uncertainty * exp(integral.exponent))
        continue
      }
      #expect(abs(difference.value / asymptotic - 1) < 0.01)
      let lower = (integral - bounds.lower).value
      #expect(lower > difference.value && lower < 3 * difference.value)
    }
  }

  @Test("(7) as printed is violated for d = 1, p = (.3, .4, .3) once σ ≤ 0.01")
  func printedOffDiagonal() throws {
    // The ratios found with another program: 1.017, 1.57 and 2.13.
    for (scale, ratio) in [(0.01, 1.017), (1e-3, 1.57), (1e-4, 2.13)] {
      let mixture = Mixture.lattice(weights: [0.3, 0.4, 0.3], gap: 1, scale: scale)
      let entry = wasserstein(mixture)[0, 1]
      let printed = try #require(EntryBounds.printedOffDiagonal(mixture))
      #expect(!printed.admits(entry))
      #expect(abs(entry.value / printed.upper.value - ratio) < 0.006)
    }
    let mixture = Mixture.lattice(weights: [0.3, 0.4, 0.3], gap: 1, scale: 0.05)
    let printed = try #require(EntryBounds.printedOffDiagonal(mixture))
    #expect(printed.admits(wasserstein(mixture)[0, 1]))
  }

  @Test("(8) as printed fails below for small gaps and above for unequal weights")
  func printedDiagonal() throws {
    // At σ/d = 0.05 it is violated too, but by 10⁻²⁰ of the entry.
    for ratio in [0.5, 0.2, 0.1] {
      let mixture = Mixture.lattice(weights: [0.5, 0.5], gap: 0.1, scale: 0.1 * ratio)
      let integral = GapIntegral(mixture, gap: 0).value
      let printed = try #require(EntryBounds.printedDiagonal(mixture, 0, integral: integral))
      #expect(wasserstein(mixture)[0, 0].isSurelyBelow(printed.lower), "σ/d = \(ratio)")
    }
    let skewed = Mixture.lattice(weights: [1e-3, 0.999], gap: 0.02, scale: 0.01)
    let integral = GapIntegral(skewed, gap: 0).value
    let printed = try #require(EntryBounds.printedDiagonal(skewed, 0, integral: integral))
    let entry = wasserstein(skewed)[0, 0]
    #expect(printed.upper.isSurelyBelow(entry))
    // G − I is 15.6 times the printed term.
    let ratio = (entry - integral).value / (printed.upper - integral).value
    #expect(abs(ratio - 15.6) < 0.1)
  }

  @Test("mixtures without a common Gaussian scale have no bounds")
  func none() {
    let mixture = Mixture.lattice(weights: [0.5, 0.5], gap: 1, scale: 0.1, family: .laplace)
    let integral = GapIntegral(mixture, gap: 0).value
    #expect(EntryBounds.diagonal(mixture, 0, integral: integral) == nil)
    #expect(EntryBounds.printedOffDiagonal(mixture) == nil)
  }
}
