/// The flux of a general energy: mobility(p, q) (ξ_q − ξ_p), ξ = D ln p + ψ, per spacing.
///
/// The entropy's part, D mobility (ln q − ln p), is (q − p) D for the logarithmic mobility and
/// that of `GeometricHeatFlux` for the geometric one, so that nothing cancels between like cells;
/// for the others logarithms are subtracted: error some ulp of mobility |ln p|.
///
/// A density below 2⁻¹⁰²² has the logarithm of 2⁻¹⁰²², so an empty cell draws a finite flux where
/// the mobility does not vanish with it. Negative densities count as 0 in the mobility.
///
/// The fields are the density, its root, its logarithm and ψ.
struct DriftFlux: EdgeFlux {
  static var fieldCount: Int { 4 }

  let mobility: Mobility
  /// D, the coefficient of the entropy.
  let diffusion: Double
  /// The part of ψ that depends on the density.
  let porousMedium: PorousMedium?
  /// (σ/d)² of the second-order metric, else 0.
  let secondOrder: Double

  @inline(__always)
  func fields<L: Lanes>(density p: L, potential: L) -> CellFields<L> {
    let positive = L.larger(p, L(repeating: leastDensity))
    let psi = porousMedium.map { potential + $0.derivative(positive) } ?? potential
    let root = positive.squareRoot().replacing(with: L(repeating: 0), where: p .<= L(repeating: 0))
    return CellFields(p, root, logarithm(positive), psi)
  }

  @inline(__always)
  func flux<L: MemoryLanes>(_ a: CellFields<L>, _ b: CellFields<L>, edge: Int) -> L {
    let delta = b.second - a.second
    let drift = b.third - a.third
    let d = L(repeating: diffusion)
    let value: L
    switch mobility {
    case .geometric:
      let edge = RootEdge(a, b, delta)
      value = (edge.mean * drift).addingProduct(d, edge.entropicFlux)
    case .logarithmic:
      let edge = RootEdge(a, b, delta)
      value = (edge.logarithmicMean * drift).addingProduct(d, edge.step)
    case .arithmetic, .harmonic, .upwind:
      let force = drift.addingProduct(d, delta)
      value = mean(a, b, force) * force
    }
    guard secondOrder > 0 else { return value }
    return value / metricFactor(delta)
  }

  /// 1 + (σ/d)² (π² + δ²)/2.
  @inline(__always)
  private func metricFactor<L: Lanes>(_ delta: L) -> L {
    let square = L(repeating: Coefficients.piHigh * Coefficients.piHigh)
    let half = L(repeating: 0.5 * secondOrder)
    return L(repeating: 1).addingProduct(half, square.addingProduct(delta, delta))
  }

  /// The means that need no logarithm.
  @inline(__always)
  private func mean<L: Lanes>(_ a: CellFields<L>, _ b: CellFields<L>, _ force: L) -> L {
    let zero = L(repeating: 0)
    let p = L.larger(a.density, zero)
    let q = L.larger(b.density, zero)
    switch mobility {
    case .harmonic:
      let sum = L.larger(p + q, L(repeating: leastDensity))
      // Symmetric to the last digit, and p q does not underflow.
      return L(repeating: 2) * L.smaller(p, q) * (L.larger(p, q) / sum)
    case .upwind:
      return p.replacing(with: q, where: zero .< force)
    case .geometric, .logarithmic, .arithmetic:
      return L(repeating: 0.5) * (p + q)
    }
  }

  /// ∂/∂q of M (ξ_q − ξ_p), M ξ′(q) + (∂M/∂q) (ξ_q − ξ_p); the second-order factor is taken as constant.
  @inline(__always)
  func slopes<L: MemoryLanes>(
    _ a: CellFields<L>, _ b: CellFields<L>, edge: Int
  ) -> (first: L, second: L) {
    let delta = b.second - a.second
    let drift = b.third - a.third
    let first = slope(b, a, -delta, -drift)
    let second = slope(a, b, delta, drift)
    guard secondOrder > 0 else { return (first, second) }
    let factor = metricFactor(delta)
    return (first / factor, second / factor)
  }

  /// ∂flux/∂q.
  @inline(__always)
  private func slope<L: Lanes>(
    _ a: CellFields<L>, _ b: CellFields<L>, _ delta: L, _ drift: L
  ) -> L {
    let (zero, half) = (L(repeating: 0), L(repeating: 0.5))
    let q = L.larger(b.density, L(repeating: leastDensity))
    let p = L.larger(a.density, zero)
    let d = L(repeating: diffusion)
    // M/q, ∂M/∂q and M (ln q)′ + (∂M/∂q) δ.
    let (share, slope, entropic): (L, L, L)
    switch mobility {
    case .geometric:
      share = a.first / q.squareRoot()
      slope = half * share
      entropic = share.addingProduct(slope, delta)
    case .logarithmic:
      let m = RootEdge(a, b, delta).logarithmicMean
      share = m / q
      // (1 − M/q)/δ, which is ½ − δ/6 + … near 0 and never above 1.
      let near = delta.magnitude .< L(repeating: 0x1p-8)
      slope = ((L(repeating: 1) - share) / delta)
        .replacing(with: half.addingProduct(L(repeating: -1.0 / 6), delta), where: near)
      entropic = L(repeating: 1)
    case .arithmetic:
      share = half * (p + q) / q
      slope = half
      entropic = slope * delta + share
    case .harmonic:
      let part = p / (p + q)
      share = L(repeating: 2) * part
      slope = share * part
      entropic = slope * delta + share
    case .upwind:
      let isFromB = zero .< drift.addingProduct(d, delta)
      share = (p / q).replacing(with: L(repeating: 1), where: isFromB)
      slope = zero.replacing(with: L(repeating: 1), where: isFromB)
      entropic = slope * delta + share
    }
    var sum = (slope * drift).addingProduct(d, entropic)
    if let porousMedium { sum = sum.addingProduct(share, porousMedium.elasticity(q)) }
    return sum
  }
}

/// An edge whose mean is √(p q) or made of it.
private struct RootEdge<L: Lanes> {
  /// √(p q); 0 where a cell is empty.
  let mean: L
  /// q − p.
  let step: L
  private let delta: L
  private let v: L

  @inline(__always)
  init(_ a: CellFields<L>, _ b: CellFields<L>, _ delta: L) {
    mean = a.first * b.first
    step = b.density - a.density
    self.delta = delta
    let ratio = step / L.larger(mean, L(repeating: leastDensity))
    v = ratio * ratio
  }

  @inline(__always)
  private var isFar: L.Mask { L(repeating: GeometricHeatFlux.nearLimit) .< v }

  /// (δ/2)/sinh(δ/2) for near cells.
  @inline(__always)
  private var relative: L {
    L(repeating: 1).addingProduct(v, Coefficients.relativeMobilityTail(v))
  }

  /// √(p q) δ.
  @inline(__always)
  var entropicFlux: L { (step * relative).replacing(with: mean * delta, where: isFar) }

  /// (q − p)/δ; 0 where a cell is empty.
  @inline(__always)
  var logarithmicMean: L {
    let zero = L(repeating: 0)
    return (mean / relative)
      .replacing(with: step / delta, where: isFar)
      .replacing(with: zero, where: mean .<= zero)
  }
}
