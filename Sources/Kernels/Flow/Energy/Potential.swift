/// An external potential V(x) with its derivative and their means over Gaussian components.
///
/// On a plane it is V(x) + V(y). Values within a few ulp of their largest term.
public enum Potential: String, CaseIterable, Sendable {
  /// x²/2.
  case quadratic
  /// (x² − 1)²/4.
  case doubleWell = "double_well"
  /// sin x.
  case sine
  /// x, which tilts the others.
  case tilted
  /// Φ = sin(2πx)/π + x²/4.
  case corrugated

  /// V(x).
  public func value(_ x: Double) -> Double { mean(x, deviation: 0) }
  /// V′(x).
  public func derivative(_ x: Double) -> Double { meanDerivative(x, deviation: 0) }

  /// E V(X) for X normal with mean μ and standard deviation σ.
  ///
  /// Of x⁴, x² and sin kx it is μ⁴ + 6μ²σ² + 3σ⁴, μ² + σ² and e^{−k²σ²/2} sin kμ.
  public func mean(_ mu: Double, deviation sigma: Double) -> Double {
    let (m, v) = (mu * mu, sigma * sigma)
    switch self {
    case .quadratic: return 0.5 * (m + v)
    case .doubleWell:
      let well = m - 1
      return 0.25 * (well * well + v * (6 * m - 2 + 3 * v))
    case .sine: return exponential(-0.5 * v) * Kernels.sine(mu)
    case .tilted: return mu
    case .corrugated:
      let pi = Coefficients.piHigh
      let wave = exponential(-2 * pi * pi * v) * Kernels.sine(piTimes: 2 * mu)
      return wave / pi + 0.25 * (m + v)
    }
  }

  /// E V′(X) = ∂/∂μ E V(X).
  public func meanDerivative(_ mu: Double, deviation sigma: Double) -> Double {
    let v = sigma * sigma
    switch self {
    case .quadratic: return mu
    case .doubleWell: return mu * (mu * mu - 1 + 3 * v)
    case .sine: return exponential(-0.5 * v) * cosine(mu)
    case .tilted: return 1
    case .corrugated:
      let pi = Coefficients.piHigh
      return 2 * exponential(-2 * pi * pi * v) * cosine(piTimes: 2 * mu) + 0.5 * mu
    }
  }
}

/// A sum of potentials with coefficients.
public struct PotentialSum: Sendable, Equatable {
  /// One potential and what it is multiplied by.
  public struct Term: Sendable, Equatable {
    /// The factor.
    public let coefficient: Double
    /// The potential.
    public let potential: Potential

    /// A potential times a factor.
    public init(_ coefficient: Double, _ potential: Potential) {
      self.coefficient = coefficient
      self.potential = potential
    }
  }

  /// The terms, added in this order.
  public let terms: [Term]

  /// The sum of the terms.
  public init(_ terms: [Term]) { self.terms = terms }

  /// V(x).
  public func value(_ x: Double) -> Double { mean(x, deviation: 0) }
  /// V′(x).
  public func derivative(_ x: Double) -> Double { meanDerivative(x, deviation: 0) }

  /// E V(X) for X normal.
  public func mean(_ mu: Double, deviation sigma: Double) -> Double {
    terms.reduce(0) { $0 + $1.coefficient * $1.potential.mean(mu, deviation: sigma) }
  }

  /// E V′(X) for X normal.
  public func meanDerivative(_ mu: Double, deviation sigma: Double) -> Double {
    terms.reduce(0) { $0 + $1.coefficient * $1.potential.meanDerivative(mu, deviation: sigma) }
  }

  /// The values in the cells of a grid.
  public func samples(on grid: Grid) -> [Double] {
    grid.dimension == 1
      ? grid.sampled { x, _ in value(x) } : grid.sampled { x, y in value(x) + value(y) }
  }
}
