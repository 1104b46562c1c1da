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
