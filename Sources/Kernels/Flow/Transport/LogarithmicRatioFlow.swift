/// The flow of the entropy Σ p_i ln p_i on the simplex, in the logarithms a_i = ln(p_i/p_{i+1}).
///
/// Example 4 of [LZ23], for N = 3 printed with two wrong signs (docs/errata.md E10); for any N
///
///     ȧ_i = −a_i (e^{a_i/2} + e^{−a_i/2}) + a_{i−1} e^{a_{i−1}/2} + a_{i+1} e^{−a_{i+1}/2},   a_0 = a_N = 0,
///
/// and printed with − for both +. It is the flow of Proposition 3: `GridFlow.simplex` in other
/// coordinates.
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023), Section 4.
public struct LogarithmicRatioFlow: OrdinaryFlow {
  /// Whether the signs are those printed.
  public let isAsPrinted: Bool

  /// The flow with the right signs, or with those printed.
  public init(asPrinted isAsPrinted: Bool = false) { self.isAsPrinted = isAsPrinted }

  /// None has to be.
  public func isNonnegative(_ index: Int, of count: Int) -> Bool { false }

  /// ȧ.
  public func rates(at values: [Double]) -> OrdinaryRates {
    let ups = values.map { $0 * exponential(0.5 * $0) }
    let downs = values.map { $0 * exponential(-0.5 * $0) }
    let sign = isAsPrinted ? -1.0 : 1
    return .rates(
      values.indices.map { i in
        let before = i > 0 ? ups[i - 1] : 0
        let behind = i + 1 < values.count ? downs[i + 1] : 0
        return sign * (before + behind) - (ups[i] + downs[i])
      })
  }

  /// a from weights.
  public static func ratios(of weights: [Double]) -> [Double] {
    zip(weights, weights.dropFirst()).map { logarithm($0) - logarithm($1) }
  }

  /// The weights from a.
  public static func weights(of ratios: [Double]) -> [Double] {
    // ln p_i up to a constant, the largest of them 0.
    var logarithms = [0.0]
    for a in ratios { logarithms.append((logarithms.last ?? 0) - a) }
    let largest = logarithms.reduce(-.infinity) { Double.larger($0, $1) }
    let raw = logarithms.map { exponential($0 - largest) }
    let sum = raw.reduce(0, +)
    return raw.map { $0 / sum }
  }

  /// −dE/dt of the entropy E = Σ p_i ln p_i where the ratios change at some rates.
  ///
  /// With ℓ̇_i = −Σ_{j<i} ȧ_j, which is d ln p_i/dt up to a constant, ṗ_i = p_i (ℓ̇_i − Σ p_k ℓ̇_k): the
  /// covariance −Cov(ln p, ℓ̇) under p.
  public static func dissipation(at ratios: [Double], rates: [Double]) -> Double {
    let weights = self.weights(of: ratios)
    let logarithms = ratios.reduce(into: [0.0]) { $0.append(($0.last ?? 0) - $1) }
    let velocities = rates.reduce(into: [0.0]) { $0.append(($0.last ?? 0) - $1) }
    let mean = zip(weights, velocities).reduce(0) { $0.addingProduct($1.0, $1.1) }
    return weights.indices.reduce(0) { sum, i in
      sum.addingProduct(-weights[i] * (velocities[i] - mean), logarithms[i])
    }
  }
}

extension GridFlow {
  /// The flow on the simplex of N weights in the scaling metric, Proposition 3 and (52) of [LZ23].
  ///
  ///     ṗ_i = √(p_i p_{i+1}) (ξ_{i+1} − ξ_i) − √(p_{i−1} p_i) (ξ_i − ξ_{i−1}),   ξ = D ln p + V + W p.
  ///
  /// The time is that of the scaled metric: in the metric with K kept it is K times as long
  /// (docs/errata.md E9). V is taken at the means i d from the first on, for unit gaps unless given
  /// as samples.
  public static func simplex(
    _ energy: FlowEnergy, components: Int, firstMean: Double = 0,
    mobility: Mobility = .geometric
  ) -> GridFlow {
    let grid = Grid.line(
      cells: components, spacing: 1, first: firstMean, boundary: .reflecting)
    return GridFlow(energy, on: grid, mobility: mobility)
  }
}
