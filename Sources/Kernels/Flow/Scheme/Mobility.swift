/// How the mobility of an edge is made of the densities p and q of its two cells.
///
/// Each is a mean: it is p for p = q, symmetric but for `upwind`, and of second order in the
/// spacing. It is taken of the positive parts of p and q; where one of them is 0, the first four
/// cases differ: geometric, logarithmic and harmonic means vanish, the arithmetic one does not.
public enum Mobility: String, CaseIterable, Sendable {
  /// √(p q), the mobility of the scaled Wasserstein metric (Theorem 3 of [LZ23]).
  ///
  /// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023).
  case geometric
  /// (q − p)/(ln q − ln p): with it the entropy's flux is q − p, that of finite differences.
  case logarithmic
  /// (p + q)/2.
  case arithmetic
  /// 2 p q/(p + q).
  case harmonic
  /// The density of the cell that mass leaves, q where ξ_q > ξ_p; of first order.
  ///
  /// The first-order flux of J. A. Carrillo, A. Chertock and Y. Huang, "A finite-volume method
  /// for nonlinear nonlocal equations with a gradient flow structure", Commun. Comput. Phys. 17
  /// (2015) 233–258.
  case upwind
}

/// What a flow descends its energy in: the inverse of the mobility.
public enum FlowMetric: Sendable, Equatable {
  /// 1/√(p q), Theorem 3 of [LZ23], or that of another mobility.
  case homogeneous
  /// Theorem 4 of [LZ23] for cells of widths s_i h and densities u_i = p_i/(s_i h), all over g(1):
  ///
  ///     1/mobility = (g(k)/g(1)) s_i u_i^{−(1−x)} u_{i+1}^{−x},   k = s_{i+1}/s_i,  x = s_{i+1}/(s_i + s_{i+1})
  ///
  /// It is that of Theorem 3 for equal scales. One dimension and the geometric mobility only.
  case inhomogeneous(relativeScales: [Double])
  /// 1 + (π²/2 + λ²/2) σ²/d² times that of Theorem 3, λ = ln(p/q): Theorem 5 of [LZ23], corrected
  /// (docs/errata.md E1), for σ/d = `ratio`.
  case secondOrder(ratio: Double)

  /// Whether all cells have the width h.
  var isHomogeneous: Bool {
    if case .inhomogeneous = self { return false }
    return true
  }

  /// The centres of the cells of a line: neighbours are (s_i + s_{i+1}) h/2 apart.
  public func centres(on grid: Grid) -> [Double] {
    guard case .inhomogeneous(let scales) = self else {
      return (0..<grid.columns).map { grid.x($0) }
    }
    // The widths before a centre, in units of h/2.
    var halves = 0.0
    return scales.indices.map { i in
      if i > 0 { halves += scales[i - 1] + scales[i] }
      return grid.origin.x.addingProduct(halves, 0.5 * grid.spacing)
    }
  }
}

/// What happens at the ends of a grid.
public enum GridBoundary: String, CaseIterable, Sendable {
  /// The last cell is the first one's neighbour.
  case periodic
  /// No flux passes.
  case reflecting
}
