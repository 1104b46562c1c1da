/// eˣ to about 100 bits where the result is a normal double, to fewer where it is subnormal; 0
/// below the range of doubles, ∞ above it.
///
/// x = n ln 2 + 2⁶ r with |r| < 5.5·10⁻³; the Taylor series of eʳ − 1 is summed and
/// doubled six times by (1 + y)² − 1 = 2y + y², so that nothing is lost to the 1.
public func exponential(_ x: DoubleDouble<Double>) -> DoubleDouble<Double> {
  typealias Long = DoubleDouble<Double>
  // Beyond, n would not be an exponent.
  if x.high < -746 { return Long(0) }
  if x.high > 710 { return Long(.infinity) }
  let n = roundedToInteger(x.high * Coefficients.inverseLog2)
  let reduced =
    ((x + Long(-n * Coefficients.longLog2High)) + Long(-n * Coefficients.longLog2Middle))
    + Long(-n * Coefficients.longLog2Low)
  let r = Long(reduced.high * 0x1p-6, reduced.low * 0x1p-6)

  var y = r * Coefficients.longExponential(r)
  for _ in 0..<6 { y = (y + y) + y * y }
  let value = Long(1) + y
  let half = roundedToInteger(n * 0.5)
  let first = powerOfTwo(half)
  let second = powerOfTwo(n - half)
  return Long(value.high * first * second, value.low * first * second)
}

/// ln x to about 100 bits, for positive normal x.
///
/// One Newton step y + x e^{−y} − 1 from the logarithm in double precision,
/// which squares its error of 10⁻¹⁶. The power of two is split off first.
public func logarithm(_ x: DoubleDouble<Double>) -> DoubleDouble<Double> {
  typealias Long = DoubleDouble<Double>
  let (k, _) = exponentAndSignificand(x.high)
  let scale = powerOfTwo(-k)
  let m = Long(x.high * scale, x.low * scale)
  let y = logarithm(m.high)
  let correction = m * exponential(Long(-y)) + Long(-1)
  let significand = Long(y) + correction
  let exponent =
    Long(k * Coefficients.longLog2High)
    + (Long(k * Coefficients.longLog2Middle) + Long(k * Coefficients.longLog2Low))
  return exponent + significand
}

extension DoubleDouble where L == Double {
  /// ln √(2π).
  static var logarithmOfRootOfTwoPi: Self {
    Self(0.918_938_533_204_672_8, -3.878_294_158_067_241_4e-17)
  }

  /// ln √(π/2).
  static var logarithmOfRootOfHalfPi: Self {
    Self(0.225_791_352_644_727_44, -6.462_258_487_877_584_6e-18)
  }
}
