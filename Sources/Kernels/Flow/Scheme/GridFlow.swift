/// The gradient flow of an energy on a grid, discrete in space.
///
///     ṗ_i = (f_{i+½} − f_{i−½})/h,   f_{i+½} = mobility(p_i, p_{i+1}) (ξ_{i+1} − ξ_i)/h,
///     ξ_i = D ln p_i + c m/(m − 1) p_i^{m−1} + V_i + (W * p)_i,
///
/// in two dimensions the sum over both directions: (52), (56) and (63) of [LZ23] with h² for the
/// printed h (docs/errata.md E14). Second order in h for smooth positive densities, first order for
/// `upwind`. Mass is conserved, and dE/dt = −`dissipation` ≤ 0 whatever the mobility.
///
/// Where the metric or mobility vanishes with a density, no mass enters an empty cell: with the
/// geometric, logarithmic or harmonic mobility a compactly supported density spreads only by the
/// entropy's finite differences (logarithmic mobility).
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023), Sections 4 and 5.
public struct GridFlow: Sendable {
  /// The cells.
  public let grid: Grid
  /// What is descended.
  public let energy: FlowEnergy
  /// How edges weigh their cells.
  public let mobility: Mobility
  /// What it is descended in.
  public let metric: FlowMetric
  /// V in every cell; empty for 0.
  let potential: [Double]
  let convolution: Convolution?
  private let kind: Kind

  private enum Kind: Sendable {
    case geometricHeat
    case finiteDifferences
    case drift(DriftFlux)
    case weighted(WeightedFlux)
  }

  /// The flow of an energy on a grid.
  ///
  /// - Precondition: samples, if any, for every cell; the inhomogeneous metric on a line, with the
  ///   geometric mobility and without interactions.
  public init(
    _ energy: FlowEnergy, on grid: Grid, mobility: Mobility = .geometric,
    metric: FlowMetric = .homogeneous
  ) {
    precondition(energy.samples.isEmpty || energy.samples.count == grid.count, "a sample a cell")
    self.grid = grid
    self.energy = energy
    self.mobility = mobility
    self.metric = metric
    var potential: [Double] = []
    if !energy.potential.terms.isEmpty {
      potential =
        metric.isHomogeneous
        ? energy.potential.samples(on: grid)
        : metric.centres(on: grid).map { energy.potential.value($0) }
    }
    if !energy.samples.isEmpty {
      potential =
        potential.isEmpty ? energy.samples : zip(potential, energy.samples).map { $0 + $1 }
    }
    self.potential = potential
    convolution =
      energy.interactions.isEmpty ? nil : Convolution(energy.interactions, on: grid)
    let isEntropyAlone =
      energy.porousMedium == nil && potential.isEmpty && convolution == nil
      && metric == .homogeneous
    switch metric {
    case .inhomogeneous(let relativeScales):
      precondition(mobility == .geometric, "Theorem 4 has a mobility of its own")
      precondition(convolution == nil, "no interaction on cells of unequal widths")
      kind = .weighted(
        WeightedFlux(
          relativeScales: relativeScales, grid: grid, diffusion: energy.diffusion,
          porousMedium: energy.porousMedium))
    case .homogeneous where isEntropyAlone && mobility == .geometric: kind = .geometricHeat
    case .homogeneous where isEntropyAlone && mobility == .logarithmic: kind = .finiteDifferences
    case .homogeneous, .secondOrder:
      var square = 0.0
      if case .secondOrder(let ratio) = metric { square = ratio * ratio }
      kind = .drift(
        DriftFlux(
          mobility: mobility, diffusion: energy.diffusion, porousMedium: energy.porousMedium,
          secondOrder: square))
    }
  }

  /// The widths of the cells over h; empty for 1.
  public var relativeScales: [Double] {
    if case .inhomogeneous(let scales) = metric { return scales }
    return []
  }

  /// V + W * p in every cell; empty for 0.
  func potential(of densities: UnsafePointer<Double>) -> [Double] {
    guard let convolution else { return potential }
    let field = convolution.applied(to: densities)
    return potential.isEmpty ? field : zip(potential, field).map { $0 + $1 }
  }

  /// Calls `body` with every row of a tile and its ṗ.
  func forEachRow<L: MemoryLanes>(
    _ tile: Range<Int>, of densities: UnsafePointer<Double>, potential: UnsafePointer<Double>?,
    _: L.Type, _ body: (_ row: Int, _ rates: UnsafePointer<Double>) -> Void
  ) {
    switch kind {
    case .geometricHeat:
      sweep(GeometricHeatFlux()).forEachRow(tile, of: densities, potential: nil, L.self, body)
    case .finiteDifferences:
      sweep(FiniteDifferenceFlux()).forEachRow(tile, of: densities, potential: nil, L.self, body)
    case .drift(let flux):
      sweep(flux).forEachRow(tile, of: densities, potential: potential, L.self, body)
    case .weighted(let flux):
      sweep(flux).forEachRow(tile, of: densities, potential: potential, L.self, body)
    }
  }

  /// The largest stiffness along x and along y.
  func stiffness<L: MemoryLanes>(
    of densities: UnsafePointer<Double>, potential: UnsafePointer<Double>?, _: L.Type
  ) -> (x: Double, y: Double) {
    switch kind {
    case .geometricHeat, .finiteDifferences:
      (energy.diffusion, grid.dimension == 1 ? 0 : energy.diffusion)
    case .drift(let flux):
      sweep(flux).stiffness(of: densities, potential: potential, L.self)
    case .weighted(let flux):
      sweep(flux).stiffness(of: densities, potential: potential, L.self)
    }
  }

  /// The slopes of the fluxes at the left edges of all cells of a line, over h².
  func edgeSlopes(
    of densities: UnsafePointer<Double>, potential: UnsafePointer<Double>?
  ) -> (first: [Double], second: [Double]) {
    switch kind {
    case .geometricHeat: sweep(GeometricHeatFlux()).edgeSlopes(of: densities, potential: nil)
    case .finiteDifferences:
      sweep(FiniteDifferenceFlux()).edgeSlopes(of: densities, potential: nil)
    case .drift(let flux): sweep(flux).edgeSlopes(of: densities, potential: potential)
    case .weighted(let flux): sweep(flux).edgeSlopes(of: densities, potential: potential)
    }
  }

  private func sweep<Flux: EdgeFlux>(_ flux: Flux) -> GridSweep<Flux> {
    let square = grid.spacing * grid.spacing
    let isEntropyAlone = flux is GeometricHeatFlux || flux is FiniteDifferenceFlux
    return GridSweep(
      grid: grid, flux: flux, scale: (isEntropyAlone ? energy.diffusion : 1) / square,
      columnFactors: relativeScales.map { 1 / $0 })
  }
}
