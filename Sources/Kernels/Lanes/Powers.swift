/// Powers for the axes of a sweep.
///
/// Each is computed to about 100 bits and rounded once, so an axis value is
/// the double nearest to the exact power but for one case in 10¹⁴, and the same
/// on every machine: no function of the system's mathematical library lies on
/// the way. Results and, for quotients, arguments are normal doubles.

/// eˣ, rounded once.
public func exponentialRoundedOnce(_ x: Double) -> Double {
  exponential(DoubleDouble(x)).value
}

/// 2ˣ, rounded once; exact for whole x.
public func powerOfTwoRoundedOnce(_ x: Double) -> Double {
  let n = x.rounded()
  let fraction = exponential(longLog2 * (x - n)).value
  return Double(sign: .plus, exponent: Int(n), significand: fraction)
}

/// 10ˣ, rounded once.
public func powerOfTenRoundedOnce(_ x: Double) -> Double {
  exponential(DoubleDouble(Coefficients.log10High, Coefficients.log10Low) * x).value
}

/// The geometric sequence of m steps from a to b, both positive.
public struct GeometricSequence: Sendable {
  private let first: DoubleDouble<Double>
  private let growth: DoubleDouble<Double>
  private let stepCount: DoubleDouble<Double>

  /// The sequence from a to b.
  public init(from a: Double, to b: Double, steps m: Int) {
    first = logarithm(DoubleDouble(a))
    growth = logarithm(DoubleDouble(b)) - first
    stepCount = DoubleDouble(Double(m))
  }

  /// a (b/a)^{k/m}, rounded once.
  public subscript(k: Int) -> Double {
    exponential(first + (growth * Double(k)) / stepCount).value
  }
}

/// ln 2 as a double-double.
private let longLog2 = DoubleDouble<Double>.sum(
  large: Coefficients.longLog2High,
  small: Coefficients.longLog2Middle + Coefficients.longLog2Low)
