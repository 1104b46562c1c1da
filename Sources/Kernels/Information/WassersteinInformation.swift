/// The Wasserstein information matrix of a mixture in the weight coordinates θ.
///
///     G_ij = ∫ (F_i − F_{i+1}) (F_j − F_{j+1}) / ρ dx,   i, j = 1 … N − 1,
///
/// F_k the component distribution functions, ρ = Σ p_k ρ_k, θ_i = p_{i+1} + … + p_N
/// [LZ23, eq. (3)]. The matrix is symmetric positive definite; off-diagonal
/// entries of components with unequal scales may be negative.
///
/// Computed by Gauss–Legendre quadrature on panels graded towards the means and the
/// crossings of the components, with an exponent for every entry, so that σ/d may be
/// 10⁻⁴ (entries near e^{10⁷}) or 10 and weights may be 10⁻¹². Measured against
/// 30-digit values: within 5·10⁻¹⁴ √(G_ii G_jj) everywhere, and within 5·10⁻¹⁴ of itself
/// on lattices with a common scale.
///
/// [LZ23]: W. Li and J. Zhao, "Scaling limits of the Wasserstein information
/// matrix on Gaussian mixture models", arXiv:2309.12997 (2023), Section 2.
public struct WassersteinInformation: Sendable {
  /// N − 1.
  public let order: Int
  /// Whether only the diagonal was asked for.
  public let isDiagonal: Bool
  /// How many nodes the integrals were sampled at.
  public let nodeCount: Int
  private let entries: [ScaledValue]

  /// The matrix of a mixture, or its diagonal alone.
  ///
  /// The diagonal's digits are the same either way. All entries are NaN where scales, gaps and
  /// extent differ by more than a factor of 10⁶⁰.
  public init(_ mixture: Mixture, diagonalOnly: Bool = false) {
    self.init(mixture, diagonalOnly: diagonalOnly, refinements: 0)
  }

  /// The matrix with every panel halved so many times: what tests compare the plain one with.
  init(_ mixture: Mixture, diagonalOnly: Bool = false, refinements: Int) {
    order = mixture.components.count - 1
    isDiagonal = diagonalOnly
    let (normalized, exponent) = mixture.normalized()
    guard normalized.isTractable else {
      nodeCount = 0
      let count = diagonalOnly ? order : order * (order + 1) / 2
      entries = [ScaledValue](repeating: .none, count: count)
      return
    }
    var panels = FeatureMap(normalized).panels()
    for _ in 0..<refinements { panels = panels.flatMap(\.halves) }
    let gram = Self.integrate(normalized, over: panels, diagonalOnly: diagonalOnly)

    nodeCount = panels.count * GaussLegendreRule.count
    var entries: [ScaledValue] = []
    for i in 0..<order {
      for j in i..<(diagonalOnly ? i + 1 : order) {
        var entry = gram[i, j]
        // G carries the square of a length.
        entry.binaryExponent = 2 * exponent
        entries.append(entry)
      }
    }
    self.entries = entries
  }

  /// The entry G_ij, indices from 0.
  ///
  /// - Precondition: i = j where only the diagonal was asked for.
  public subscript(i: Int, j: Int) -> ScaledValue {
    precondition(!isDiagonal || i == j, "only the diagonal was computed")
    let (i, j) = (min(i, j), max(i, j))
    return entries[isDiagonal ? i : i * order - i * (i - 1) / 2 + (j - i)]
  }

  /// The estimated error of G_ij relative to √(G_ii G_jj).
  public func scaledUncertainty(_ i: Int, _ j: Int) -> Double {
    self[i, j].uncertainty(scaledBy: self[i, i], self[j, j])
  }

  private static func integrate(
    _ mixture: Mixture, over panels: [Panel], diagonalOnly: Bool
  ) -> ScaledGram {
    // Eight nodes each: two sets, so that both halves of a panel are at hand at once.
    let first = MixtureNodes<SIMD8<Double>>(mixture)
    let second = MixtureNodes<SIMD8<Double>>(mixture)
    let gram = ScaledGram(count: first.tangentCount, diagonalOnly: diagonalOnly)
    let rule = GaussLegendreRule.shared
    for panel in panels {
      gram.add(
        first.sample(panel, at: rule.nodes.0), second.sample(panel, at: rule.nodes.1),
        half: panel.half)
    }
    return gram
  }
}

extension MixtureNodes where L == SIMD8<Double> {
  /// The tangent vectors at nodes of the rule on a panel.
  @inline(__always)
  fileprivate func sample(_ panel: Panel, at nodes: SIMD8<Double>) -> ScaledGram.Nodes {
    begin(panel)
    let s = SIMD8(repeating: panel.centre).addingProduct(SIMD8(repeating: panel.half), nodes)
    let factor = evaluate(at: s, scale: panel.scale)
    return ScaledGram.Nodes(exponents: exponents, mantissas: mantissas, factor: factor)
  }
}
