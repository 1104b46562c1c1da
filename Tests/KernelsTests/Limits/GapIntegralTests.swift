import Foundation
import Testing

@testable import Kernels

/// One gap between two means, with ln I to 32 digits.
private struct ReferenceGap {
  let mixture: Mixture
  let high: Double
  let low: Double
  let line: String

  static func load() throws -> [ReferenceGap] {
    let text = try String(contentsOf: requiredURL("gaps", "csv"), encoding: .utf8)
    return try text.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",")
      let numbers = fields.dropFirst().compactMap { Double($0) }
      try #require(numbers.count == 7, "\(line)")
      let family: Mixture.Family = fields[0] == "G" ? .gaussian : .laplace
      return ReferenceGap(
        mixture: Mixture([
          .init(weight: numbers[0], mean: .init(0), scale: numbers[2], family: family),
          .init(weight: numbers[1], mean: .init(numbers[4]), scale: numbers[3], family: family),
        ]),
        high: numbers[5], low: numbers[6], line: String(line))
    }
  }
}

@Suite struct GapIntegralTests {
  @Test("agrees with 32-digit values, within its own estimate")
  func reference() throws {
    var worst = 0.0
    var estimates: [Double] = []
    for gap in try ReferenceGap.load() {
      let integral = GapIntegral(gap.mixture, gap: 0).value
      let logarithm = integral.logarithm
      let error = abs(expm1((logarithm.high - gap.high) + (logarithm.low - gap.low)))
      worst = max(worst, error)
      estimates.append(integral.relativeUncertainty)
      #expect(error <= 5e-15, "\(gap.line)")
      #expect(error <= 10 * integral.relativeUncertainty, "\(gap.line)")
    }
    estimates.sort()
    print("gap integral: worst error \(worst), estimates up to \(estimates.last ?? .nan)")
    #expect(estimates.count > 100 && estimates[estimates.count / 2] <= 1e-14)
  }

  @Test("the sum over a gap does not depend on units or on the other components")
  func units() {
    let inner = Mixture.lattice(weights: [0.3, 0.7], gap: 1, scale: 0.03)
    let outer = Mixture.lattice(weights: [0.2, 0.3, 0.7, 0.5], gap: 1, scale: 0.03)
    let value = GapIntegral(inner, gap: 0).value
    #expect(GapIntegral(outer, gap: 1).value == value)
    var expected = value
    expected.binaryExponent += 2 * 40
    let far = Mixture.lattice(weights: [0.3, 0.7], gap: 0x1p40, scale: 0.03 * 0x1p40)
    #expect(GapIntegral(far, gap: 0).value == expected)
  }

  @Test("wide components: I tends to d over the density at the means")
  func wide() {
    let mixture = Mixture.lattice(weights: [0.3, 0.7], gap: 1, scale: 1e6)
    let expected = (2 * Double.pi).squareRoot() * 1e6
    #expect(abs(GapIntegral(mixture, gap: 0).value.value / expected - 1) < 1e-12)
  }

  @Test("lengths that differ too much give NaN")
  func intractable() {
    let mixture = Mixture.lattice(weights: [0.3, 0.7], gap: 1, scale: 1e-80)
    #expect(GapIntegral(mixture, gap: 0).value.value.isNaN)
  }
}

@Suite struct ScaledArithmeticTests {
  @Test("sums and products are those of doubles where doubles hold them")
  func doubles() {
    let values = [3.5, -0.1, 1e-200, -7e150, 0, 1]
    for a in values {
      for b in values {
        let (x, y) = (ScaledValue(a), ScaledValue(b))
        #expect(abs((x + y).value - (a + b)) <= (a + b).ulp + 0x1p-51 * (abs(a) + abs(b)))
        #expect(abs((x * y).value - a * b) <= 2 * (a * b).ulp)
        #expect(abs((x - y).value - (a - b)) <= (a - b).ulp + 0x1p-51 * (abs(a) + abs(b)))
      }
    }
  }

  @Test("exponents and units are taken into account")
  func scaled() {
    let a = ScaledValue(exponent: 1e6, binaryExponent: 3, mantissa: 2, uncertainty: 1e-10)
    let b = ScaledValue(
      exponent: 1e6 - 2, binaryExponent: 5, mantissa: -0.25, uncertainty: 1e-12)
    let difference = (a + b).logarithm - DoubleDouble(1e6)
    // 16 − 8 e^{−2}.
    #expect(abs(difference.value - log(16 - 8 * exp(-2))) < 1e-15)
    #expect(abs((a * b).logarithm.high - (2e6 - 2 + log(128))) < 1e-9 && (a * b).sign == -1)
    #expect(abs((a + b).relativeUncertainty - (8e-10 + 32e-12 * exp(-2)) / 14.917) < 1e-13)
    // √2 where the units of the diagonal entries are an odd power of two apart.
    let (one, two) = (
      ScaledValue(1), ScaledValue(exponent: 0, binaryExponent: 1, mantissa: 1, uncertainty: 0)
    )
    #expect(
      abs(ScaledValue(1, uncertainty: 2).uncertainty(scaledBy: one, two) - 2.0.squareRoot()) < 1e-15
    )
    #expect(b.isSurelyBelow(a) && !a.isSurelyBelow(b) && !a.isSurelyBelow(a))
  }
}
