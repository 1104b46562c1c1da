import Foundation
import Kernels
import TestSupport

/// Seeded random mixtures of all kinds that the kernels promise to treat.
func randomMixtures(_ count: Int, seed: UInt64) -> [Mixture] {
  var generator = SplitMix64(seed: seed)
  return (0..<count).map { _ in
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
