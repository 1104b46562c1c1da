/// A number m 2ⁿ e^S, often far outside the range of doubles, and how well it is known.
public struct ScaledValue: Sendable, Equatable {
  /// S.
  public var exponent: Double
  /// n, the change of units: exact, where adding n ln 2 to S would not be.
  public var binaryExponent = 0
  /// m; its sign is the value's.
  public var mantissa: Double
  /// The estimated error of m.
  public var uncertainty: Double

  /// What could not be computed.
  public static let none = ScaledValue(exponent: .nan, mantissa: .nan, uncertainty: .nan)

  /// The sign of the value: −1, 0 or 1.
  public var sign: Int { mantissa > 0 ? 1 : (mantissa < 0 ? -1 : 0) }

  /// ln |value| to about 100 bits of the mantissa at hand; −∞ for 0.
  public var logarithm: DoubleDouble<Double> {
    guard mantissa != 0 else { return DoubleDouble(-.infinity) }
    guard mantissa.isFinite, exponent.isFinite else { return DoubleDouble(.nan) }
    let units = DoubleDouble.multipleOfLog2(Double(binaryExponent))
    return (DoubleDouble(exponent) + units) + Kernels.logarithm(DoubleDouble(mantissa.magnitude))
  }

  /// The value rounded to a double: ±∞ or 0 where it lies outside their range.
  public var value: Double {
    guard mantissa != 0, exponent.magnitude < 0x1p40 else {
      if mantissa.isNaN || exponent.isNaN { return .nan }
      return mantissa != 0 && exponent > 0 ? Double(sign) * .infinity : 0
    }
    let n = roundedToInteger(exponent * Coefficients.inverseLog2)
    let rest = DoubleDouble(exponent) - .multipleOfLog2(n)
    let significand = mantissa * exponential(rest)
    return Double(
      sign: .plus, exponent: Int(n) + binaryExponent, significand: significand)
  }

  /// The estimated error relative to the value itself; ∞ for 0.
  public var relativeUncertainty: Double {
    mantissa != 0 ? uncertainty / mantissa.magnitude : .infinity
  }

  /// The estimated error relative to √(a b), for the diagonal entries a and b
  /// of the same row and column.
  public func uncertainty(scaledBy a: ScaledValue, _ b: ScaledValue) -> Double {
    let fall = 0.5 * ((exponent - a.exponent) + (exponent - b.exponent))
    let twice = 2 * binaryExponent - (a.binaryExponent + b.binaryExponent)
    let binary = twice >> 1
    // Root by root: mantissas of tiny weights are so large that their product overflows.
    var scaled = uncertainty / a.mantissa.squareRoot() / b.mantissa.squareRoot()
    if !twice.isMultiple(of: 2) { scaled *= 2.0.squareRoot() }
    return Double(sign: .plus, exponent: binary, significand: scaled * exponential(fall))
  }
}

extension DoubleDouble where L == Double {
  /// n ln 2 for whole |n| < 2⁴², to about 100 bits.
  static func multipleOfLog2(_ n: Double) -> Self {
    // The two high parts have 42 bits, but n may have more than 11: the
    // products are taken exactly.
    product(n, Coefficients.longLog2High)
      + (product(n, Coefficients.longLog2Middle) + DoubleDouble(n * Coefficients.longLog2Low))
  }
}
