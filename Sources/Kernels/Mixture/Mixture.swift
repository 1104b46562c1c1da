/// A one-dimensional mixture ρ = Σ p_k ρ_k of location–scale families.
///
/// Weights are used as given: they are not divided by their sum.
public struct Mixture: Sendable {
  /// The shape of a component's density.
  public enum Family: Sendable {
    /// ρ(x) = e^{−z²/2}/(√(2π) σ), z = (x − μ)/σ.
    case gaussian
    /// ρ(x) = e^{−|z|}/(2σ), z = (x − μ)/σ.
    case laplace
  }

  /// One component of a mixture.
  public struct Component: Sendable {
    /// The weight p > 0.
    public var weight: Double
    /// The mean μ, as a double-double so that lattices of any gap are exact.
    public var mean: DoubleDouble<Double>
    /// The scale σ > 0: the standard deviation of a Gaussian, the mean
    /// distance from the mean of a Laplace density.
    public var scale: Double
    /// The family.
    public var family: Family

    /// A component with the given weight, mean, scale and family.
    public init(weight: Double, mean: DoubleDouble<Double>, scale: Double, family: Family) {
      self.weight = weight
      self.mean = mean
      self.scale = scale
      self.family = family
    }
  }

  /// The components, by ascending means.
  public let components: [Component]

  /// A mixture of the given components.
  ///
  /// - Precondition: at least two components, means strictly ascending, weights
  ///   and scales positive and finite.
  public init(_ components: [Component]) {
    precondition(components.count >= 2, "a mixture has at least two components")
    precondition(components.allSatisfy { $0.weight > 0 && $0.scale > 0 })
    precondition(
      zip(components, components.dropFirst()).allSatisfy {
        ($1.mean - $0.mean).high > 0
      }, "means ascend")
    self.components = components
  }

  /// A mixture in other units, which need not be checked again.
  private init(unchecked components: [Component]) {
    self.components = components
  }

  /// The homogeneous lattice μ_k = k d, k = 0, …, N − 1, with common scale σ.
  ///
  /// The means are formed in double-double: k · d rounded to a double is off by
  /// up to ½ ulp, and an entry of the information matrix moves by d²/4σ² times as much,
  /// 2·10⁻⁸ of itself at σ/d = 10⁻⁴.
  public static func lattice(
    weights: [Double], gap d: Double, scale: Double, family: Family = .gaussian
  ) -> Mixture {
    Mixture(
      weights.enumerated().map { k, weight in
        Component(weight: weight, mean: .product(Double(k), d), scale: scale, family: family)
      })
  }

  /// The gaps d_i = μ_{i+1} − μ_i.
  public var gaps: [DoubleDouble<Double>] {
    zip(components, components.dropFirst()).map { $1.mean - $0.mean }
  }

  /// The scale and family that all components share, if they do.
  public var common: (scale: Double, family: Family)? {
    let first = components[0]
    let isCommon = components.allSatisfy { $0.scale == first.scale && $0.family == first.family }
    return isCommon ? (first.scale, first.family) : nil
  }

  /// The mixture in units of 2^`exponent`, with its first mean at 0.
  ///
  /// Multiplying by powers of two is exact, so results in these units are those of the
  /// mixture itself, and no intermediate value comes near the ends of the exponent range.
  func normalized() -> (mixture: Mixture, exponent: Int) {
    let exponent = components.map(\.scale.exponent).max() ?? 0
    let unit = { (x: Double) in Double(sign: .plus, exponent: -exponent, significand: x) }
    let origin = components[0].mean
    let moved = components.map { component in
      let mean = component.mean - origin
      return Component(
        weight: component.weight, mean: DoubleDouble(unit(mean.high), unit(mean.low)),
        scale: unit(component.scale), family: component.family)
    }
    return (Mixture(unchecked: moved), exponent)
  }

  /// Whether squares and quotients of all lengths stay well inside the range of doubles.
  ///
  /// Lengths may differ by a factor of 10⁶⁰; a matrix is far from computable long before.
  var isTractable: Bool {
    let scales = components.map(\.scale)
    let gaps = self.gaps.map(\.high)
    let extent = (components[components.count - 1].mean - components[0].mean).high
    guard let least = (scales + gaps).min(), let most = (scales + [extent]).max() else {
      return false
    }
    return least > 0 && most < .infinity && most / least <= 1e60
  }
}
