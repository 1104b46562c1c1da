/// The internal energy ∫ c p^m/(m − 1): ∂_t p = c Δp^m.
public struct PorousMedium: Sendable, Equatable {
  /// c ≥ 0.
  public let coefficient: Double
  /// m > 1.
  public let exponent: Double

  /// The energy with the given coefficient and exponent.
  ///
  /// - Precondition: c ≥ 0, m > 1.
  public init(coefficient: Double = 1, exponent: Double) {
    precondition(coefficient >= 0 && exponent > 1, "a porous medium has m > 1")
    self.coefficient = coefficient
    self.exponent = exponent
  }

  /// p^{m−1} for p > 0; exact for m = 2, else within |(m − 1) ln p| + 2 ulp.
  @inline(__always)
  private func power<L: Lanes>(_ p: L) -> L {
    exponent == 2 ? p : exponential(L(repeating: exponent - 1) * logarithm(p))
  }

  /// U′(p) = c m/(m − 1) p^{m−1}.
  @inline(__always)
  func derivative<L: Lanes>(_ p: L) -> L {
    L(repeating: coefficient * exponent / (exponent - 1)) * power(p)
  }

  /// p U″(p) = c m p^{m−1}.
  @inline(__always)
  func elasticity<L: Lanes>(_ p: L) -> L { L(repeating: coefficient * exponent) * power(p) }

  /// U(p) = c p^m/(m − 1); 0 for p ≤ 0.
  @inline(__always)
  func density<L: Lanes>(_ p: L) -> L {
    let zero = L(repeating: 0)
    let positive = L.larger(p, L(repeating: leastDensity))
    return (L(repeating: coefficient / (exponent - 1)) * positive * power(positive))
      .replacing(with: zero, where: p .<= zero)
  }

  /// The p ≥ 0 with U′(p) = ξ; 0 for ξ ≤ 0.
  func inverseDerivative(_ xi: Double) -> Double {
    guard xi > 0 else { return 0 }
    let power = xi * (exponent - 1) / (coefficient * exponent)
    return exponent == 2 ? power : exponential(logarithm(power) / (exponent - 1))
  }
}
