/// The limit of a diagonal entry for Gaussian neighbours of unequal scales.
///
/// Theorem 4 [LZ23]: with σ_i = s_i σ and gaps d_i = d (s_i + s_{i+1}), its matching condition (33),
///
///     G_ii/K_in → g(s_{i+1}/s_i) (s_{i+1}/p_{i+1})ˣ (s_i/p_i)^{1−x} s_i,   x = s_{i+1}/(s_i + s_{i+1}),
///     K_in = √(2π) (σ³/d) e^{d²/2σ²},
///
/// and G_ij/K_in → 0 off the diagonal.
///
/// Status: holds as printed, the final factor s_i included, and so does Example 3 but for an
/// undefined term on the way (docs/errata.md E8). The relative correction (σ/d)² c, `secondOrder`,
/// is not in the paper.
///
/// For one gap the matching condition only says what d is, so here it is d_i/(σ_i + σ_{i+1}) in
/// units of σ, formed from the mixture at hand: scales s_i σ that had to be rounded do no harm.
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023), Section 3.
public struct InhomogeneousLimit: Sendable {
  /// ln of K_in times its factor: what ln G_ii tends to, to about 100 bits.
  public let logarithmOfLeadingTerm: DoubleDouble<Double>
  /// k = s_{i+1}/s_i.
  public let scaleRatio: Double
  /// d/σ = d_i/(σ_i + σ_{i+1}).
  public let separation: Double
  /// c, with which G_ii is the leading term times 1 + (σ/d)² c + O(σ⁴/d⁴).
  ///
  ///     c = (1/2g) ∫₀^∞ (ln v + u₀)² (1 + k⁻² vʳ)/(1 + vʳ)² dv,   u₀ = ln(k p_i/p_{i+1})/r,  r = 1 + 1/k
  public let secondOrder: Double

  /// The limit of the entry at gap i of a mixture, counted from 0; nil unless both components are
  /// Gaussian.
  public init?(_ mixture: Mixture, gap i: Int) {
    typealias Long = DoubleDouble<Double>
    let (first, second) = (mixture.components[i], mixture.components[i + 1])
    guard first.family == .gaussian, second.family == .gaussian else { return nil }
    let (sigma, tau) = (Long(first.scale), Long(second.scale))
    let ratio = mixture.gaps[i] / (sigma + tau)
    let k = tau / sigma
    let share = tau / (sigma + tau)
    let g = CrossingMoments.g(k.high)
    scaleRatio = k.high
    separation = ratio.high
    // ln(σ_i/p_i) and ln(σ_{i+1}/p_{i+1}).
    let width = logarithm(sigma / Long(first.weight))
    let otherWidth = logarithm(tau / Long(second.weight))
    let powers = width + share * (otherWidth - width)
    let prefactor = Long.logarithmOfRootOfTwoPi + logarithm(sigma * g / ratio)
    logarithmOfLeadingTerm = (ratio * ratio) * 0.5 + (powers + prefactor)
    let offset = share.high * (otherWidth - width).value
    secondOrder =
      CrossingMoments.secondOrder(k.high, curvature: 1 / (k.high * k.high), offset: offset) / g
  }

  /// G_ii over its leading term, which tends to 1.
  public func ratio(of entry: ScaledValue) -> Double {
    exponential(entry.logarithm - logarithmOfLeadingTerm).value
  }

  /// ln K_in(σ) for given d, to about 100 bits.
  public static func logarithmOfScalingFactor(
    scale: Double, gap d: Double
  ) -> DoubleDouble<Double> {
    typealias Long = DoubleDouble<Double>
    let ratio = Long(d) / Long(scale)
    let power = logarithm(Long(scale)) * 3 - logarithm(Long(d))
    return (ratio * ratio) * 0.5 + (power + .logarithmOfRootOfTwoPi)
  }

  /// The limit of G_ii/K_in for weights p_i, p_{i+1} and relative scales s_i, s_{i+1}.
  public static func limit(
    weights p: (Double, Double), relativeScales s: (Double, Double)
  ) -> Double {
    typealias Long = DoubleDouble<Double>
    let share = Long(s.1) / (Long(s.0) + s.1)
    let width = logarithm(Long(s.0) / Long(p.0))
    let otherWidth = logarithm(Long(s.1) / Long(p.1))
    let power = exponential(width + share * (otherWidth - width)).value
    return CrossingMoments.g(s.1 / s.0) * power * s.0
  }
}

extension Mixture {
  /// The Gaussian lattice of Theorem 4: scales s_k σ, gaps d (s_k + s_{k+1}), first mean 0.
  ///
  /// The means are formed in double-double; the scales are rounded.
  public static func inhomogeneous(
    weights: [Double], relativeScales s: [Double], gap d: Double, scale: Double
  ) -> Mixture {
    precondition(weights.count == s.count, "one scale for each weight")
    var mean = DoubleDouble(0.0)
    return Mixture(
      weights.indices.map { k in
        if k > 0 { mean = mean + DoubleDouble.sum(s[k - 1], s[k]) * d }
        return Component(weight: weights[k], mean: mean, scale: s[k] * scale, family: .gaussian)
      })
  }
}
