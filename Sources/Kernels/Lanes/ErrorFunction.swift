/// The scaled complementary error function e^{x²} erfc(x) for x ≥ 0.
///
/// (1 + 2x) erfcx(x) is a smooth function of t = (x − 4)/(x + 4) on [−1, 1],
/// here a polynomial of degree 23; the form is that of M. M. Shepherd and
/// J. G. Laframboise, "Chebyshev approximation of (1 + 2x) exp(x²) erfc x in
/// 0 ≤ x < ∞", Math. Comp. 36 (1981) 249–253, with coefficients of our own.
///
/// Error: below 3 ulp. erfcx(∞) = 0; NaN is kept.
///
/// - Precondition: no lane is negative; such lanes hold no meaningful value.
@inline(__always)
public func scaledComplementaryErrorFunction<L: Lanes>(_ x: L) -> L {
  // Beyond 2⁶⁰ the quotient t is 1 to the last bit; at ∞ it would be NaN.
  let bounded = L.smaller(x, L(repeating: 0x1p60))
  let t = (bounded - L(repeating: 4)) / (bounded + L(repeating: 4))
  // x + ½ and not 1 + 2x: doubling the largest numbers would overflow.
  return (L(repeating: 0.5) * Coefficients.scaledErfcx(t)) / (x + L(repeating: 0.5))
}

/// The complementary error function.
///
/// For x ≥ 0, erfc(x) = e^{−x²} erfcx(x) with x² as a double-double; for x < 0,
/// erfc(x) = 2 − erfc(−x).
///
/// Error: below 4 ulp where the result is normal, 1 ulp of the smallest normal
/// number below that. erfc(−∞) = 2, erfc(∞) = 0; NaN is kept.
@inline(__always)
public func complementaryErrorFunction<L: Lanes>(_ x: L) -> L {
  // erfc is 0 from 27.3 on; the bound keeps the square finite.
  let size = L.smaller(x.magnitude, L(repeating: 40))
  let square = DoubleDouble.product(size, size)
  let value = exponential(-square) * scaledComplementaryErrorFunction(size)
  return value.replacing(with: L(repeating: 2) - value, where: x .< L(repeating: 0))
}
