/// The integral of the reciprocal density of two neighbours over the gap between their means.
///
///     I_i = ∫_{μ_i}^{μ_{i+1}} dx/(p_i ρ_i + p_{i+1} ρ_{i+1})
///
/// A diagonal entry G_ii follows it up to an exponentially small part of itself [LZ23,
/// Proposition 1; with unequal scales also Proposition 2 and Theorem 4, where x runs from 0].
///
/// Any scales and families. Computed by the quadrature of `MixtureInformation` between the means
/// alone, with an exponent of its own: its error is of the order of 10⁻¹⁵ of itself where the
/// densities are given exactly; d and σ as doubles are taken to be.
///
/// Status: a definition. What the paper says of G_ii by means of it: `EntryBounds`.
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023), Section 3.
public struct GapIntegral: Sendable {
  /// I_i, in units of length², with an error estimate; NaN where lengths differ by more than a
  /// factor of 10⁶⁰.
  public let value: ScaledValue
  /// How many nodes the integral was sampled at.
  public let nodeCount: Int

  /// I_i of components i and i + 1 of a mixture, counted from 0; the others do not matter.
  public init(_ mixture: Mixture, gap i: Int) {
    let pair = Mixture([mixture.components[i], mixture.components[i + 1]])
    let (normalized, exponent) = pair.normalized()
    guard normalized.isTractable else {
      value = .none
      nodeCount = 0
      return
    }
    let panels = FeatureMap(between: normalized).panels()
    var integral = Self.integrate(normalized, over: panels)
    integral.binaryExponent = 2 * exponent
    value = integral
    nodeCount = panels.count * GaussLegendreRule.count
  }

  private static func integrate(_ pair: Mixture, over panels: [Panel]) -> ScaledValue {
    let first = MixtureNodes<SIMD8<Double>>(pair, .unit)
    let second = MixtureNodes<SIMD8<Double>>(pair, .unit)
    let unit = first.layout.unit
    var products = ScaledGram.Products()
    products.beginGroup(unit.exponent, unit.exponent)
    let number = products.append(unit.mantissa, unit.mantissa)
    let gram = ScaledGram(products)
    let rule = GaussLegendreRule.shared
    for panel in panels {
      gram.add(
        first.sample(panel, at: rule.nodes.0), second.sample(panel, at: rule.nodes.1),
        half: panel.half)
    }
    return gram.values[number]
  }
}
