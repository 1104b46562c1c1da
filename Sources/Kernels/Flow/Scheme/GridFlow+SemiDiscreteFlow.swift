extension GridFlow: SemiDiscreteFlow {
  /// The number of cells.
  public var count: Int { grid.count }
  /// True: densities are not negative.
  public var isPositive: Bool { true }

  /// The number of tiles.
  public var tileCount: Int { grid.tileCount }

  /// V + W * p in every cell; empty for 0.
  public func field(of values: UnsafePointer<Double>) -> [Double] { potential(of: values) }

  /// The rows of the tile.
  public func forEachRun(
    inTile tile: Int, of values: UnsafePointer<Double>, field: [Double],
    _ body: (_ first: Int, _ count: Int, _ rates: UnsafePointer<Double>) -> Void
  ) {
    let rows = grid.rows(ofTile: tile)
    field.withUnsafeBufferPointer { field in
      forEachRow(
        rows, of: values, potential: field.isEmpty ? nil : field.baseAddress, SIMD8<Double>.self
      ) { row, rates in
        body(row * grid.columns, grid.columns, rates)
      }
    }
  }

  /// Whether the implicit method can be used: a line of three cells or more.
  public var hasTridiagonalJacobian: Bool { grid.dimension == 1 && grid.columns >= 3 }

  /// The longest stable step of explicit Euler for the entropy linearized about a constant density.
  ///
  /// h²/(2 n D) in n dimensions, times 1 + (π²/2) σ²/d² in the second-order metric; ∞ for D = 0. What
  /// porous media, potentials and interactions add depends on the density: `stableStep(of:)`.
  public var linearStableStep: Double {
    guard energy.diffusion > 0 else { return .infinity }
    let entropy = GridFlow(
      FlowEnergy(diffusion: energy.diffusion), on: grid, mobility: mobility, metric: metric)
    return entropy.stableStep(of: [Double](repeating: 1, count: grid.count))
  }

  /// h²/(2 n D) for the entropy alone in n dimensions, as for finite differences.
  ///
  /// In general λ is bounded by Gershgorin's theorem with the positive parts of the slopes of
  /// the fluxes: a flux that is not monotone makes values grow, which is not what limits a step. The
  /// interaction adds 2 (mass) max|W(x + h) − W(x)|/h² for each direction.
  public func stableStep(of values: UnsafePointer<Double>, field: [Double]) -> Double {
    let (x, y) = field.withUnsafeBufferPointer {
      stiffness(of: values, potential: $0.isEmpty ? nil : $0.baseAddress, SIMD8<Double>.self)
    }
    var total = 4 * (x + y)
    if let convolution {
      var mass = 0.0
      for i in 0..<count { mass += values[i].magnitude }
      mass *= grid.cellVolume
      total += Double(2 * grid.dimension) * mass * convolution.largestStep
    }
    let narrowest = relativeScales.min() ?? 1
    return 2 * narrowest * (grid.spacing * grid.spacing) / total
  }
}

extension GridFlow {
  /// ∂ṗ/∂p on a line of three cells or more, the interaction taken as constant.
  public func jacobian(of values: UnsafePointer<Double>, field: [Double]) -> CyclicTridiagonal? {
    guard hasTridiagonalJacobian else { return nil }
    let n = grid.columns
    let slopes = field.withUnsafeBufferPointer {
      edgeSlopes(of: values, potential: $0.isEmpty ? nil : $0.baseAddress)
    }
    var matrix = CyclicTridiagonal(
      lower: slopes.first, diagonal: [Double](repeating: 0, count: n), upper: slopes.second)
    let isPeriodic = grid.boundary == .periodic
    for i in 0..<n {
      // The flux at the left edge i and that at the right edge i + 1.
      let right = i + 1 == n ? 0 : i + 1
      let hasLeft = isPeriodic || i > 0
      let hasRight = isPeriodic || i + 1 < n
      matrix.lower[i] = hasLeft ? slopes.first[i] : 0
      matrix.upper[i] = hasRight ? slopes.second[right] : 0
      matrix.diagonal[i] =
        -((hasLeft ? slopes.second[i] : 0) + (hasRight ? slopes.first[right] : 0))
    }
    guard !relativeScales.isEmpty else { return matrix }
    for (i, s) in relativeScales.enumerated() {
      matrix.lower[i] /= s
      matrix.diagonal[i] /= s
      matrix.upper[i] /= s
    }
    return matrix
  }
}

extension Grid {
  /// How many tiles flows on the grid have, which several threads may compute at once.
  public var tileCount: Int { (rows + rowsPerTile - 1) / rowsPerTile }

  /// As many as lie in a core's own cache with what belongs to them.
  private var rowsPerTile: Int { max(8, min(rows, 32_768 / columns)) }

  fileprivate func rows(ofTile tile: Int) -> Range<Int> {
    (tile * rowsPerTile)..<min(rows, (tile + 1) * rowsPerTile)
  }
}
