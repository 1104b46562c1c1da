/// What a flux needs of a cell.
struct CellFields<L: Lanes> {
  /// The density p, as it is.
  var density: L
  // What else there is depends on the flux.
  var first: L
  var second: L
  var third: L

  @inline(__always)
  init(_ density: L, _ first: L, _ second: L, _ third: L) {
    (self.density, self.first, self.second, self.third) = (density, first, second, third)
  }
}

/// The flux between two neighbours, times the spacing: mobility(p, q) (ξ_q − ξ_p).
///
/// It is antisymmetric: what one cell gains the other loses. With both cells alike it is 0.
protocol EdgeFlux: Sendable {
  /// How many of the fields of a cell there are; the others are not stored.
  static var fieldCount: Int { get }

  /// The fields of a cell with density p and ξ's part that does not depend on p in itself.
  func fields<L: Lanes>(density: L, potential: L) -> CellFields<L>

  /// The flux from the second cell to the first, at the edge k between columns k − 1 and k.
  func flux<L: MemoryLanes>(_ a: CellFields<L>, _ b: CellFields<L>, edge: Int) -> L

  /// Whether there are shorter ways for cells that differ little.
  static var hasShortcuts: Bool { get }

  /// The flux in a way, within the same error; anything where the cells reach further than it holds.
  func flux<L: MemoryLanes, Way: EdgeWay>(
    _ a: CellFields<L>, _ b: CellFields<L>, edge: Int, _: Way.Type, largestDistance: inout L
  ) -> L

  /// How far cells at most so distant reach.
  static func reach<L: Lanes>(ofDistance distance: L) -> EdgeReach

  /// ∂flux/∂q, and ∂flux/∂p with its sign changed.
  ///
  /// Both are positive where the edge evens out, and negative where the flux is not monotone.
  func slopes<L: MemoryLanes>(
    _ a: CellFields<L>, _ b: CellFields<L>, edge: Int
  ) -> (first: L, second: L)
}

extension EdgeFlux {
  static var hasShortcuts: Bool { false }

  @inline(__always)
  func flux<L: MemoryLanes, Way: EdgeWay>(
    _ a: CellFields<L>, _ b: CellFields<L>, edge: Int, _: Way.Type, largestDistance: inout L
  ) -> L { flux(a, b, edge: edge) }

  static func reach<L: Lanes>(ofDistance distance: L) -> EdgeReach { .far }

  /// The larger positive part of the slopes: how fast the edge evens out.
  @inline(__always)
  func stiffness<L: MemoryLanes>(_ a: CellFields<L>, _ b: CellFields<L>, edge: Int) -> L {
    let (first, second) = slopes(a, b, edge: edge)
    return L.larger(L.larger(first, second), L(repeating: 0))
  }
}

/// The least normal double: what densities below it count as in quotients and logarithms.
let leastDensity = 0x1p-1022

/// √(p q) (ln q − ln p): the paper's scheme (63) for the heat equation.
///
/// With δ = ln(q/p) it is (q − p) (δ/2)/sinh(δ/2), and with v = (q − p) (1/p − 1/q) = 4 sinh²(δ/2)
///
///     (δ/2)/sinh(δ/2) = arsinh(√v/2)/(√v/2) = 1 + v T(v),
///
/// T a polynomial of degree 6 for v ≤ 0.26, |δ| ≤ 0.504, and of degree 3 where v ≤ 1/64, |δ| ≤ 1/8,
/// for all edges at hand: one division a cell, no root and no logarithm. Elsewhere it is what the
/// definition says. Where p and q nearly agree 1/p − 1/q cancels, but v is
/// then small beside the 1 that it is added to. Error: 4 ulp of the flux and 2 ulp of the larger
/// density for near cells, 2 ulp of √(p q) |ln p| elsewhere.
///
/// Next to a cell that is 0 or negative the flux is 0, the limit for q → 0: mass does not enter
/// empty cells. Two densities of 2⁻¹⁰²² or less, negative ones among them, are treated as by finite
/// differences.
struct GeometricHeatFlux: EdgeFlux {
  static var fieldCount: Int { 2 }
  static var hasShortcuts: Bool { true }
  /// v up to which the polynomials hold.
  static let closeLimit = 0x1p-6
  static let nearLimit = 0.26

  @inline(__always)
  func fields<L: Lanes>(density p: L, potential: L) -> CellFields<L> {
    let reciprocal = L(repeating: 1) / L.larger(p, L(repeating: leastDensity))
    return CellFields(p, reciprocal, p, p)
  }

  /// The distance is v.
  @inline(__always)
  func flux<L: MemoryLanes, Way: EdgeWay>(
    _ a: CellFields<L>, _ b: CellFields<L>, edge: Int, _: Way.Type, largestDistance: inout L
  ) -> L {
    let step = b.density - a.density
    let v = step * (a.first - b.first)
    largestDistance = L.larger(largestDistance, v)
    let tail =
      Way.reach == .close
      ? Coefficients.closeRelativeMobilityTail(v) : Coefficients.relativeMobilityTail(v)
    let near = step.addingProduct(step * v, tail)
    guard Way.reach == .far else { return near }
    return near.replacing(
      with: Self.farFlux(a.density, b.density), where: L(repeating: Self.nearLimit) .< v)
  }

  @inline(__always)
  static func reach<L: Lanes>(ofDistance v: L) -> EdgeReach {
    if L.isAny(L(repeating: nearLimit) .< v) { return .far }
    return L.isAny(L(repeating: closeLimit) .< v) ? .near : .close
  }

  @inline(__always)
  func flux<L: MemoryLanes>(_ a: CellFields<L>, _ b: CellFields<L>, edge: Int) -> L {
    var v = L(repeating: 0)
    return flux(a, b, edge: edge, AnyCells.self, largestDistance: &v)
  }

  @inline(never)
  private static func farFlux<L: Lanes>(_ p: L, _ q: L) -> L {
    let (zero, one) = (L(repeating: 0), L(repeating: 1))
    let isEmpty = L.smaller(p, q) .<= zero
    let (safeP, safeQ) = (
      p.replacing(with: one, where: isEmpty), q.replacing(with: one, where: isEmpty)
    )
    let delta = logarithm(safeQ) - logarithm(safeP)
    let flux = (safeP.squareRoot() * safeQ.squareRoot()) * delta
    return flux.replacing(with: zero, where: isEmpty)
  }

  /// ∂flux/∂q = e^{−δ/2} (1 + δ/2) ≤ 1; 0 at an empty cell.
  @inline(__always)
  func slopes<L: MemoryLanes>(
    _ a: CellFields<L>, _ b: CellFields<L>, edge: Int
  ) -> (first: L, second: L) {
    let (zero, one) = (L(repeating: 0), L(repeating: 1))
    let isEmpty = L.smaller(a.density, b.density) .<= zero
    let p = a.density.replacing(with: one, where: isEmpty)
    let q = b.density.replacing(with: one, where: isEmpty)
    let half = L(repeating: 0.5) * (logarithm(q) - logarithm(p))
    let ratio = p.squareRoot() / q.squareRoot()
    return (
      ((one - half) / ratio).replacing(with: zero, where: isEmpty),
      ((one + half) * ratio).replacing(with: zero, where: isEmpty)
    )
  }
}

/// q − p: the entropy's flux with the logarithmic mobility, finite differences.
///
/// Exact but for one rounding; cells of any sign.
struct FiniteDifferenceFlux: EdgeFlux {
  static var fieldCount: Int { 1 }

  @inline(__always)
  func fields<L: Lanes>(density p: L, potential: L) -> CellFields<L> { CellFields(p, p, p, p) }

  @inline(__always)
  func flux<L: MemoryLanes>(_ a: CellFields<L>, _ b: CellFields<L>, edge: Int) -> L {
    b.density - a.density
  }

  @inline(__always)
  func slopes<L: MemoryLanes>(
    _ a: CellFields<L>, _ b: CellFields<L>, edge: Int
  ) -> (first: L, second: L) { (L(repeating: 1), L(repeating: 1)) }
}
