import Foundation
import Kernels
import TestSupport

/// Seeded random mixtures of all kinds that the kernels promise to treat.
func randomMixtures(_ count: Int, seed: UInt64) -> [Mixture] {
  var generator = SplitMix64(seed: seed)
  return (0..<sampleCount(count)).map { _ in
    let order = [2, 3, 4, 6].randomElement(using: &generator) ?? 2
    let width = pow(10, Double.random(in: -3...1, using: &generator))
    let spread = Double.random(in: 0...1, using: &generator)
    let isMixed = Double.random(in: 0...1, using: &generator) < 0.3
    let raw = (0..<order).map { _ in pow(10, Double.random(in: -4...0, using: &generator)) }
    var mean = Double.random(in: -3...3, using: &generator)
    return Mixture(
      raw.map { weight in
        mean += Double.random(in: 0.4...1.6, using: &generator)
        let isLaplace = isMixed && Bool.random(using: &generator)
        return Mixture.Component(
          weight: weight / raw.reduce(0, +), mean: DoubleDouble(mean),
          scale: width * pow(3, spread * Double.random(in: -1...1, using: &generator)),
          family: isLaplace ? .laplace : .gaussian)
      })
  }
}

extension Mixture {
  /// The mixture in units of 2⁻ⁿ.
  func transformed(byPowerOfTwo n: Int) -> Mixture {
    let unit = { (x: Double) in Double(sign: .plus, exponent: n, significand: x) }
    return Mixture(
      components.map {
        Component(
          weight: $0.weight, mean: DoubleDouble(unit($0.mean.high), unit($0.mean.low)),
          scale: unit($0.scale), family: $0.family)
      })
  }

  /// The mixture with all lengths multiplied, reflected where the factor is negative.
  func transformed(factor: Double) -> Mixture {
    let moved = components.map {
      Component(
        weight: $0.weight, mean: $0.mean * factor, scale: $0.scale * abs(factor),
        family: $0.family)
    }
    return Mixture(factor < 0 ? moved.reversed() : moved)
  }
}
