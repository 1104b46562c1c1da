/// A diagonal entry of the Wasserstein information matrix by its asymptotic series, with a bound.
///
/// For Gaussian components with a common scale σ and any gaps. With ε = σ/d, λ = ln(p_i/p_{i+1})
/// and K = √(2π³) (σ³/d) e^{d²/8σ²}, G_ii = K R/√(p_i p_{i+1}), and the integral of the reciprocal
/// density over the gap is, by t = (x − (μ_i + μ_{i+1})/2) d/2σ²,
///
///     I_i √(p_i p_{i+1})/K = (1/π) ∫_{|t|<1/4ε²} e^{2ε²t²} sech(t − λ/2) dt,
///     R ~ Σ_n (2ε²)ⁿ/n! E[(T + λ/2)^{2n}],   E T^{2m} = |E_{2m}| (π/2)^{2m},
///
/// T with density sech(t)/π. The series diverges; its terms fall until n is near 1/8ε², and there
/// what is left is of the order of e^{−1/8ε²}: 10⁻¹³ and better for ε ≤ 0.06. No quadrature is
/// involved.
///
/// Status: not in the paper, which has the terms n = 0 (Theorem 3) and n = 1 (Theorem 5, printed
/// wrong: `SecondOrderCoefficient`). Bound and proof: `bound`, docs/errata.md E1.
public struct DiagonalSeries: Sendable {
  /// G_ii, in units of length²; its uncertainty is a bound, not an estimate.
  public let value: ScaledValue
  /// R = G_ii √(p_i p_{i+1})/K.
  public let ratio: Double
  /// What R may be off by: `truncation`, `remainder` and the rounding of the sum.
  public let bound: Double
  /// What leaving out the further terms and the ends of the gap may cost R.
  public let truncation: Double
  /// What the difference of G_ii and I_i may be: the numerator, the tails and the other components.
  public let remainder: Double
  /// How many terms were added: so many that the bound is least.
  public let termCount: Int

  /// The series of the entry at gap i of a mixture, counted from 0.
  ///
  /// Nil where it does not apply: components that are not Gaussian with a common scale, a crossing
  /// outside the gap, |λ| ≥ d²/2σ², or a bound that reaches the value itself.
  public init?(_ mixture: Mixture, gap i: Int) {
    guard let sigma = mixture.commonGaussianScale else { return nil }
    let gap = mixture.gaps[i]
    let (p, q) = mixture.weights(besideGap: i)
    let epsilon = sigma / gap.high
    let series = WeightedSechSeries(
      square: epsilon * epsilon, shift: 0.5 * (logarithm(p) - logarithm(q)))
    guard series.shift.magnitude < series.reach, series.reach.isFinite,
      let best = series.best()
    else { return nil }

    // Times √(p_i p_{i+1})/K, the width of `EntryBounds.diagonal` about I_i.
    let mills = EntryBounds.integralOfMills(upTo: 1 / epsilon)
    let numerator = series.tail * mills / (epsilon * (2 * Coefficients.piHigh).squareRoot())
    let foreign = EntryBounds.foreignShare(mixture, i, sigma) * (best.sum + best.truncation)
    remainder = numerator + foreign
    truncation = best.truncation
    bound = (best.truncation + remainder + best.rounding) * (1 + 0x1p-40)
    guard bound < best.sum else { return nil }
    ratio = best.sum
    termCount = best.count
    let factor = ScalingFactor.logarithm(scale: sigma, gap: gap, family: .gaussian)
    value = ScaledValue(
      logarithm: factor, mantissa: best.sum / p.squareRoot() / q.squareRoot(),
      // The factor and the weights add a few roundings.
      relativeUncertainty: bound / best.sum + 0x1p-50)
  }

  /// The coefficient c_n of ε²ⁿ: 2ⁿ/n! E[(T + λ/2)^{2n}]; c₁ = π²/2 + λ²/2.
  public static func coefficient(_ n: Int, logarithmOfWeights lambda: Double) -> Double {
    var terms = WeightedSechSeries(square: 1, shift: 0.5 * lambda).terms
    for _ in 0..<n { terms.advance() }
    return terms.value
  }
}
