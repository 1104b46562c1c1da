/// The exact solution of the heat equation from a Gaussian on a circle.
///
///     u(x, t) = Σ_k N(x − m + kL; v + 2Dt),  L the circumference,
///
/// for large variances by its Fourier series (1/L) [1 + 2 Σ_n e^{−2π²n²(v + 2Dt)/L²} cos(2πn (x − m)/L)];
/// both sums are cut where the terms are below 10⁻¹⁸ of the first. On a torus it is the product.
public struct WrappedGaussian: Sendable {
  /// m.
  public let mean: Double
  /// L; ∞ for the whole line.
  public let period: Double
  /// The variance.
  public let variance: Double

  /// The Gaussian with mean m and variance v on a circle after a time t.
  public init(
    mean: Double = 0, variance v: Double, period: Double, diffusion: Double = 1, time: Double = 0
  ) {
    self.mean = mean
    self.period = period
    variance = v.addingProduct(2 * diffusion, time)
  }

  /// u(x).
  public func density(_ x: Double) -> Double {
    guard period < .infinity else { return gaussian(x - mean) }
    let turn = ((x - mean) / period).rounded()
    let offset = (x - mean).addingProduct(-turn, period)
    let spread = variance.squareRoot() / period
    if spread < 0.4 {
      var sum = gaussian(offset)
      let reach = Int((9.2 * spread + 0.5).rounded(.up))
      for k in 1...max(1, reach) {
        let shift = Double(k) * period
        sum += gaussian(offset - shift) + gaussian(offset + shift)
      }
      return sum
    }
    var sum = 0.5
    let decay = -2 * Coefficients.piHigh * Coefficients.piHigh * spread * spread
    for n in 1...5 {
      let m = Double(n)
      sum += exponential(decay * m * m) * cosine(piTimes: 2 * m * (offset / period))
    }
    return 2 * sum / period
  }

  private func gaussian(_ x: Double) -> Double {
    let root = (2 * Coefficients.piHigh * variance).squareRoot()
    return exponential(-0.5 * (x * x) / variance) / root
  }

  /// The values in the cells of a grid; on a plane the product of two of the kind.
  public func samples(on grid: Grid) -> [Double] {
    let along = (0..<grid.columns).map { density(grid.x($0)) }
    guard grid.dimension == 2 else { return along }
    let across = (0..<grid.rows).map { density(grid.y($0)) }
    return across.flatMap { factor in along.map { factor * $0 } }
  }
}

/// The exact Gaussian solution of ∂_t p = ∇·(p ∇(k x²/2)) + D Δp, Ornstein and Uhlenbeck's process.
///
///     mean m e^{−kt},   variance v e^{−2kt} + D (1 − e^{−2kt})/k
public enum OrnsteinUhlenbeck {
  /// The Gaussian at time t from mean m and variance v, for k > 0.
  public static func solution(
    mean m: Double, variance v: Double, stiffness k: Double, diffusion: Double, time: Double
  ) -> WrappedGaussian {
    let decay = exponential(-k * time)
    let gained = -exponentialMinusOne(-2 * k * time) * (diffusion / k)
    return WrappedGaussian(
      mean: m * decay, variance: gained.addingProduct(v, decay * decay), period: .infinity)
  }
}

/// The self-similar solution of ∂_t p = c Δp^m from a point, in n = 1 or 2 dimensions.
///
///     p = τ^{−α} (C − κ |x|² τ^{−2α/n})₊^{1/(m−1)},   τ = c t,   α = n/(n (m − 1) + 2),   κ = α (m − 1)/(2mn)
///
/// G. I. Barenblatt (1952) and R. E. Pattle (1959); J. L. Vázquez, "The Porous Medium Equation",
/// Oxford 2007, §1.1.
public struct Barenblatt: Sendable {
  /// c and m.
  public let medium: PorousMedium
  /// n.
  public let dimension: Int
  /// C, which goes with the mass.
  public let level: Double

  /// The solution for a medium, with the constant C.
  public init(_ medium: PorousMedium, dimension: Int, level: Double) {
    precondition(dimension == 1 || dimension == 2, "a line or a plane")
    self.medium = medium
    self.dimension = dimension
    self.level = level
  }

  private var alpha: Double {
    let n = Double(dimension)
    return n / (n * (medium.exponent - 1) + 2)
  }

  /// p at a distance from the origin, t > 0.
  public func density(distance r: Double, time: Double) -> Double {
    let tau = logarithm(medium.coefficient * time)
    let n = Double(dimension)
    let kappa = alpha * (medium.exponent - 1) / (2 * medium.exponent * n)
    let height = level - kappa * (r * r) * exponential(-2 * alpha / n * tau)
    guard height > 0 else { return 0 }
    return exponential(logarithm(height) / (medium.exponent - 1) - alpha * tau)
  }

  /// The values in the cells of a grid.
  public func samples(on grid: Grid, time: Double) -> [Double] {
    grid.sampled { x, y in
      density(distance: dimension == 1 ? x.magnitude : (x * x + y * y).squareRoot(), time: time)
    }
  }
}
