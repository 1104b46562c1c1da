/// The sine of x, |x| ≤ 2²⁰.
///
/// x = n π/2 + r with |r| ≤ π/4, where π/2 is a sum of four doubles and n times
/// each of the first three is exact, and r is a double-double (W. J. Cody and W. Waite, "Software
/// Manual for the Elementary Functions", Prentice-Hall 1980, ch. 8); then ±sin r or ±cos r by a
/// polynomial.
///
/// Error: below 1 ulp, arguments next to a multiple of π/2 included. NaN beyond |x| = 2²⁰; the
/// sign of 0 is kept.
@inline(__always)
public func sine<L: Lanes>(_ x: L) -> L {
  let (n, r) = reducedByHalfPi(x)
  return sine(r, quarterTurns: n).replacing(with: x, where: x.magnitude .< L(repeating: 0x1p-27))
}

/// The cosine of x, |x| ≤ 2²⁰, computed as `sine` is.
///
/// Error: below 1 ulp. NaN beyond |x| = 2²⁰.
@inline(__always)
public func cosine<L: Lanes>(_ x: L) -> L {
  let (n, r) = reducedByHalfPi(x)
  return sine(r, quarterTurns: n + L(repeating: 1))
}

/// sin(π x), |x| ≤ 2⁵⁰.
///
/// The reduction x = n/2 + f is exact, and π f is a double-double: nothing is lost next to the
/// zeros.
///
/// Error: below 1 ulp for results from 10⁻²⁸⁰ on. NaN beyond |x| = 2⁵⁰.
@inline(__always)
public func sine<L: Lanes>(piTimes x: L) -> L {
  let (n, r) = reducedByHalf(x)
  return sine(r, quarterTurns: n)
}

/// cos(π x), |x| ≤ 2⁵⁰, computed as `sine(piTimes:)` is.
///
/// Error: below 1 ulp. NaN beyond |x| = 2⁵⁰.
@inline(__always)
public func cosine<L: Lanes>(piTimes x: L) -> L {
  let (n, r) = reducedByHalf(x)
  return sine(r, quarterTurns: n + L(repeating: 1))
}

/// x where its magnitude is at most the bound, NaN elsewhere.
@inline(__always)
private func confined<L: Lanes>(_ x: L, to bound: Double) -> L {
  L(repeating: .nan).replacing(with: x, where: x.magnitude .<= L(repeating: bound))
}

/// n and r with x = n π/2 + r, n whole, |r| ≤ π/4.
@inline(__always)
private func reducedByHalfPi<L: Lanes>(_ x: L) -> (n: L, r: DoubleDouble<L>) {
  let bounded = confined(x, to: 0x1p20)
  let n = roundedToInteger(bounded * L(repeating: 2 / Coefficients.piHigh))
  let first = bounded.addingProduct(-n, L(repeating: Coefficients.halfPiHigh))
  let second = DoubleDouble.sum(first, -(n * L(repeating: Coefficients.halfPiMiddle)))
  let third = second + -(n * L(repeating: Coefficients.halfPiLow))
  return (n, third + -(n * L(repeating: Coefficients.halfPiLeast)))
}

/// n and r with π x = n π/2 + r, n whole, |r| ≤ π/4.
@inline(__always)
private func reducedByHalf<L: Lanes>(_ x: L) -> (n: L, r: DoubleDouble<L>) {
  let bounded = confined(x, to: 0x1p50)
  let n = roundedToInteger(bounded * L(repeating: 2))
  let f = bounded.addingProduct(L(repeating: -0.5), n)
  let pi = DoubleDouble(L(repeating: Coefficients.piHigh), L(repeating: Coefficients.piLow))
  return (n, pi * f)
}

/// sin(n π/2 + r) for |r| ≤ π/4.
@inline(__always)
private func sine<L: Lanes>(_ r: DoubleDouble<L>, quarterTurns n: L) -> L {
  let one = L(repeating: 1)
  let half = L(repeating: 0.5)
  let z = r.high * r.high
  // sin(r + ρ) ≈ sin r + ρ (1 − r²/2) and cos(r + ρ) ≈ cos r − ρ r; what is left is below ρ r³.
  let cubic = (r.high * z) * Coefficients.sineTail(z)
  let sine = r.high + cubic.addingProduct(r.low, one.addingProduct(-half, z))
  let leading = one - half * z
  let lost = (one - leading) - half * z
  let quartic = (z * z) * Coefficients.cosineTail(z)
  let cosine = leading + (lost + quartic.addingProduct(-r.low, r.high))

  // The last two bits of n: the odd bit swaps, the next is the sign, moved to where doubles
  // have theirs.
  let turns = (n + L(repeating: integerShift)).bits
  let odd = L(bits: (turns & L.Bits(repeating: 1)) &<< L.Bits(repeating: 62))
  let value = sine.replacing(with: cosine, where: L(repeating: 0) .< odd)
  let sign = (turns & L.Bits(repeating: 2)) &<< L.Bits(repeating: 62)
  return L(bits: value.bits &+ sign).replacing(with: n, where: notANumber(n))
}
