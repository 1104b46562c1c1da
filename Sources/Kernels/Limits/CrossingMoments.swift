/// The integrals over v = e^{tu} that the limits of Section 3 of [LZ23] come down to.
///
/// With r = (k + 1)/k, x = 1/r = k/(k + 1) and c = π cot πx, by Euler's Beta integral,
///
///     g(k) = ∫₀^∞ dv/(1 + vʳ) = πx/sin πx,
///     ∫ vˢ/(1 + vʳ)² dv = (1/r) (1 − y) π/sin πy,  ∫ v^{s+r}/(1 + vʳ)² dv = (1/r) y π/sin πy
///
/// for y = (s + 1)/r; powers of ln v come by differentiating in s.
///
/// Status: g and g₂ as in the paper (Proposition 2, Lemma 1), both right; `secondOrder` is what
/// replaces the coefficient of Lemma 1 (docs/errata.md E7).
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023).
public enum CrossingMoments {
  /// g(k) = φ/sin φ, φ = πk/(k + 1), for k > 0; within 4 ulp.
  public static func g(_ k: Double) -> Double { Angle(k).g }

  /// g₂(k) = ∫₀^∞ ln² v/(1 + vʳ) dv = x² g (π² + 2c²); g₂(1) = π³/8.
  public static func g2(_ k: Double) -> Double {
    let angle = Angle(k)
    return angle.x * angle.x * angle.g * angle.curvature
  }

  /// ½ ∫₀^∞ (ln v + a)² (1 + q vʳ)/(1 + vʳ)² dv, r = (k + 1)/k.
  ///
  /// With w = 1 − x + q x and w′ = q − 1 it is
  /// (g/2) [x² ((π² + 2c²) w − 2c w′) + 2a x (w′ − c w) + a² w].
  public static func secondOrder(_ k: Double, curvature q: Double, offset a: Double) -> Double {
    let angle = Angle(k)
    let (x, c) = (angle.x, angle.cotangent)
    let weight = (1 - x) + q * x
    let slope = q - 1
    let square = x * x * (angle.curvature * weight - 2 * c * slope)
    let linear = 2 * a * x * (slope - c * weight)
    return 0.5 * angle.g * (square + linear + a * a * weight)
  }

  /// x and what of the angle πx is needed; near x = 0, ½ and 1 nothing cancels.
  private struct Angle {
    let x: Double
    /// πx/sin πx.
    let g: Double
    /// c = π cot πx.
    let cotangent: Double
    /// π² + 2c².
    var curvature: Double {
      Coefficients.piHigh * Coefficients.piHigh + 2 * cotangent * cotangent
    }

    init(_ k: Double) {
      x = k / (k + 1)
      // sin πx = sin π(1 − x), and 1 − x = 1/(k + 1).
      let sine = Kernels.sine(piTimes: Double.smaller(k, 1) / (k + 1))
      // cos πx = sin π(½ − x).
      let cosine = Kernels.sine(piTimes: 0.5 * (1 - k) / (1 + k))
      g = Coefficients.piHigh * x / sine
      cotangent = Coefficients.piHigh * cosine / sine
    }
  }
}
