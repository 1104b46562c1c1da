import TestSupport
import Testing

@testable import Kernels

@Suite struct LongElementaryFunctionTests {
  @Test("e and ln 10 to 30 digits")
  func constants() {
    let e = exponential(DoubleDouble(1.0))
    #expect(e.high == 2.718281828459045)
    #expect(abs(e.low - 1.4456468917292502e-16) < 1e-31)
    let logarithmOfTen = logarithm(DoubleDouble(10.0))
    #expect(logarithmOfTen.high == 2.302585092994046)
    #expect(abs(logarithmOfTen.low + 2.1707562233822494e-16) < 1e-31)
  }

  @Test("the logarithm undoes the exponential")
  func inverse() {
    var generator = SplitMix64(seed: 20_260_102)
    for _ in 0..<500 {
      let x = DoubleDouble.sum(
        large: Double.random(in: -600...600, using: &generator),
        small: Double.random(in: -1e-17...1e-17, using: &generator))
      let back = logarithm(exponential(x))
      let difference = ((back.high - x.high) + (back.low - x.low)).magnitude
      #expect(difference < 1e-29 * max(1, x.high.magnitude), "x = \(x)")
    }
  }

  @Test("eˣ e⁻ˣ is 1 to 30 digits")
  func reciprocal() {
    var generator = SplitMix64(seed: 20_260_103)
    for _ in 0..<500 {
      let x = DoubleDouble(Double.random(in: -300...300, using: &generator))
      let product = exponential(x) * exponential(-x) + DoubleDouble(-1)
      #expect(product.high.magnitude < 1e-29, "x = \(x)")
    }
  }

  @Test("beyond the range of doubles the exponential is 0 or infinite")
  func range() {
    for x in [-1e7, -1000, -746.5, -Double.infinity] {
      #expect(exponential(DoubleDouble(x)).value == 0)
    }
    for x in [1e7, 1000, 710.5, Double.infinity] {
      #expect(exponential(DoubleDouble(x)).value == .infinity)
    }
    #expect(exponential(DoubleDouble(Double.nan)).value.isNaN)
    #expect(exponential(DoubleDouble(-740.0)).value > 0)
  }

  @Test("powers are rounded once")
  func powers() {
    for n in -300...300 {
      #expect(powerOfTenRoundedOnce(DoubleDouble(Double(n))) == Double("1e\(n)"), "10^\(n)")
    }
    for n in -1000...1000 {
      #expect(
        powerOfTwoRoundedOnce(DoubleDouble(Double(n)))
          == Double(sign: .plus, exponent: n, significand: 1))
    }
    // By mpmath: 10^-0.5, 10^-2.9, 2^0.1, e^0.5, 2 (7/2)^{1/3}.
    #expect(powerOfTenRoundedOnce(DoubleDouble(-0.5)) == 0.31622776601683794)
    #expect(powerOfTenRoundedOnce(DoubleDouble(-2.9)) == 0.0012589254117941675)
    #expect(powerOfTwoRoundedOnce(DoubleDouble(0.1)) == 1.0717734625362931)
    #expect(exponentialRoundedOnce(DoubleDouble(0.5)) == 1.6487212707001282)
    #expect(
      GeometricSequence(from: DoubleDouble(2), to: DoubleDouble(7), steps: 3)[1]
        == 3.0365889718756627)
  }
}
