/// The divergence of the fluxes over the rows of a tile.
///
///     r_ij = c_i [(f_{i+½,j} − f_{i−½,j}) + (f_{i,j+½} − f_{i,j−½})]
///
/// Every flux inside the tile is computed once; the two at its edges are computed again by the
/// tiles beside it, to the same digits: no result depends on how the rows are cut.
struct GridSweep<Flux: EdgeFlux> {
  let grid: Grid
  let flux: Flux
  /// What all c_i have in common.
  let scale: Double
  /// The rest of c_i; none where it is 1 throughout.
  let columnFactors: [Double]

  /// Calls `body` with every row of the tile and its r.
  @inline(__always)
  func forEachRow<L: MemoryLanes>(
    _ tile: Range<Int>, of densities: UnsafePointer<Double>,
    potential: UnsafePointer<Double>?, _: L.Type,
    _ body: (_ row: Int, _ r: UnsafePointer<Double>) -> Void
  ) {
    let columns = grid.columns
    let padded = CellRow<Flux>.paddedCount(columns)
    let rows = UnsafeMutablePointer<Double>.allocateLanes(count: 4 * padded + 24)
    rows.initialize(repeating: 0, count: 4 * padded + 24)
    defer { rows.deallocate() }
    let (left, r) = (rows, rows + padded + 8)
    let (lower, upper) = (rows + 2 * padded + 16, rows + 3 * padded + 16)
    if grid.dimension == 1 {
      let cells = CellRow<Flux>(columns: columns)
      fill(cells, 0, densities, potential, L.self)
      var (reach, i) = (EdgeReach.close, 0)
      while i < columns {
        let columns = stretch(from: i)
        fluxesAlong(cells, columns, left, &reach, L.self)
        i = columns.upperBound
      }
      divergence(left, r, L.self)
      body(0, r)
      return
    }
    // The row at hand and the one above it, and the fluxes below and above it, change places from
    // row to row.
    let even = CellRow<Flux>(columns: columns)
    let odd = CellRow<Flux>(columns: columns)
    fill(odd, tile.lowerBound - 1, densities, potential, L.self)
    fill(even, tile.lowerBound, densities, potential, L.self)
    var reach = (along: EdgeReach.close, across: EdgeReach.close)
    var i = 0
    while i < columns {
      let columns = stretch(from: i)
      fluxes(odd, even, lower, columns, &reach.across, L.self)
      i = columns.upperBound
    }
    for (number, row) in tile.enumerated() {
      if number & 1 == 0 {
        advance(even, odd, row, densities, potential, left, lower, upper, r, &reach, L.self)
      } else {
        advance(odd, even, row, densities, potential, left, upper, lower, r, &reach, L.self)
      }
      body(row, r)
    }
  }

  /// As many columns as lie in a core's first cache with all that belongs to them.
  private static var columnsAtOnce: Int { 256 }

  /// The columns from one on that are taken together, which depends on the grid alone.
  @inline(__always)
  private func stretch(from i: Int) -> Range<Int> {
    i..<Swift.min(i &+ Self.columnsAtOnce, grid.columns)
  }

  /// One row: fills the one above it and computes the fluxes between them.
  @inline(__always)
  private func advance<L: MemoryLanes>(
    _ cells: borrowing CellRow<Flux>, _ above: borrowing CellRow<Flux>, _ row: Int,
    _ densities: UnsafePointer<Double>, _ potential: UnsafePointer<Double>?,
    _ left: UnsafeMutablePointer<Double>, _ below: UnsafeMutablePointer<Double>,
    _ top: UnsafeMutablePointer<Double>, _ r: UnsafeMutablePointer<Double>,
    _ reach: inout (along: EdgeReach, across: EdgeReach), _: L.Type
  ) {
    let c = L(repeating: scale)
    let offset = offset(ofRow: row + 1)
    var i = 0
    while i < grid.columns {
      let columns = stretch(from: i)
      above.fill(columns, flux, densities + offset, potential.map { $0 + offset }, L.self)
      if columns.upperBound == grid.columns { above.fillGhosts(grid.boundary) }
      fluxesAlong(cells, columns, left, &reach.along, L.self)
      fluxes(cells, above, top, columns, &reach.across, L.self)
      while i < columns.upperBound {
        let along = L(at: left + i + 1) - L(at: left + i)
        let across = L(at: top + i) - L(at: below + i)
        (c * (along + across)).store(at: r + i)
        i &+= L.width
      }
    }
  }

  /// A row in one dimension.
  @inline(__always)
  private func divergence<L: MemoryLanes>(
    _ left: UnsafePointer<Double>, _ r: UnsafeMutablePointer<Double>, _: L.Type
  ) {
    let c = L(repeating: scale)
    var i = 0
    while i < grid.columns {
      (c * (L(at: left + i + 1) - L(at: left + i))).store(at: r + i)
      i += L.width
    }
    for (i, factor) in columnFactors.enumerated() { r[i] *= factor }
  }

  @inline(__always)
  func fill<L: MemoryLanes>(
    _ cells: borrowing CellRow<Flux>, _ row: Int, _ densities: UnsafePointer<Double>,
    _ potential: UnsafePointer<Double>?, _: L.Type
  ) {
    let offset = offset(ofRow: row)
    cells.fill(
      0..<grid.columns, flux, densities + offset, potential.map { $0 + offset }, L.self)
    cells.fillGhosts(grid.boundary)
  }

  /// Where the densities of a row lie, those of the rows beyond the ends among them.
  @inline(__always)
  private func offset(ofRow row: Int) -> Int {
    if row >= 0 && row < grid.rows { return row * grid.columns }
    return (grid.boundary == .periodic) == (row < 0) ? (grid.rows - 1) * grid.columns : 0
  }

  /// The fluxes at the left edges of some columns and of the lanes behind them, but for those of the
  /// lanes behind the columns before.
  @inline(__always)
  private func fluxesAlong<L: MemoryLanes>(
    _ cells: borrowing CellRow<Flux>, _ columns: Range<Int>,
    _ left: UnsafeMutablePointer<Double>, _ reach: inout EdgeReach, _: L.Type
  ) {
    let isFirst = columns.lowerBound == 0
    let edge = isFirst ? 0 : columns.lowerBound &+ 8
    let end = Swift.min(columns.upperBound &+ 8, grid.columns &+ 1)
    if edge < end { fluxes(cells, shift: -1, cells, left, edge..<end, &reach, L.self) }
    if !isFirst, columns.upperBound == grid.columns, grid.boundary == .periodic {
      // The same edge as the first, which may have been computed in another way.
      left[grid.columns] = left[0]
    }
  }

  /// The fluxes between some cells of a, shifted, and those of b, in the shortest way that holds for
  /// all of them.
  ///
  /// Which that is depends on these cells alone; `reach` is the way tried first, and then that one.
  @inline(__always)
  private func fluxes<L: MemoryLanes>(
    _ a: borrowing CellRow<Flux>, shift: Int = 0, _ b: borrowing CellRow<Flux>,
    _ result: UnsafeMutablePointer<Double>, _ edges: Range<Int>, _ reach: inout EdgeReach,
    _: L.Type
  ) {
    guard Flux.hasShortcuts else {
      return _ = fluxes(a, shift, b, result, edges, AnyCells.self, L.self)
    }
    let tried = reach == .close ? EdgeReach.close : .near
    reach =
      tried == .close
      ? fluxes(a, shift, b, result, edges, CloseCells.self, L.self)
      : fluxes(a, shift, b, result, edges, NearCells.self, L.self)
    guard reach != tried else { return }
    switch reach {
    case .close: _ = fluxes(a, shift, b, result, edges, CloseCells.self, L.self)
    case .near: _ = fluxes(a, shift, b, result, edges, NearCells.self, L.self)
    case .far: _ = fluxes(a, shift, b, result, edges, AnyCells.self, L.self)
    }
  }

  /// The fluxes in one way, and how far the cells reach.
  ///
  /// Not inlined: where all ways are in one function their coefficients do not fit in registers.
  @inline(never)
  private func fluxes<L: MemoryLanes, Way: EdgeWay>(
    _ a: borrowing CellRow<Flux>, _ shift: Int, _ b: borrowing CellRow<Flux>,
    _ result: UnsafeMutablePointer<Double>, _ edges: Range<Int>, _: Way.Type, _: L.Type
  ) -> EdgeReach {
    var distance = L(repeating: 0)
    var k = edges.lowerBound
    while k < edges.upperBound {
      flux.flux(
        a.fields(k &+ shift, L.self), b.fields(k, L.self), edge: k, Way.self,
        largestDistance: &distance
      ).store(at: result + k)
      k &+= L.width
    }
    return Flux.reach(ofDistance: distance)
  }
}
