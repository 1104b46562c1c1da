/// Two neighbours with scales σ and kσ whose weighted densities cross inside their gap.
///
/// Proposition 2 [LZ23]: where l solves p_i ρ(l; σ) = p_{i+1} ρ(d − l; kσ),
///
///     ∫₀^d dx/(p_i ρ(x; σ) + p_{i+1} ρ(d − x; kσ))
///
/// over (√(2π) σ³/(p_i l)) e^{(l/σ)²/2} for Gaussian, over (2σ²/p_i) e^{l/σ} for Laplace
/// densities tends to g(k) = φ/sin φ, φ = πk/(k + 1), as σ → 0.
///
/// Status: holds as printed, l being the exact root; the next term is of order (σ/d)² for
/// Gaussian, exponentially small for Laplace densities. Its "+ O(σ²)" in (13) is a relative one
/// (docs/errata.md E13).
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023), Section 3.
public struct ScalePair: Sendable {
  /// The root l, to about 100 bits.
  public let crossing: DoubleDouble<Double>
  /// k.
  public let scaleRatio: Double
  /// ln of the leading factor, to about 100 bits.
  public let logarithmOfLeadingFactor: DoubleDouble<Double>
  /// g(k), the limit of `ratio`.
  public let limit: Double
  /// The integral by quadrature.
  public let integral: ScaledValue

  /// l/σ.
  private let t: Double
  /// (d − l)/(kσ).
  private let otherT: Double
  private let isGaussian: Bool

  /// Components i and i + 1 of a mixture, counted from 0; nil where their families differ or
  /// their densities do not cross inside the gap.
  public init?(_ mixture: Mixture, gap i: Int) {
    typealias Long = DoubleDouble<Double>
    let (first, second) = (mixture.components[i], mixture.components[i + 1])
    guard first.family == second.family else { return nil }
    isGaussian = first.family == .gaussian
    let gap = mixture.gaps[i]
    let (sigma, weight) = (Long(first.scale), Long(first.weight))
    let k = Long(second.scale) / sigma
    let lambda = logarithm(k * weight / Long(second.weight))
    guard
      let root = isGaussian
        ? Self.gaussianCrossing(gap, sigma, k, lambda)
        : (gap + k * sigma * lambda) / (k + 1),
      root.high > 0, (gap - root).high > 0
    else { return nil }
    crossing = root
    scaleRatio = k.high
    limit = CrossingMoments.g(k.high)
    integral = GapIntegral(mixture, gap: i).value
    let depth = root / sigma
    t = depth.high
    otherT = ((gap - root) / Long(second.scale)).high
    if isGaussian {
      let power = logarithm(sigma) * 3 - logarithm(weight * root)
      logarithmOfLeadingFactor = (depth * depth) * 0.5 + (power + .logarithmOfRootOfTwoPi)
    } else {
      logarithmOfLeadingFactor = depth + logarithm(sigma * sigma * 2.0 / weight)
    }
  }

  /// The integral over its leading factor.
  public var ratio: Double {
    exponential(integral.logarithm - logarithmOfLeadingFactor).value
  }

  /// The parameters of Lemma 1 for which t times its integral is `ratio`; nil for Laplace
  /// densities.
  public var cutIntegral: CutIntegral? {
    isGaussian ? CutIntegral(t: t, k1: scaleRatio * t / otherT, k2: scaleRatio) : nil
  }

  /// The root of (k² − 1) l² + 2dl − d² − 2k²σ²λ between the means, λ = ln(k p_i/p_{i+1}), in the form
  /// that does not cancel and includes k = 1.
  ///
  ///     l = (d² + 2k²σ²λ)/(d + k √(d² + 2(k² − 1) σ²λ))
  private static func gaussianCrossing(
    _ d: DoubleDouble<Double>, _ sigma: DoubleDouble<Double>, _ k: DoubleDouble<Double>,
    _ lambda: DoubleDouble<Double>
  ) -> DoubleDouble<Double>? {
    let shift = sigma * sigma * lambda * 2.0
    let square = d * d
    let discriminant = square + (k * k + -1) * shift
    guard discriminant.high >= 0 else { return nil }
    return (square + k * k * shift) / (d + k * discriminant.squareRoot())
  }
}
