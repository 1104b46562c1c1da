/// The coefficients of the stabilized Runge–Kutta–Legendre method of second order, RKL2.
///
/// With s stages its steps may be (s² + s − 2)/4 times those of the explicit Euler method:
///
///     b_j = (j² + j − 2)/(2j (j + 1)) for j ≥ 2,  b₀ = b₁ = b₂,   a_j = 1 − b_j,   w = 4/(s² + s − 2),
///     μ_j = ((2j − 1)/j) b_j/b_{j−1},   ν_j = −((j − 1)/j) b_j/b_{j−2},   μ̃_j = μ_j w,   γ̃_j = −a_{j−1} μ̃_j,
///     Y₁ = Y₀ + b₁ w τ F(Y₀),   Y_j − Y₀ = μ_j (Y_{j−1} − Y₀) + ν_j (Y_{j−2} − Y₀) + μ̃_j τ F(Y_{j−1}) + γ̃_j τ F(Y₀).
///
/// C. D. Meyer, D. S. Balsara and T. D. Aslam, "A stabilized Runge–Kutta–Legendre method for
/// explicit super-time-stepping of parabolic and mixed equations", J. Comput. Phys. 257 (2014)
/// 594–626. Its local error is y‴ τ³/18 for many stages: of R(z) = a + b P_s(1 + w z) the third
/// derivative at 0 is w (s + 3)(s − 2)/6 → 2/3.
enum RungeKuttaLegendre {
  /// The most stages of a step.
  static let largestStageCount = 200

  /// The fewest stages for a step of `ratio` times the longest stable Euler step.
  static func stageCount(_ ratio: Double) -> Int {
    var s = 2
    while Double(s * s + s - 2) < 4 * ratio, s < largestStageCount { s += 1 }
    return s
  }

  /// The longest step with the most stages, in units of the longest stable Euler step.
  static let largestRatio =
    Double(largestStageCount * largestStageCount + largestStageCount - 2) / 4

  private static func b(_ j: Int) -> Double {
    let j = max(j, 2)
    return Double(j * j + j - 2) / Double(2 * j * (j + 1))
  }

  /// The stage j of s, for a step τ.
  static func stage(_ j: Int, of s: Int, step: Double) -> Stage {
    let w = 4 / Double(s * s + s - 2)
    if j == 1 { return Stage(rate: b(1) * w * step) }
    let n = Double(j)
    let mu = (2 * n - 1) / n * (b(j) / b(j - 1))
    let nu = -(n - 1) / n * (b(j) / b(j - 2))
    let rate = mu * w * step
    return Stage(rate: rate, first: mu, second: nu, start: -(1 - b(j - 1)) * rate)
  }
}
