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
}

// MARK: - The diagonal

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

// MARK: - Off the diagonal

extension EntryBounds {
  /// Bounds (7) of all G_ij, i ≠ j, as printed, for the gap d of a homogeneous lattice.
  ///
  ///     0 ≤ G_ij ≤ (3dσ²M/min p) (1 + (2σ²/3d²) e^{−d²/2σ²})
  ///
  /// Status: wrong as printed (docs/errata.md E3). G_{i,i+1} is of order σ² ln(d/σ), which exceeds it
  /// for d = 1, p = (.3, .4, .3) once σ ≤ 0.01; and it has the dimension of a length cubed.
  public static func printedOffDiagonal(_ mixture: Mixture) -> EntryBounds? {
    guard let sigma = mixture.commonGaussianScale else { return nil }
    let d = mixture.gaps[0].high
    let (square, least) = (sigma * sigma, mixture.components.map(\.weight).min() ?? 1)
    let overlap = mixture.overlap(0, 1, sigma)
    let window = 1 + 2 * square / (3 * d * d) * overlap
    return EntryBounds(
      lower: ScaledValue(0),
      upper: ScaledValue(3 * d * square * squareOfM.squareRoot() / least * window))
  }

  /// The bounds of G_ij, i < j, that hold for every σ, gaps and weights.
  ///
  ///     0 ≤ G_ij ≤ √(π/2) (σ/p) [μ_{j+1} − μ_i + 2 (σ³/D²) φ(D/σ)],
  ///     p = min{p_i, …, p_{j+1}},   D = min{μ_{j+1} − μ_{i+1}, μ_j − μ_i}
  ///
  /// Status: corrects (7) (docs/errata.md E3). Between μ_i and μ_{j+1} the integrand is at most
  /// √(π/2) σ/p: to the right of μ_{i+1} by F_i − F_{i+1} ≤ Q_{i+1} and p_{i+1} ρ_{i+1} ≤ ρ, to the left
  /// of μ_j by component j. Outside, the nearer factor is bounded so and the other integrates to
  /// σ ∫_{D/σ}^∞ Q dz ≤ (σ³/D²) φ(D/σ).
  public static func offDiagonal(_ mixture: Mixture, _ i: Int, _ j: Int) -> EntryBounds? {
    guard let sigma = mixture.commonGaussianScale, i < j else { return nil }
    let components = mixture.components
    let least = components[i...(j + 1)].map(\.weight).min() ?? 1
    let (left, right) = (components[i].mean, components[j + 1].mean)
    let inner = Double.smaller(
      (right - components[i + 1].mean).high, (components[j].mean - left).high)
    let z = inner / sigma
    let density = 0.398_942_280_401_432_7 * exponential(-0.5 * z * z)
    let outside = 2 * sigma / (z * z) * density
    return EntryBounds(
      lower: ScaledValue(0),
      upper: ScaledValue(rootOfHalfPi * (sigma / least) * ((right - left).high + outside)))
  }
}

/// √(π/2), which bounds Q/φ.
private let rootOfHalfPi = 1.253_314_137_315_500_3

/// M² = πe/2.
private let squareOfM = 4.269_867_111_336_784

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
  fileprivate func overlap(_ a: Int, _ b: Int, _ sigma: Double) -> Double {
    let z = (components[b].mean - components[a].mean).high / sigma
    return exponential(-0.5 * z * z)
  }
}
