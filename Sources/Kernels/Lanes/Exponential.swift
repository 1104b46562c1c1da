/// The exponential function eˣ.
///
/// x = n ln 2 + r with |r| ≤ (ln 2)/2 and eˣ = 2ⁿ (1 + r + r² q(r)), q a
/// polynomial. The power of two is applied in two halves, so that neither
/// leaves the exponent range before the product does, and a subnormal result
/// is rounded once.
///
/// Error: below 1 ulp, subnormal results included. e^{−∞} = 0, e^{+∞} = +∞, NaN is kept.
@inline(__always)
public func exponential<L: Lanes>(_ x: L) -> L {
  let (n, r) = reducedByLog2(L.larger(L.smaller(x, L(repeating: 710)), L(repeating: -746)))
  let p = r.addingProduct(r * r, Coefficients.exponentialTail(r))
  let half = roundedToInteger(n * L(repeating: 0.5))
  return ((L(repeating: 1) + p) * powerOfTwo(half)) * powerOfTwo(n - half)
}

/// eˣ for the double-double x = `high` + `low` with |low| far below 1.
///
/// e^{high + low} ≈ e^{high} (1 + low): the truncated term is low²/2.
@inline(__always)
public func exponential<L: Lanes>(_ x: DoubleDouble<L>) -> L {
  let leading = exponential(x.high)
  return leading.addingProduct(leading, x.low)
}

/// eˣ − 1 without cancellation near 0.
///
/// With the reduction of `exponential`, eˣ − 1 = 2ⁿ p + (2ⁿ − 1), p = eʳ − 1;
/// the sum is formed at half its size so that the largest finite results do
/// not pass through an overflow.
///
/// Error: below 2 ulp. The value at −∞ is −1, +∞ and NaN are kept, and so is the sign of 0.
@inline(__always)
public func exponentialMinusOne<L: Lanes>(_ x: L) -> L {
  let (n, r) = reducedByLog2(L.larger(L.smaller(x, L(repeating: 710)), L(repeating: -40)))
  let p = r.addingProduct(r * r, Coefficients.exponentialTail(r))
  let scale = powerOfTwo(n - L(repeating: 1))
  let result = (scale - L(repeating: 0.5)).addingProduct(scale, p) * L(repeating: 2)
  // Below 2⁻⁵⁴ the value is x to the last bit, and −0 must stay −0.
  return result.replacing(with: x, where: x.magnitude .< L(repeating: 0x1p-54))
}

/// The whole number n nearest to x/ln 2 and the remainder r = x − n ln 2.
@inline(__always)
func reducedByLog2<L: Lanes>(_ x: L) -> (n: L, r: L) {
  let n = roundedToInteger(x * L(repeating: Coefficients.inverseLog2))
  let r = x.addingProduct(-n, L(repeating: Coefficients.log2High))
  return (n, r.addingProduct(-n, L(repeating: Coefficients.log2Low)))
}

/// Where adding this much leaves a whole number in the low bits of a double.
let integerShift = 0x1.8p52

/// The nearest whole number, ties to even, for |x| < 2⁵¹.
@inline(__always)
func roundedToInteger<L: Lanes>(_ x: L) -> L {
  (x + L(repeating: integerShift)) - L(repeating: integerShift)
}

/// 2ⁿ for whole −1022 ≤ n ≤ 1023.
@inline(__always)
func powerOfTwo<L: Lanes>(_ n: L) -> L {
  let pattern = (n + L(repeating: integerShift)).bits &+ L.Bits(repeating: 1023)
  return L(bits: pattern &<< L.Bits(repeating: 52))
}
