/// The gradient flow of a potential energy on mixtures whose weights and means move.
///
/// The values are p_1 … p_N and μ_1 … μ_N; the scale σ is common and fixed. With the gaps
/// d_i = μ_{i+1} − μ_i, ΔV_i = V(μ_{i+1}) − V(μ_i), r_i = ΔV_i − (d_i/2)(V′(μ_i) + V′(μ_{i+1})) and K_i = K(σ, d_i),
///
///     θ̇_i = −(√(p_i p_{i+1})/K_i) r_i,   ṗ_i = θ̇_{i−1} − θ̇_i,
///     μ̇_i = −V′(μ_i) + √(p_{i+1}/p_i) (d_i/2K_i) x_i + √(p_{i−1}/p_i) (d_{i−1}/2K_{i−1}) x_{i−1},
///
/// x_i = ΔV_i in (60) as printed, x_i = r_i corrected (docs/errata.md E12); missing neighbours drop
/// out. Both are for σ far below the gaps. The exact flow is −G⁻¹ ∇E with the information matrix
/// G(θ, μ; σ) by quadrature.
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023), Sections 4.4 and 5.3.
public struct ExtendedMixtureFlow: Sendable {
  /// Which equations are taken.
  public enum Equations: String, CaseIterable, Sendable {
    /// (60) as printed: wrong in the means, not even a translation for linear V.
    case asPrinted = "as_printed"
    /// (60) with r for ΔV in the means: the exact flow to O(1/K).
    case corrected
    /// The flow under the exact extended matrix.
    case exact
  }

  /// Which gap K(σ, d) is taken of, a choice that (60) leaves open.
  public enum ScalingGap: Sendable, Equatable {
    /// The gap as it is.
    case current
    /// These gaps, those at the start as a rule.
    case fixed([Double])
  }

  /// Which energy is descended, a choice as well.
  public enum Energy: String, CaseIterable, Sendable {
    /// E_ρ[V] = Σ p_i E V(μ_i + σ Z).
    case expectation
    /// Σ p_i V(μ_i).
    case atMeans = "at_means"
  }

  /// σ.
  public let scale: Double
  /// V.
  public let potential: PotentialSum
  /// Which equations are taken.
  public let equations: Equations
  /// Which gap K is taken of; the exact flow has no K.
  public let scalingGap: ScalingGap
  /// Which energy is descended.
  public let energy: Energy
  /// The gap at which means count as one.
  ///
  /// Between such means (60) exchanges nothing: 1/K falls like the gap, so what is left out is below
  /// (gap/σ)³ of the rates. The exact flow ends there: its matrix is singular to rounding.
  public let smallestGap: Double

  /// The flow of a potential.
  ///
  /// - Precondition: σ > 0, a guard at gaps that is not negative.
  public init(
    _ potential: PotentialSum, scale: Double, equations: Equations,
    scalingGap: ScalingGap = .current, energy: Energy = .atMeans, smallestGap: Double
  ) {
    precondition(scale > 0 && smallestGap >= 0, "a scale is positive")
    self.potential = potential
    self.scale = scale
    self.equations = equations
    self.scalingGap = scalingGap
    self.energy = energy
    self.smallestGap = smallestGap
  }

  /// σ in V̄, 0 where the energy takes V at the means.
  private var smoothing: Double { energy == .expectation ? scale : 0 }
  func smoothedValue(_ mu: Double) -> Double { potential.mean(mu, deviation: smoothing) }
  func smoothedDerivative(_ mu: Double) -> Double {
    potential.meanDerivative(mu, deviation: smoothing)
  }

  /// E.
  public func energy(at values: [Double]) -> Double {
    let n = values.count / 2
    return (0..<n).reduce(0) { $0.addingProduct(values[$1], smoothedValue(values[n + $1])) }
  }

  /// Σ p_i μ_i/Σ p_i over some components.
  public static func mean(of values: [Double], over components: Range<Int>) -> Double {
    let n = values.count / 2
    let weight = components.reduce(0) { $0 + values[$1] }
    return components.reduce(0) { $0.addingProduct(values[$1], values[n + $1]) } / weight
  }
}

extension ExtendedMixtureFlow: OrdinaryFlow {
  /// The weights come first.
  public func isNonnegative(_ index: Int, of count: Int) -> Bool { index < count / 2 }

  /// ṗ and μ̇.
  public func rates(at values: [Double]) -> OrdinaryRates {
    let n = values.count / 2
    precondition(n >= 2 && values.count == 2 * n, "weights and means of two components or more")
    let (p, mu) = (Array(values[..<n]), Array(values[n...]))
    if let k = p.indices.first(where: { p[$0] < 0 || p[$0].isNaN }) {
      return .failed(.negative, index: k, value: p[k])
    }
    return equations == .exact ? exactRates(p, mu) : asymptoticRates(p, mu)
  }

  private func asymptoticRates(_ p: [Double], _ mu: [Double]) -> OrdinaryRates {
    let n = p.count
    let slopes = mu.map { smoothedDerivative($0) }
    var weights = [Double](repeating: 0, count: n)
    var means = slopes.map { -$0 }
    for i in 0..<(n - 1) {
      let d = mu[i + 1] - mu[i]
      guard d > smallestGap else { continue }
      let gap: Double
      switch scalingGap {
      case .current: gap = d
      case .fixed(let gaps): gap = gaps[i]
      }
      let logarithm = ScalingFactor.logarithm(
        scale: scale, gap: DoubleDouble(gap), family: .gaussian)
      // 1/K is 0 where K is too large for a double.
      let inverse = exponential(-logarithm.value)
      let difference = smoothedValue(mu[i + 1]) - smoothedValue(mu[i])
      let r = difference - 0.5 * d * (slopes[i] + slopes[i + 1])
      let theta = -(p[i].squareRoot() * p[i + 1].squareRoot()) * inverse * r
      weights[i] -= theta
      weights[i + 1] += theta
      let push = 0.5 * d * inverse * (equations == .asPrinted ? difference : r)
      // A weight of 0 has no mean to move.
      if p[i] > 0 { means[i] += (p[i + 1] / p[i]).squareRoot() * push }
      if p[i + 1] > 0 { means[i + 1] += (p[i] / p[i + 1]).squareRoot() * push }
    }
    return .rates(weights + means)
  }
}
