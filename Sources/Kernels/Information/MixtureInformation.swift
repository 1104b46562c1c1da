/// The information matrices of a mixture, Wasserstein and Fisher, in one pass over the nodes.
///
/// In one dimension the Wasserstein metric of tangent vectors ∂ρ is ∫ F₁ F₂/ρ dx with
/// antiderivatives F of theirs, and the Fisher metric is ∫ ∂ρ₁ ∂ρ₂/ρ dx. With component
/// distribution functions F_k, ρ = Σ p_k ρ_k, θ_i = p_{i+1} + … + p_N and z_k = (x − μ_k)/σ_k,
///
///     −∂F/∂θ_i = F_i − F_{i+1},   −∂F/∂μ_k = p_k ρ_k,   −∂F/∂σ_k = p_k z_k ρ_k,
///
/// which give the full matrix in (θ, μ, σ) [LZ23, eqs. (1)–(3) and Section 3.4 for θ and μ; the
/// scales are not in the paper]. It is symmetric and positive definite; off-diagonal entries of
/// components with unequal scales may be negative.
///
/// Computed by Gauss–Legendre quadrature on panels graded towards the means and the
/// crossings of the components, with an exponent for every entry, so that σ/d may be
/// 10⁻⁴ (entries near e^{10⁷}) or 10 and weights may be 10⁻¹². Measured against
/// 30-digit values: within 5·10⁻¹⁴ √(G_aa G_bb) everywhere, and within 5·10⁻¹⁴ of itself
/// on lattices with a common scale.
///
/// Matrices that were not asked for have no rows.
///
/// [LZ23]: W. Li and J. Zhao, "Scaling limits of the Wasserstein information
/// matrix on Gaussian mixture models", arXiv:2309.12997 (2023), Section 2.
public struct MixtureInformation: Sendable {
  /// ∫ (F_i − F_{i+1}) (F_j − F_{j+1})/ρ dx, (N − 1) × (N − 1), in units of length².
  public let wasserstein: InformationMatrix
  /// ∫ (ρ_{i+1} − ρ_i) (ρ_{j+1} − ρ_j)/ρ dx, (N − 1) × (N − 1).
  public let fisher: InformationMatrix
  /// ∫ (F_i − F_{i+1}) p_k ρ_k/ρ dx, (N − 1) × N, in units of length; row i adds up to
  /// μ_{i+1} − μ_i.
  public let cross: InformationMatrix
  /// ∫ p_i ρ_i p_k ρ_k/ρ dx, N × N; row i adds up to p_i.
  public let mean: InformationMatrix
  /// The columns of the scales in the full matrix, (3N − 1) × N: rows θ_1 … θ_{N−1} in units of
  /// length, then μ_1 … μ_N and σ_1 … σ_N.
  public let scale: InformationMatrix
  /// How many nodes the integrals were sampled at.
  public let nodeCount: Int

  /// The wanted matrices of a mixture, or the diagonals of the square symmetric ones.
  ///
  /// No entry's digits depend on what else is wanted. All entries are NaN where scales, gaps and
  /// extent differ by more than a factor of 10⁶⁰.
  public init(_ mixture: Mixture, _ blocks: InformationBlocks, diagonalOnly: Bool = false) {
    self.init(mixture, blocks, diagonalOnly: diagonalOnly, refinements: 0)
  }

  /// The matrices with every panel halved so many times: what tests compare the plain ones with.
  init(
    _ mixture: Mixture, _ blocks: InformationBlocks, diagonalOnly: Bool = false, refinements: Int
  ) {
    let layout = TangentLayout(componentCount: mixture.components.count)
    let wanted = InformationProducts(blocks, layout, diagonalOnly: diagonalOnly)
    let (normalized, exponent) = mixture.normalized()
    let values: [ScaledValue]
    // Where the series gives all that is wanted, no node is to be looked at.
    if normalized.isTractable, wanted.products.count > 0 {
      var panels = FeatureMap(normalized).panels()
      for _ in 0..<refinements { panels = panels.flatMap(\.halves) }
      values = Self.integrate(normalized, wanted, over: panels)
      nodeCount = panels.count * GaussLegendreRule.count
    } else {
      values = [ScaledValue](repeating: .none, count: wanted.products.count)
      nodeCount = 0
    }
    let collector = Collector(values: values, unit: exponent, wanted: wanted)
    wasserstein =
      blocks.contains(.wasserstein) ? collector.wasserstein(isDiagonal: diagonalOnly) : .none
    fisher = blocks.contains(.fisher) ? collector.fisher(isDiagonal: diagonalOnly) : .none
    cross = blocks.contains(.cross) ? collector.cross : .none
    mean = blocks.contains(.mean) ? collector.mean(isDiagonal: diagonalOnly) : .none
    scale = blocks.contains(.scale) ? collector.scale : .none
  }

  private static func integrate(
    _ mixture: Mixture, _ wanted: InformationProducts, over panels: [Panel]
  ) -> [ScaledValue] {
    // Eight nodes each: two sets, so that both halves of a panel are at hand at once.
    let first = MixtureNodes<SIMD8<Double>>(mixture, wanted.families)
    let second = MixtureNodes<SIMD8<Double>>(mixture, wanted.families)
    let gram = ScaledGram(wanted.products)
    let rule = GaussLegendreRule.shared
    for panel in panels {
      gram.add(
        first.sample(panel, at: rule.nodes.0), second.sample(panel, at: rule.nodes.1),
        half: panel.half)
    }
    return gram.values
  }
}

/// Puts integrals, in units of 2ⁿ, in their places in the matrices.
private struct Collector {
  let values: [ScaledValue]
  /// n.
  let unit: Int
  let wanted: InformationProducts

  /// The products of the given numbers, which carry this power of a length.
  private func collect(_ numbers: [Int], lengths: Int) -> [ScaledValue] {
    numbers.map { number in
      var value = values[number]
      value.binaryExponent = lengths * unit
      return value
    }
  }

  /// The diagonal of a symmetric block of which perhaps no more was computed.
  private func squares(_ numbers: [Int], count: Int, lengths: Int) -> [ScaledValue] {
    let stride = numbers.count == count ? 1 : count + 1
    return collect((0..<count).map { numbers[$0 * stride] }, lengths: lengths)
  }

  private var count: Int { wanted.componentCount }
  private var weightSquares: [ScaledValue] {
    squares(wanted.weightByWeight, count: count - 1, lengths: 2)
  }
  private var meanSquares: [ScaledValue] { squares(wanted.meanByMean, count: count, lengths: 0) }
  private var scaleSquares: [ScaledValue] {
    squares(wanted.scaleByScale, count: count, lengths: 0)
  }

  func wasserstein(isDiagonal: Bool) -> InformationMatrix {
    let squares = weightSquares
    return InformationMatrix(
      entries: isDiagonal ? squares : collect(wanted.weightByWeight, lengths: 2),
      rowSquares: squares, columnSquares: squares, isDiagonal: isDiagonal)
  }

  func fisher(isDiagonal: Bool) -> InformationMatrix {
    let squares = squares(wanted.densityByDensity, count: count - 1, lengths: 0)
    return InformationMatrix(
      entries: isDiagonal ? squares : collect(wanted.densityByDensity, lengths: 0),
      rowSquares: squares, columnSquares: squares, isDiagonal: isDiagonal)
  }

  var cross: InformationMatrix {
    InformationMatrix(
      entries: collect(wanted.weightByMean, lengths: 1),
      rowSquares: weightSquares, columnSquares: meanSquares)
  }

  func mean(isDiagonal: Bool) -> InformationMatrix {
    let squares = meanSquares
    return InformationMatrix(
      entries: isDiagonal ? squares : collect(wanted.meanByMean, lengths: 0),
      rowSquares: squares, columnSquares: squares, isDiagonal: isDiagonal)
  }

  var scale: InformationMatrix {
    let entries =
      collect(wanted.weightByScale, lengths: 1) + collect(wanted.meanByScale, lengths: 0)
      + collect(wanted.scaleByScale, lengths: 0)
    let squares = scaleSquares
    return InformationMatrix(
      entries: entries, rowSquares: weightSquares + meanSquares + squares, columnSquares: squares)
  }
}

extension MixtureNodes where L == SIMD8<Double> {
  /// The tangent vectors at nodes of the rule on a panel.
  @inline(__always)
  func sample(_ panel: Panel, at nodes: SIMD8<Double>) -> ScaledGram.Nodes {
    begin(panel)
    let s = SIMD8(repeating: panel.centre).addingProduct(SIMD8(repeating: panel.half), nodes)
    let factor = evaluate(at: s, scale: panel.scale)
    return ScaledGram.Nodes(exponents: exponents, mantissas: mantissas, factor: factor)
  }
}
