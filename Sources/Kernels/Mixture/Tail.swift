/// A distribution function at some nodes, by its smaller tail τ e^{−q}.
///
/// F = τ e^{−q} to the left of the mean and 1 − τ e^{−q} from the mean on, with
/// q = z²/2, τ = ½ erfcx(|z|/√2) for a Gaussian and q = |z|, τ = ½ for a Laplace
/// density, which is proportional to e^{−q} itself.
struct Tail<L: Lanes>: Sendable {
  /// z = (x − μ)/σ.
  var z: DoubleDouble<L>
  /// q, to about 100 bits.
  var exponent: DoubleDouble<L>
  /// τ.
  var factor: L

  @inline(__always)
  static func gaussian(_ z: DoubleDouble<L>) -> Self {
    let square = z * z
    let half = L(repeating: 0.5)
    let distance = z.high.magnitude * L(repeating: 0.707_106_781_186_547_5)
    return Self(
      z: z, exponent: DoubleDouble(square.high * half, square.low * half),
      factor: half * scaledComplementaryErrorFunction(distance))
  }

  @inline(__always)
  static func laplace(_ z: DoubleDouble<L>) -> Self {
    let size = z.replacing(with: -z, where: z.high .< L(repeating: 0))
    return Self(z: z, exponent: size, factor: L(repeating: 0.5))
  }

  /// F_a − F_b = m e^{−q} for neighbours with μ_a < μ_b.
  ///
  /// Between the means F_a − F_b = 1 − τ_a e^{−q_a} − τ_b e^{−q_b} and q = 0. On one side of
  /// both it is the difference of the tails, q the smaller exponent. Where that would
  /// cancel, z_a close to z_b, it is the integral of the density from z_b to z_a.
  @inline(__always)
  static func difference(
    _ a: Self, _ b: Self, areGaussian: Bool, areLaplace: Bool
  ) -> (exponent: DoubleDouble<L>, mantissa: L) {
    let zero = L(repeating: 0)
    let isBetween = L.both(zero .<= a.z.high, b.z.high .< zero)

    let gap = (a.exponent - b.exponent).value
    let isNearB = zero .<= gap
    let near = a.factor.replacing(with: b.factor, where: isNearB)
    let far = b.factor.replacing(with: a.factor, where: isNearB)
    // τ_near − τ_far e^{−|gap|}; both factors of Laplace tails are ½.
    var mantissa =
      areLaplace
      ? L(repeating: -0.5) * exponentialMinusOne(-gap.magnitude)
      : near.addingProduct(-far, exponential(-gap.magnitude))
    // b's tail less a's on the right of the means, a's less b's on the left.
    let isRight = zero .<= b.z.high
    mantissa = mantissa.replacing(with: -mantissa, where: gap .< zero)
    mantissa = (-mantissa).replacing(with: mantissa, where: isRight)
    var exponent = a.exponent.replacing(with: b.exponent, where: isNearB)

    if L.isAny(isBetween) {
      let tails =
        (a.factor * exponential(-a.exponent.high))
        .addingProduct(b.factor, exponential(-b.exponent.high))
      mantissa = mantissa.replacing(with: L(repeating: 1) - tails, where: isBetween)
      exponent = exponent.replacing(with: DoubleDouble(zero), where: isBetween)
    }
    guard areGaussian else { return (exponent, mantissa) }

    let step = (a.z - b.z).value
    let reach = L.smaller(a.z.high.magnitude, b.z.high.magnitude) * step.magnitude
    let isClose = L.both(step.magnitude .< L(repeating: 1), reach .< L(repeating: 2))
    if L.isAny(isClose) {
      let integral = densityIntegral(
        from: b.z.high, step: step, lifted: (exponent - b.exponent).value)
      mantissa = mantissa.replacing(with: integral, where: isClose)
    }
    return (exponent, mantissa)
  }

  /// e^{lift + z²/2} ∫_z^{z+step} φ for |step| ≤ 1 and |z step| of a few at the most, φ the
  /// standard normal density.
  ///
  /// The 10-point Gauss–Legendre rule on the step: the integrand e^{−(z step u + step² u²/2)}
  /// is entire, and the rule's error falls below 10⁻¹⁷ of the integral.
  @inline(__always)
  private static func densityIntegral(from z: L, step: L, lifted lift: L) -> L {
    let linear = z * step
    let quadratic = L(repeating: 0.5) * (step * step)
    var sum = L(repeating: 0)
    for (u, weight) in UnitRule.shared.pairs {
      let u = L(repeating: u)
      let exponent = lift - u * linear.addingProduct(u, quadratic)
      sum = sum.addingProduct(L(repeating: weight), exponential(exponent))
    }
    return step * sum * L(repeating: 0.398_942_280_401_432_7)
  }
}

/// The 10-point Gauss–Legendre rule on [0, 1].
private struct UnitRule {
  /// Nodes and weights.
  let pairs = Array(zip(GaussLegendreTable.unitNodes10, GaussLegendreTable.unitWeights10))

  static let shared = UnitRule()
}
