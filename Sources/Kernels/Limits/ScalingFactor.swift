/// Factors K(σ) for which G(θ; σ)/K(σ) has a limit as σ → 0.
///
/// Theorem 3 [LZ23]: for Gaussian components with common scale σ and gap d,
///
///     G_ij/K → δ_ij/√(p_i p_{i+1}),   K(σ) = √(2π³) (σ³/d) e^{d²/8σ²};
///
/// Remark 3: for Laplace components the same limit with K(σ) = π σ² e^{d/2σ}.
/// Both hold as printed.
///
/// [LZ23]: W. Li and J. Zhao, "Scaling limits of the Wasserstein information
/// matrix on Gaussian mixture models", arXiv:2309.12997 (2023), Section 3.
public enum ScalingFactor {
  /// ln K(σ) for one gap d, to about 100 bits: K itself reaches e^{10⁷}, and
  /// its relative condition in d is d²/4σ².
  public static func logarithm(
    scale: Double, gap d: DoubleDouble<Double>, family: Mixture.Family
  ) -> DoubleDouble<Double> {
    typealias Long = DoubleDouble<Double>
    let logarithmOfScale = Kernels.logarithm(Long(scale))
    let ratio = d / Long(scale)
    switch family {
    case .gaussian:
      // ½ ln(2π³).
      let constant = Long(2.063_668_419_054_073, -1.395_392_928_804_802_4e-16)
      let power = logarithmOfScale * 3 - Kernels.logarithm(d)
      return (ratio * ratio) * 0.125 + (power + constant)
    case .laplace:
      // ln π.
      let constant = Long(1.144_729_885_849_400_2, 1.026_595_116_270_782_6e-17)
      return ratio * 0.5 + (logarithmOfScale * 2 + constant)
    }
  }
}

extension Mixture {
  /// ln K(σ, d_i) for every gap; none where the components share no scale and family.
  public var logarithmsOfScalingFactors: [DoubleDouble<Double>]? {
    guard let (scale, family) = common else { return nil }
    return gaps.map { ScalingFactor.logarithm(scale: scale, gap: $0, family: family) }
  }
}
