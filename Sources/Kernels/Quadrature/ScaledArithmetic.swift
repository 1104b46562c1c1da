/// Arithmetic of values outside the range of doubles; their uncertainties are propagated as if
/// all errors had the worst sign, and a rounding added.
extension ScaledValue {
  /// A double, exact unless an uncertainty is given.
  public init(_ value: Double, uncertainty: Double = 0) {
    self.init(exponent: 0, mantissa: value, uncertainty: uncertainty)
  }

  /// m e^L for a logarithm L to about 100 bits.
  public init(logarithm: DoubleDouble<Double>, mantissa: Double = 1, relativeUncertainty: Double) {
    let lifted = mantissa * exponential(logarithm.low)
    self.init(
      exponent: logarithm.high, mantissa: lifted,
      uncertainty: lifted.magnitude * relativeUncertainty)
  }

  /// The same value with its mantissa in [1, 2), or as it is where that is 0 or not finite.
  private var balanced: ScaledValue {
    guard mantissa != 0, mantissa.isFinite else { return self }
    let shift = Int(mantissa.exponent)
    var result = self
    result.binaryExponent += shift
    result.mantissa = Double(sign: .plus, exponent: -shift, significand: mantissa)
    result.uncertainty = Double(sign: .plus, exponent: -shift, significand: uncertainty)
    return result
  }

  /// The negative.
  public static prefix func - (a: ScaledValue) -> ScaledValue {
    var result = a
    result.mantissa = -a.mantissa
    return result
  }

  /// The product.
  public static func * (a: ScaledValue, b: ScaledValue) -> ScaledValue {
    let (a, b) = (a.balanced, b.balanced)
    // A 0 has no size of its own, so its exponent does not matter.
    let exponent = DoubleDouble.sum(a.exponent, b.exponent)
    let lift = exponential(exponent.low)
    let mantissa = a.mantissa * b.mantissa * lift
    let spread = a.mantissa.magnitude * b.uncertainty + b.mantissa.magnitude * a.uncertainty
    return ScaledValue(
      exponent: exponent.high, binaryExponent: a.binaryExponent + b.binaryExponent,
      mantissa: mantissa,
      uncertainty: spread + a.uncertainty * b.uncertainty + mantissa.magnitude * 0x1p-51)
  }

  /// The product with a double.
  public static func * (a: ScaledValue, b: Double) -> ScaledValue { a * ScaledValue(b) }

  /// The sum.
  public static func + (a: ScaledValue, b: ScaledValue) -> ScaledValue {
    let (a, b) = (a.balanced, b.balanced)
    guard a.mantissa != 0 else { return b }
    guard b.mantissa != 0 else { return a }
    // The logarithm of b's unit over a's.
    let binary = DoubleDouble<Double>.multipleOfLog2(Double(b.binaryExponent - a.binaryExponent))
    let fall = DoubleDouble.sum(b.exponent, -a.exponent) + binary
    if fall.high > 0 { return b + a }
    let factor: Double = exponential(fall)
    let mantissa = a.mantissa + b.mantissa * factor
    let rounding = (a.mantissa.magnitude + b.mantissa.magnitude * factor) * 0x1p-51
    return ScaledValue(
      exponent: a.exponent, binaryExponent: a.binaryExponent, mantissa: mantissa,
      uncertainty: a.uncertainty + b.uncertainty * factor + rounding)
  }

  /// The difference.
  public static func - (a: ScaledValue, b: ScaledValue) -> ScaledValue { a + (-b) }

  /// Whether a value is surely below another, errors being as large as they are said to be.
  public func isSurelyBelow(_ other: ScaledValue) -> Bool {
    let difference = other - self
    return difference.mantissa > difference.uncertainty
  }
}
