/// The natural logarithm.
///
/// x = 2ᵏ m with m in [√½, √2), f = m − 1, s = f/(2 + f), and
/// ln m = 2 artanh s = f − f²/2 + s (f²/2 + s² q(s²)): the rounding of s
/// touches only a term that is small beside f.
///
/// Error: below 1 ulp, subnormal arguments included. ln 0 = −∞, ln ∞ = ∞; NaN for negative
/// arguments and NaN.
@inline(__always)
public func logarithm<L: Lanes>(_ x: L) -> L {
  let (k, m) = exponentAndSignificand(x)
  let f = m - L(repeating: 1)
  let s = f / (m + L(repeating: 1))
  let z = s * s
  let halfSquare = L(repeating: 0.5) * f * f
  let tail = z * Coefficients.logarithmTail(z)
  let low = (k * L(repeating: Coefficients.log2Low)).addingProduct(s, halfSquare + tail)
  let value = (k * L(repeating: Coefficients.log2High)) - ((halfSquare - low) - f)
  return
    value
    .replacing(with: L(repeating: -.infinity), where: x .== L(repeating: 0))
    .replacing(with: L(repeating: .nan), where: x .< L(repeating: 0))
    .replacing(with: x, where: L(repeating: .greatestFiniteMagnitude) .< x)
    .replacing(with: L(repeating: .nan), where: notANumber(x))
}

/// ln(1 + x) without cancellation near 0, for x > −1.
///
/// With u the rounded 1 + x, ln(1 + x) ≈ ln(u) · x/(u − 1): both factors carry
/// nearly the same rounding of 1 + x, which cancels in the quotient (W. Kahan;
/// N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed.,
/// SIAM 2002, §1.14.1).
///
/// Error: below 4 ulp for x ≤ 10³⁰⁰.
@inline(__always)
public func logarithm<L: Lanes>(onePlus x: L) -> L {
  let u = L(repeating: 1) + x
  let rounded = u - L(repeating: 1)
  let value = logarithm(u) * (x / rounded)
  return value.replacing(with: x, where: rounded .== L(repeating: 0))
}

/// The lanes of x that are not a number.
@inline(__always)
func notANumber<L: Lanes>(_ x: L) -> L.Mask {
  // The magnitude pattern of NaN lies above that of infinity: as a subnormal
  // difference it compares without any NaN in the comparison.
  let excess = L(
    bits: (x.bits & L.Bits(repeating: .max)) &- L.Bits(repeating: 0x7ff0_0000_0000_0000))
  return L(repeating: 0) .< excess
}

/// k and m with x = 2ᵏ m, m in [√½, √2), for positive finite x.
@inline(__always)
func exponentAndSignificand<L: Lanes>(_ x: L) -> (k: L, m: L) {
  let isSubnormal = x .< L(repeating: 0x1p-1022)
  let normal = x.replacing(with: x * L(repeating: 0x1p54), where: isSubnormal)
  // Adding to the pattern carries into the exponent exactly when the
  // significand reaches √2.
  let carry = L.Bits(repeating: 0x3ff0_0000_0000_0000 &- 0x3fe6_a09e_667f_3bcd)
  let biased = (normal.bits &+ carry) &>> L.Bits(repeating: 52)
  let shifted = L(bits: biased | L.Bits(repeating: 0x4330_0000_0000_0000)) - L(repeating: 0x1p52)
  let bias = L(repeating: 1023).replacing(with: L(repeating: 1077), where: isSubnormal)
  let exponentBits = (biased &- L.Bits(repeating: 1023)) &<< L.Bits(repeating: 52)
  return (shifted - bias, L(bits: normal.bits &- exponentBits))
}
