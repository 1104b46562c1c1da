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
    let numerator = 2 * series.tail * mills / (epsilon * (2 * Coefficients.piHigh).squareRoot())
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

/// (1/π) ∫_{|t|<a} e^{2ε²t²} sech(t − h) dt, a = 1/4ε², by its series in ε².
struct WeightedSechSeries {
  /// ε².
  let square: Double
  /// h.
  let shift: Double

  /// a.
  var reach: Double { 0.25 / square }
  /// (4/π) cosh h e^{−1/8ε²}.
  var tail: Double { edge(-0.5 * reach) }

  /// (4/π) cosh h e^f.
  ///
  /// By sech u ≤ 2 e^{−|u|} it bounds (1/π) (sech(t − h) + sech(t + h)) e^g for f = g − t, t > 0.
  private func edge(_ f: Double) -> Double {
    let sum = exponential(f + shift) + exponential(f - shift)
    return 2 / Coefficients.piHigh * sum
  }

  /// The terms from n = 0 on.
  var terms: Terms { Terms(square: square, shift: shift) }

  /// The terms (2ε²)ⁿ/n! E[(T + h)^{2n}].
  ///
  /// With |E_{2j}| (π/2)^{2j} = (2j)! (4/π) β(2j + 1), β Dirichlet's, the nth is
  ///
  ///     (2ε²)ⁿ (2n)!/n! (4/π) Σ_{j≤n} β(2j + 1) h^{2(n−j)}/(2(n−j))!.
  ///
  /// Nothing cancels: all parts are positive.
  struct Terms {
    let square: Double
    /// h.
    let shift: Double
    private(set) var n = 0
    /// (2ε²)ⁿ (2n)!/n!.
    private var factor = 1.0
    /// h^{2m}/(2m)! for m = 0 … n.
    private var powers = [1.0]

    init(square: Double, shift: Double) {
      self.square = square
      self.shift = shift
    }

    /// The nth term.
    var value: Double {
      var sum = 0.0
      for j in 0...n {
        let beta = j < Coefficients.dirichletBeta.count ? Coefficients.dirichletBeta[j] : 1
        sum = sum.addingProduct(beta, powers[n - j])
      }
      return factor * (4 / Coefficients.piHigh) * sum
    }

    /// Goes on to the next term.
    mutating func advance() {
      factor *= 4 * square * Double(2 * n + 1)
      let m = Double(2 * n + 2)
      powers.append(powers[n] * (shift * shift) / (m * (m - 1)))
      n += 1
    }
  }

  /// A partial sum and how well it is known.
  struct PartialSum {
    let sum: Double
    /// The bound of the integral less the sum, were the sum exact.
    let truncation: Double
    /// The bound of the sum's rounding.
    let rounding: Double
    let count: Int
  }

  /// The partial sum whose truncation bound is least, or small beside the rounding.
  func best() -> PartialSum? {
    var terms = self.terms
    var (sum, rounding) = (0.0, 0.0)
    var best: PartialSum?
    while 2 * Double(terms.n) < reach, terms.n < 400 {
      let term = terms.value
      guard term.isFinite else { break }
      sum += term
      // Factor and powers carry some four roundings a step, ε² and h two of their own.
      rounding += Double(8 * terms.n + 16) * 0x1p-53 * term
      terms.advance()
      let truncation = truncation(after: terms.n, next: terms.value)
      guard truncation.isFinite else { continue }
      if truncation < best?.truncation ?? .infinity {
        best = PartialSum(
          sum: sum, truncation: truncation, rounding: rounding, count: terms.n)
      } else if let best, truncation > 1e3 * best.truncation {
        break
      }
      if truncation < 0x1p-60 * sum { break }
    }
    return best
  }

  /// The bound of the integral less its first n terms, the next of which is at hand.
  ///
  /// With z = 2ε²t², inside |t| ≤ b, b ≤ a: 0 ≤ e^z − Σ_{m<n} zᵐ/m! ≤ zⁿ/n! · 1/(1 − z/(n + 1)), which
  /// gives the next term over 1 − 2ε²b²/(n + 1). For b < |t| < a: e^{z−t} is convex, so it is at most
  /// the larger of its values at the ends, and its integral at most that of the exponential
  /// through them. Beyond a the terms of the sum were added in vain: by
  /// ∫_a^∞ t^{2m} e^{−t} dt ≤ a^{2m} e^{−a} a/(a − 2m) and Σ zᵐ/m! ≤ e^z these are at most
  /// (4/π) cosh h e^{−1/8ε²} a/(a − 2(n − 1)). The best of a few b counts.
  private func truncation(after n: Int, next: Double) -> Double {
    let a = reach
    let order = Double(n + 1)
    let atEnd = -0.5 * a
    let beyond = tail * (a / (a - Double(2 * (n - 1))))
    var least = Double.infinity
    for share in [0.125, 0.25, 0.5, 0.75, 0.875, 0.9375] {
      let b = Double.smaller(a, (share * order / (2 * square)).squareRoot())
      let z = 2 * square * b * b
      guard z < order else { continue }
      var total = next / (1 - z / order) + beyond
      if b < a {
        let atStart = z - b
        let highest = Double.larger(atStart, atEnd)
        let spread = Double.larger(1, (atStart - atEnd).magnitude)
        total += edge(highest) * ((a - b) / spread)
      }
      least = Double.smaller(least, total)
    }
    return least
  }
}
