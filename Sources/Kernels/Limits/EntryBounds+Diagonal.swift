extension EntryBounds {
  /// Bounds (8) of G_ii as printed, with I_i at hand; the typeset radical read as in its proof.
  ///
  ///     σ⁴M²/(2 max{p_i, p_{i+1}}) + (1 − √(2σ/π) e^{−1/2σ} − e^{−d²/2σ²}/min{p_i, p_{i+1}}) I_i
  ///       ≤ G_ii ≤ σ⁴M²/(2 min{p_i, p_{i+1}}) + I_i
  ///
  /// Status: wrong as printed. The dimensions do not agree (a tail is σM, not σ²M, docs/errata.md
  /// E2), a positive term cannot be added to a lower bound (E4), and the upper bound is too low for
  /// very unequal weights (E5).
  public static func printedDiagonal(
    _ mixture: Mixture, _ i: Int, integral: ScaledValue
  ) -> EntryBounds? {
    guard let sigma = mixture.commonGaussianScale else { return nil }
    let (p, q) = mixture.weights(besideGap: i)
    let square = sigma * sigma
    let tail = square * square * squareOfM / 2
    let cut = (2 * sigma / Coefficients.piHigh).squareRoot() * exponential(-0.5 / sigma)
    let overlap = mixture.overlap(i, i + 1, sigma)
    let rest = (1 - cut) - overlap / Double.smaller(p, q)
    return EntryBounds(
      lower: integral * rest + ScaledValue(tail / Double.larger(p, q)),
      upper: integral + ScaledValue(tail / Double.smaller(p, q)))
  }

  /// The bounds of G_ii that hold for every σ, gaps and weights, with I_i at hand.
  ///
  ///     (1 − δ) I_i − 2σ² (1/p_i + 1/p_{i+1}) L ≤ G_ii ≤ I_i + σ² (ln 2)/2 (1/p_i + 1/p_{i+1}),
  ///     δ = Σ_{k<i} (p_k/p_i) e^{−(μ_i−μ_k)²/2σ²} + Σ_{k>i+1} (p_k/p_{i+1}) e^{−(μ_k−μ_{i+1})²/2σ²}
  ///
  /// and L = 1 + ln(√(π/2) d/σ), or √(π/2) d/σ where that is below 1.
  ///
  /// Status: corrects (8) (docs/errata.md E2, E4, E5). Upper: inside the gap F_i − F_{i+1} ≤ 1;
  /// outside it is at most the tail of the nearer component, and ρ at least that component.
  /// Lower: (1 − Q_i − Q_{i+1})² ≥ 1 − 2Q_i − 2Q_{i+1} inside the gap, with ∫ Q_i/(p_i ρ_i) ≤ σ² L/p_i;
  /// and the other components add at most δ times ρ's two.
  public static func diagonal(
    _ mixture: Mixture, _ i: Int, integral: ScaledValue
  ) -> EntryBounds? {
    guard let sigma = mixture.commonGaussianScale else { return nil }
    let (p, q) = mixture.weights(besideGap: i)
    let width = (sigma * sigma) * (1 / p + 1 / q)
    let mills = integralOfMills(upTo: mixture.gaps[i].high / sigma)
    let foreign = foreignShare(mixture, i, sigma)
    return EntryBounds(
      lower: integral * (1 - foreign) - ScaledValue(2 * width * mills),
      upper: integral + ScaledValue(width * 0.346_573_590_279_972_65))
  }

  /// The upper bound of G_ii that (25) gives once its tail is σM.
  ///
  ///     G_ii ≤ I_i + σ²M² (1/2p_i + 1/2p_{i+1})
  ///
  /// Status: corrects the upper bound in (8) in the paper's own way (docs/errata.md E5); weaker
  /// than `diagonal` by the factor M²/ln 2 = 6.16 in the second term.
  public static func upperByMills(
    _ mixture: Mixture, _ i: Int, integral: ScaledValue
  ) -> ScaledValue? {
    guard let sigma = mixture.commonGaussianScale else { return nil }
    let (p, q) = mixture.weights(besideGap: i)
    return integral + ScaledValue(sigma * sigma * squareOfM * (0.5 / p + 0.5 / q))
  }

  /// L, a bound of ∫₀^Z Q/φ dz.
  static func integralOfMills(upTo z: Double) -> Double {
    let linear = rootOfHalfPi * z
    return linear < 1 ? linear : 1 + logarithm(linear)
  }

  /// δ: what the other components add to the two beside the gap, relative to them, inside it.
  static func foreignShare(_ mixture: Mixture, _ i: Int, _ sigma: Double) -> Double {
    let p = mixture.components.map(\.weight)
    var sum = 0.0
    for k in p.indices where k != i && k != i + 1 {
      let near = k < i ? i : i + 1
      sum += p[k] / p[near] * mixture.overlap(k, near, sigma)
    }
    return sum
  }
}
