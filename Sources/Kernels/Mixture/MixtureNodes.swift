/// The integrands' factors at the nodes of a panel, one node a lane.
///
/// The information matrices are integrals ∫ a b/ρ dx of tangent vectors a, b.
/// All of F, ρ and 1/ρ leave the range of doubles by millions of decades, so a tangent vector is
/// kept as
///
///     a/√ρ = m e^h / √r,
///
/// with mantissa m, exponent h in double-double, and r = ρ e^{q} of order one, q the
/// smallest exponent among the components' densities e^{−q_k}. With very small weights that r would be as
/// small as the least of them, and exponents would not tell where an integrand is large: the q_k then
/// have the weights in them.
struct MixtureNodes<L: Lanes>: ~Copyable {
  private struct Constants {
    let mean: DoubleDouble<Double>
    let inverseScale: DoubleDouble<L>
    let isGaussian: Bool
    /// p/σ and the family's constant: the factor before e^{−q} in p ρ; 1 where exponents have it.
    let height: L
    /// Its logarithm where exponents have it.
    let logarithmOfHeight: DoubleDouble<L>
    /// The same without p.
    let peak: L
    /// ln p.
    let logarithmOfWeight: DoubleDouble<L>
    /// ln of the next component's `peak` over this one's.
    let step: DoubleDouble<L>
  }

  /// Which tangent vectors are evaluated.
  let families: TangentFamilies
  /// Where they stand.
  let layout: TangentLayout
  /// Their exponents h.
  let exponents: UnsafeMutablePointer<DoubleDouble<L>>
  /// Their mantissas m.
  let mantissas: UnsafeMutablePointer<L>

  private let components: UnsafeMutablePointer<Constants>
  /// μ_k − anchor of the panel at hand, negated: what delta is added to.
  private let offsets: UnsafeMutablePointer<DoubleDouble<L>>
  private let tails: UnsafeMutablePointer<Tail<L>>
  private let count: Int
  /// Whether the exponents that r is made of have the weights in them.
  private let weighsExponents: Bool

  /// The least weight that r may be as small as: where exponents are 45 below the largest, all of a panel
  /// passes for its error, which is little while 1/r adds less than 37 to these.
  private static var leastPlainWeight: Double { 1e-16 }

  init(_ mixture: Mixture, _ families: TangentFamilies) {
    self.families = families
    count = mixture.components.count
    weighsExponents = mixture.components.contains { $0.weight < Self.leastPlainWeight }
    layout = TangentLayout(componentCount: count)
    exponents = .allocate(capacity: layout.exponentCount)
    mantissas = .allocate(capacity: layout.mantissaCount)
    components = .allocate(capacity: count)
    offsets = .allocate(capacity: count)
    tails = .allocate(capacity: count)
    for (k, component) in mixture.components.enumerated() {
      let inverse = DoubleDouble(1.0) / DoubleDouble(component.scale)
      let next = mixture.components[min(k + 1, count - 1)]
      let hasComponents = !families.isDisjoint(with: [.means, .scales])
      let weight = hasComponents ? logarithm(DoubleDouble(component.weight)) : DoubleDouble(0.0)
      let step =
        families.contains(.densities) ? component.logarithmOfPeaks(to: next) : DoubleDouble(0.0)
      let height = component.weight / component.scale * component.family.peak
      (components + k).initialize(
        to: Constants(
          mean: component.mean,
          inverseScale: DoubleDouble(repeating: inverse),
          isGaussian: component.family == .gaussian,
          height: L(repeating: weighsExponents ? 1 : height),
          logarithmOfHeight: DoubleDouble(
            repeating: weighsExponents ? logarithm(DoubleDouble(height)) : DoubleDouble(0.0)),
          peak: L(repeating: component.family.peak / component.scale),
          logarithmOfWeight: DoubleDouble(repeating: weight),
          step: DoubleDouble(repeating: step)))
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
  func begin(_ panel: Panel) { begin(at: panel.anchor) }

  /// Takes the anchor that distances are measured from.
  @inline(__always)
  func begin(at anchor: Double) {
    for k in 0..<count {
      let offset = -components[k].mean + anchor
      (offsets + k).initialize(to: DoubleDouble(repeating: offset))
    }
  }

  /// Evaluates all factors at nodes s of the panel begun and returns (dx/ds)/r,
  /// with x = anchor + w sinh s.
  @inline(__always)
  func evaluate(at s: L, scale w: Double) -> L {
    let (delta, slope) = Panel.reach(at: s, scale: w)
    return slope / evaluate(atDistance: delta)
  }

  /// Evaluates all factors at distance delta from the anchor and returns r.
  @inline(__always)
  func evaluate(atDistance delta: L) -> L {
    for k in 0..<count {
      let component = components[k]
      let z = (offsets[k] + delta) * component.inverseScale
      (tails + k).initialize(to: component.isGaussian ? .gaussian(z) : .laplace(z))
    }
    var least = weighedExponent(0)
    for k in 1..<count {
      let own = weighedExponent(k)
      least = least.replacing(with: own, where: own.high .< least.high)
    }
    var density = L(repeating: 0)
    for k in 0..<count {
      let fall = (least - weighedExponent(k)).value
      density = density.addingProduct(components[k].height, exponential(fall))
    }
    let shift = DoubleDouble(least.high * L(repeating: 0.5), least.low * L(repeating: 0.5))
    if families.contains(.weights) { evaluateWeights(shift) }
    if !families.isDisjoint(with: [.means, .scales]) { evaluateComponents(shift) }
    if families.contains(.densities) { evaluateDensities(shift) }
    if families.contains(.unit) {
      // Vectors negate by subtracting from 0, single doubles do not: adding 0 makes zeros alike.
      set(layout.unit, shift + L(repeating: 0), L(repeating: 1))
    }
    return density
  }

  /// q_k, less the logarithm of its height where exponents have it.
  @inline(__always)
  private func weighedExponent(_ k: Int) -> DoubleDouble<L> {
    weighsExponents ? tails[k].exponent - components[k].logarithmOfHeight : tails[k].exponent
  }

  @inline(__always)
  private func set(_ place: TangentLayout.Place, _ exponent: DoubleDouble<L>, _ mantissa: L) {
    (exponents + place.exponent).initialize(to: exponent)
    (mantissas + place.mantissa).initialize(to: mantissa)
  }

  /// F_i − F_{i+1}.
  @inline(__always)
  private func evaluateWeights(_ shift: DoubleDouble<L>) {
    for i in 0..<(count - 1) {
      let isGaussian = components[i].isGaussian && components[i + 1].isGaussian
      let isLaplace = !components[i].isGaussian && !components[i + 1].isGaussian
      let (exponent, mantissa) = Tail.difference(
        tails[i], tails[i + 1], areGaussian: isGaussian, areLaplace: isLaplace)
      set(layout.weight(i), shift - exponent, mantissa)
    }
  }

  /// p_k ρ_k and p_k z_k ρ_k, the weight in the exponent: the square of a tiny one underflows.
  @inline(__always)
  private func evaluateComponents(_ shift: DoubleDouble<L>) {
    for k in 0..<count {
      let exponent = (shift - tails[k].exponent) + components[k].logarithmOfWeight
      let peak = components[k].peak
      set(layout.mean(k), exponent, peak)
      set(layout.scale(k), exponent, peak * tails[k].z.value)
    }
  }

  /// ρ_{i+1} − ρ_i, by the larger of the two densities and e^u − 1, u the difference of their
  /// logarithms: where they cross nothing cancels.
  @inline(__always)
  private func evaluateDensities(_ shift: DoubleDouble<L>) {
    for i in 0..<(count - 1) {
      let u = ((tails[i].exponent - tails[i + 1].exponent) + components[i].step).value
      let isNextLarger = L(repeating: 0) .<= u
      let size = -exponentialMinusOne(-u.magnitude)
      let here = -(components[i].peak * size)
      let next = components[i + 1].peak * size
      let exponent = tails[i].exponent.replacing(with: tails[i + 1].exponent, where: isNextLarger)
      set(
        layout.density(i), shift - exponent, here.replacing(with: next, where: isNextLarger))
    }
  }
}

extension Mixture.Family {
  /// σ ρ(μ): 1/√(2π) or ½.
  fileprivate var peak: Double { self == .gaussian ? 0.398_942_280_401_432_7 : 0.5 }
}

extension Mixture.Component {
  /// ln of another component's density at its mean over this one's at its own.
  fileprivate func logarithmOfPeaks(to other: Self) -> DoubleDouble<Double> {
    let scales = logarithm(DoubleDouble(scale) / DoubleDouble(other.scale))
    guard family != other.family else { return scales }
    // ln √(π/2): of a Laplace density's peak over a Gaussian's.
    let step = DoubleDouble<Double>.logarithmOfRootOfHalfPi
    return family == .gaussian ? scales + step : scales - step
  }
}
