/// The coefficient of (σ/d)² in G_ii √(p_i p_{i+1})/K for Gaussian components with common scale.
///
/// Theorem 5 [LZ23], with λ = ln(p_i/p_{i+1}) and g′(1) = π/4. The further coefficients:
/// `DiagonalSeries.coefficient`.
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023), Section 3.
public enum SecondOrderCoefficient {
  /// π²/2 + (4/π) λ g′(1) + (2/π) λ² = π²/2 + λ + (2/π) λ², as printed in (44).
  ///
  /// Status: wrong. The slip is in putting (41) and (43) together: of (8/π) g′(1) λ − 2λ + λ²/2
  /// the terms in λ cancel. The printed form is not even symmetric under i ↔ i + 1
  /// (docs/errata.md E1).
  public static func printed(logarithmOfWeights lambda: Double) -> Double {
    halfOfPiSquare + lambda + (2 / Coefficients.piHigh) * (lambda * lambda)
  }

  /// π²/2 + λ²/2.
  ///
  /// Status: corrects Theorem 5 (docs/errata.md E1).
  public static func corrected(logarithmOfWeights lambda: Double) -> Double {
    halfOfPiSquare + 0.5 * (lambda * lambda)
  }

  private static let halfOfPiSquare = 0.5 * Coefficients.piHigh * Coefficients.piHigh
}
