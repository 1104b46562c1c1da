/// A lower and an upper bound of an entry of the Wasserstein information matrix.
///
/// For Gaussian components with a common scale σ, as in Proposition 1 of [LZ23]; nil for other
/// mixtures. Printed bounds are evaluated as they stand; the others are proven here.
///
/// Q is the upper tail of the standard normal distribution and φ its density. The proofs use
/// Q/φ ≤ √(π/2), Q/φ(z) < 1/z and ∫₀^∞ Q²/φ dz = (ln 2)/2, and M = √(2πe)/2, which bounds
/// Q/φ too.
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023), Section 3.
public struct EntryBounds: Sendable {
  /// What the entry is at least.
  public let lower: ScaledValue
  /// What the entry is at most.
  public let upper: ScaledValue

  /// Whether an entry lies between the bounds as far as its error and theirs tell; false only
  /// where it surely does not.
  public func admits(_ entry: ScaledValue) -> Bool {
    !entry.isSurelyBelow(lower) && !upper.isSurelyBelow(entry)
  }

  /// √(π/2), which bounds Q/φ.
  static let rootOfHalfPi = 1.253_314_137_315_500_3
  /// M² = πe/2.
  static let squareOfM = 4.269_867_111_336_784
}

extension Mixture {
  /// σ where all components are Gaussian with this scale.
  var commonGaussianScale: Double? {
    guard let common, common.family == .gaussian else { return nil }
    return common.scale
  }

  /// p_i and p_{i+1}.
  func weights(besideGap i: Int) -> (Double, Double) {
    (components[i].weight, components[i + 1].weight)
  }

  /// e^{−(μ_b − μ_a)²/2σ²}.
  func overlap(_ a: Int, _ b: Int, _ sigma: Double) -> Double {
    let z = (components[b].mean - components[a].mean).high / sigma
    return exponential(-0.5 * z * z)
  }
}
