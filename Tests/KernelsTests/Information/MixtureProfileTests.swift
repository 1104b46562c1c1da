import Foundation
import Testing

@testable import Kernels

@Suite struct MixtureProfileTests {
  private func profiles(_ mixture: Mixture, _ places: [Double]) -> [MixtureProfile] {
    var found: [MixtureProfile] = []
    MixtureProfile.forEach(of: mixture, at: places) { found.append($1) }
    return found
  }

  @Test("is what the formulas say, where doubles hold it")
  func formulas() {
    let mixture = Mixture([
      .init(weight: 0.4, mean: .init(-3), scale: 0.3, family: .gaussian),
      .init(weight: 0.6, mean: .init(1), scale: 0.5, family: .laplace),
    ])
    let places = [-5.0, -3.0, -1.7, 0.2, 1.0, 2.5]
    for (x, profile) in zip(places, profiles(mixture, places)) {
      let z = (x + 3) / 0.3
      let gaussian = exp(-0.5 * z * z) / (0.3 * (2 * Double.pi).squareRoot())
      let laplace = exp(-abs(x - 1) / 0.5) / (2 * 0.5)
      let density = 0.4 * gaussian + 0.6 * laplace
      // Both from the same side, so that tails do not cancel.
      let upper = 0.5 * erfc(z / 2.0.squareRoot())
      let tail = 0.5 * exp(-abs(x - 1) / 0.5)
      let derivative = x < 1 ? tail - 0.5 * erfc(-z / 2.0.squareRoot()) : upper - tail
      #expect(abs(exp(profile.logarithmOfDensity) / density - 1) < 1e-13)
      #expect(abs(profile.derivatives[0] - derivative) < 1e-15)
      let integrand = derivative * derivative / density
      #expect(abs(exp(profile.logarithmsOfIntegrands[0]) / integrand - 1) < 1e-11)
    }
  }

  @Test("the integrand adds up to the matrix, in any unit", arguments: [1.0, 0x1p200, 3e-40])
  func sum(unit: Double) {
    let mixture = Mixture(
      [(0.2, 0.0), (0.3, 1.0), (0.5, 2.0)].map {
        .init(weight: $0.0, mean: .product($0.1, unit), scale: 0.15 * unit, family: .gaussian)
      })
    let matrix = wasserstein(mixture)
    // The trapezoidal rule, which converges geometrically on the line.
    let step = 2e-3 * unit
    let places = (0...2300).map { -1.3 * unit + Double($0) * step }
    for i in 0..<2 {
      let logarithms = profiles(mixture, places).map { $0.logarithmsOfIntegrands[i] }
      let top = logarithms.max() ?? 0
      let sum = logarithms.map { exp($0 - top) }.reduce(0, +)
      let logarithm = top + log(sum) + log(step)
      #expect(abs(logarithm - matrix[i, i].logarithm.high) < 1e-12)
    }
  }

  @Test("far beyond the range of doubles logarithms stay finite")
  func narrow() {
    let mixture = Mixture.lattice(weights: [0.5, 0.5], gap: 1, scale: 1e-4)
    let profile = profiles(mixture, [0.5])[0]
    // ln ρ(½) = −d²/8σ² + ln(1/(√(2π) σ)).
    #expect(
      abs(profile.logarithmOfDensity + 1.25e7 + log(1e-4 * (2 * Double.pi).squareRoot())) < 1e-8)
    #expect(profile.derivatives[0] == -1)
    #expect(abs(profile.logarithmsOfIntegrands[0] + profile.logarithmOfDensity) < 1e-8)
  }
}
