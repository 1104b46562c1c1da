/// The integrands' factors at the nodes of a panel, one node a lane.
///
/// The information matrices are integrals ∫ a b/ρ dx of tangent vectors a, b,
/// here a = F_i − F_{i+1}. All of F, ρ and 1/ρ leave the range of doubles by millions of
/// decades, so a tangent vector is kept as
///
///     a/√ρ = m e^h / √r,
///
/// with mantissa m, exponent h in double-double, and r = ρ e^{q} of order one, q the
/// smallest exponent among the components' densities e^{−q_k}.
struct MixtureNodes<L: Lanes>: ~Copyable {
  private struct Constants {
    let mean: DoubleDouble<Double>
    let inverseScale: DoubleDouble<L>
    let isGaussian: Bool
    /// p/σ and the family's constant: the factor before e^{−q}.
    let height: L
  }

  /// How many tangent vectors F_i − F_{i+1} there are.
  let tangentCount: Int
  /// Their exponents h.
  let exponents: UnsafeMutablePointer<DoubleDouble<L>>
  /// Their mantissas m.
  let mantissas: UnsafeMutablePointer<L>

  private let components: UnsafeMutablePointer<Constants>
  /// μ_k − anchor of the panel at hand, negated: what delta is added to.
  private let offsets: UnsafeMutablePointer<DoubleDouble<L>>
  private let tails: UnsafeMutablePointer<Tail<L>>
  private let count: Int

  init(_ mixture: Mixture) {
    count = mixture.components.count
    tangentCount = count - 1
    exponents = .allocate(capacity: count)
    mantissas = .allocate(capacity: count)
    components = .allocate(capacity: count)
    offsets = .allocate(capacity: count)
    tails = .allocate(capacity: count)
    for (k, component) in mixture.components.enumerated() {
      let isGaussian = component.family == .gaussian
      let inverse = DoubleDouble(1.0) / DoubleDouble(component.scale)
      // 1/√(2π) and ½.
      let constant = isGaussian ? 0.398_942_280_401_432_7 : 0.5
      (components + k).initialize(
        to: Constants(
          mean: component.mean,
          inverseScale: DoubleDouble(repeating: inverse),
          isGaussian: isGaussian,
          height: L(repeating: component.weight / component.scale * constant)))
    }
  }

  deinit {
    // All of them hold plain numbers, so nothing is to be deinitialized.
    exponents.deallocate()
    mantissas.deallocate()
    components.deallocate()
    offsets.deallocate()
    tails.deallocate()
  }

  /// Takes a panel's anchor: the nodes that follow are measured from it.
  @inline(__always)
  func begin(_ panel: Panel) {
    for k in 0..<count {
      let offset = -components[k].mean + panel.anchor
      (offsets + k).initialize(to: DoubleDouble(repeating: offset))
    }
  }

  /// Evaluates all factors at nodes s of the panel begun and returns (dx/ds)/r,
  /// with x = anchor + w sinh s.
  @inline(__always)
  func evaluate(at s: L, scale w: Double) -> L {
    let one = L(repeating: 1)
    let y = exponentialMinusOne(s)
    let inverse = one / (y + one)
    let half = L(repeating: 0.5)
    let delta = L(repeating: w) * (half * (y + y * inverse))
    let slope = L(repeating: w.magnitude) * (one + half * (y * y) * inverse)
    return slope / evaluate(at: delta)
  }

  /// Evaluates all factors at distance delta from the anchor and returns r.
  @inline(__always)
  private func evaluate(at delta: L) -> L {
    for k in 0..<count {
      let component = components[k]
      let z = (offsets[k] + delta) * component.inverseScale
      (tails + k).initialize(to: component.isGaussian ? .gaussian(z) : .laplace(z))
    }
    var least = tails[0].exponent
    for k in 1..<count {
      least = least.replacing(
        with: tails[k].exponent, where: tails[k].exponent.high .< least.high)
    }
    var density = L(repeating: 0)
    for k in 0..<count {
      let fall = (least - tails[k].exponent).value
      density = density.addingProduct(components[k].height, exponential(fall))
    }
    let shift = DoubleDouble(least.high * L(repeating: 0.5), least.low * L(repeating: 0.5))
    for i in 0..<tangentCount {
      let isGaussian = components[i].isGaussian && components[i + 1].isGaussian
      let isLaplace = !components[i].isGaussian && !components[i + 1].isGaussian
      let (exponent, mantissa) = Tail.difference(
        tails[i], tails[i + 1], areGaussian: isGaussian, areLaplace: isLaplace)
      (exponents + i).initialize(to: shift - exponent)
      (mantissas + i).initialize(to: mantissa)
    }
    return density
  }
}
