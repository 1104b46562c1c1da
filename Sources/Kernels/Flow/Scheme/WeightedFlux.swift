/// The flux in the inhomogeneous metric, Theorem 4.
///
/// It is M_k (ξ_q − ξ_p) with the mobility
///
///     M_k = κ_k p^{1−x} qˣ,   x = s_k/(s_{k−1} + s_k),   κ_k = g(1)/(g(s_k/s_{k−1}) s_{k−1})
///
/// of the edge k, left of the cell k.
///
/// Along with M_k the entropy's flux is computed from logarithms: error some ulp of
/// M_k |ln p|. Empty and negative cells: M_k = 0. The fields are density, logarithm and ψ.
struct WeightedFlux: EdgeFlux {
  static var fieldCount: Int { 3 }

  let diffusion: Double
  let porousMedium: PorousMedium?
  /// x and κ at the edges 0 … columns, whole lanes.
  private let exponents: [Double]
  private let factors: [Double]

  init(relativeScales s: [Double], grid: Grid, diffusion: Double, porousMedium: PorousMedium?) {
    precondition(grid.dimension == 1 && s.count == grid.columns, "one scale for each cell")
    precondition(s.allSatisfy { $0 > 0 && $0.isFinite }, "scales are positive")
    self.diffusion = diffusion
    self.porousMedium = porousMedium
    let count = CellRow<Self>.paddedCount(grid.columns)
    var (exponents, factors) = ([Double](), [Double]())
    let unit = CrossingMoments.g(1)
    for k in 0..<count {
      let isInside = k > 0 && k < s.count
      let first = isInside ? s[k - 1] : s[s.count - 1]
      let second = isInside ? s[k] : s[0]
      exponents.append(second / (first + second))
      // The ends of a reflecting grid have no flux whatever κ is.
      factors.append(unit / (CrossingMoments.g(second / first) * first))
    }
    self.exponents = exponents
    self.factors = factors
  }

  @inline(__always)
  func fields<L: Lanes>(density p: L, potential: L) -> CellFields<L> {
    let positive = L.larger(p, L(repeating: leastDensity))
    let psi = porousMedium.map { potential + $0.derivative(positive) } ?? potential
    return CellFields(p, logarithm(positive), psi, p)
  }

  @inline(__always)
  func flux<L: MemoryLanes>(_ a: CellFields<L>, _ b: CellFields<L>, edge: Int) -> L {
    let delta = b.first - a.first
    let force = (b.second - a.second).addingProduct(L(repeating: diffusion), delta)
    return mobility(a, b, edge) * force
  }

  @inline(__always)
  private func mobility<L: MemoryLanes>(_ a: CellFields<L>, _ b: CellFields<L>, _ edge: Int) -> L {
    let (x, kappa) = (load(exponents, edge, L.self), load(factors, edge, L.self))
    let mean = exponential(a.first.addingProduct(x, b.first - a.first))
    let zero = L(repeating: 0)
    let isEmpty = L.smaller(a.density, b.density) .<= zero
    return (kappa * mean).replacing(with: zero, where: isEmpty)
  }

  @inline(__always)
  func slopes<L: MemoryLanes>(
    _ a: CellFields<L>, _ b: CellFields<L>, edge: Int
  ) -> (first: L, second: L) {
    let m = mobility(a, b, edge)
    let (one, x) = (L(repeating: 1), load(exponents, edge, L.self))
    return (slope(b, a, m, one - x), slope(a, b, m, x))
  }

  /// ∂flux/∂q = (M/q) (x Δξ + q ξ′(q)).
  @inline(__always)
  private func slope<L: Lanes>(_ a: CellFields<L>, _ b: CellFields<L>, _ m: L, _ x: L) -> L {
    let q = L.larger(b.density, L(repeating: leastDensity))
    let d = L(repeating: diffusion)
    let force = (b.second - a.second).addingProduct(d, b.first - a.first)
    var sum = d.addingProduct(x, force)
    if let porousMedium { sum = sum + porousMedium.elasticity(q) }
    return (m / q) * sum
  }

  @inline(__always)
  private func load<L: MemoryLanes>(_ values: [Double], _ k: Int, _: L.Type) -> L {
    values.withUnsafeBufferPointer { buffer in
      // An edge beyond the last cell's has no cell behind it.
      buffer.baseAddress.map { L(at: $0 + k) } ?? L(repeating: 0)
    }
  }
}
