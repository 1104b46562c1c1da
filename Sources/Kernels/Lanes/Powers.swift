/// Numbers and powers for the axes of a sweep.
///
/// Each is computed to about 100 bits and rounded once, so an axis value is
/// the double nearest to the exact power but for one case in 10¹⁴, and the same
/// on every machine: no function of the system's mathematical library lies on
/// the way. Results and, for quotients, arguments are normal doubles.

/// eˣ, rounded once.
public func exponentialRoundedOnce(_ x: DoubleDouble<Double>) -> Double {
  exponential(x).value
}

/// 2ˣ, rounded once; exact for whole x.
public func powerOfTwoRoundedOnce(_ x: DoubleDouble<Double>) -> Double {
  let n = x.high.rounded()
  let fraction = exponential(longLog2 * (x + -n)).value
  return Double(sign: .plus, exponent: Int(n), significand: fraction)
}

/// 10ˣ, rounded once.
public func powerOfTenRoundedOnce(_ x: DoubleDouble<Double>) -> Double {
  exponential(DoubleDouble(Coefficients.log10High, Coefficients.log10Low) * x).value
}

/// The numbers a + k s.
public struct LinearSequence: Sendable {
  private let first: DoubleDouble<Double>
  private let step: DoubleDouble<Double>

  /// The sequence in steps of s from a on.
  public init(from a: DoubleDouble<Double>, by s: DoubleDouble<Double>) {
    first = a
    step = s
  }

  /// The sequence of m steps from a to b.
  public init(from a: DoubleDouble<Double>, to b: DoubleDouble<Double>, steps m: Int) {
    let count = DoubleDouble(Double(m))
    // The difference of the ends may be too large for a double.
    self.init(from: a, by: b / count - a / count)
  }

  /// The number at position k, with an error of at most 2⁻⁹⁶ of the larger of a and k s.
  public subscript(k: Int) -> DoubleDouble<Double> { first + step * Double(k) }
}

/// The geometric sequence of m steps from a to b, both positive.
public struct GeometricSequence: Sendable {
  private let logarithms: LinearSequence

  /// The sequence from a to b.
  public init(from a: DoubleDouble<Double>, to b: DoubleDouble<Double>, steps m: Int) {
    logarithms = LinearSequence(from: logarithm(a), to: logarithm(b), steps: m)
  }

  /// a (b/a)^{k/m}, rounded once.
  public subscript(k: Int) -> Double { exponential(logarithms[k]).value }
}

/// ln 2 as a double-double.
private let longLog2 = DoubleDouble<Double>.sum(
  large: Coefficients.longLog2High,
  small: Coefficients.longLog2Middle + Coefficients.longLog2Low)
