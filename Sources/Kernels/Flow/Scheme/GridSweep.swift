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
    let fluxes = UnsafeMutablePointer<Double>.allocateLanes(count: 4 * padded + 24)
    fluxes.initialize(repeating: 0, count: 4 * padded + 24)
    defer { fluxes.deallocate() }
    let (left, r) = (fluxes, fluxes + padded + 8)
    let (lower, upper) = (fluxes + 2 * padded + 16, fluxes + 3 * padded + 16)
    if grid.dimension == 1 {
      let cells = CellRow<Flux>(columns: columns)
      fill(cells, 0, densities, potential, L.self)
      fluxesAlong(cells, left, 0...columns, L.self)
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
    fluxesAcross(odd, even, lower, 0..<columns, L.self)
    for (number, row) in tile.enumerated() {
      if number & 1 == 0 {
        advance(even, odd, row, densities, potential, left, lower, upper, r, L.self)
      } else {
        advance(odd, even, row, densities, potential, left, upper, lower, r, L.self)
      }
      body(row, r)
    }
  }

  /// As many columns as lie in a core's first cache with all that belongs to them.
  private static var columnsAtOnce: Int { 256 }

  /// One row: fills the one above it and computes the fluxes between them, some columns after
  /// the other.
  @inline(__always)
  private func advance<L: MemoryLanes>(
    _ cells: borrowing CellRow<Flux>, _ above: borrowing CellRow<Flux>, _ row: Int,
    _ densities: UnsafePointer<Double>, _ potential: UnsafePointer<Double>?,
    _ left: UnsafeMutablePointer<Double>, _ below: UnsafeMutablePointer<Double>,
    _ top: UnsafeMutablePointer<Double>, _ r: UnsafeMutablePointer<Double>, _: L.Type
  ) {
    let c = L(repeating: scale)
    let offset = offset(ofRow: row + 1)
    var (edge, i) = (0, 0)
    while i < grid.columns {
      let columns = i..<Swift.min(i &+ Self.columnsAtOnce, grid.columns)
      above.fill(columns, flux, densities + offset, potential.map { $0 + offset }, L.self)
      // The edge behind the last of the columns as well.
      fluxesAlong(cells, left, edge...columns.upperBound, L.self)
      while edge <= columns.upperBound { edge &+= L.width }
      fluxesAcross(cells, above, top, columns, L.self)
      while i < columns.upperBound {
        let along = L(at: left + i + 1) - L(at: left + i)
        let across = L(at: top + i) - L(at: below + i)
        (c * (along + across)).store(at: r + i)
        i &+= L.width
      }
    }
    above.fillGhosts(grid.boundary)
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

  /// The fluxes at some left edges, of 0 … columns.
  @inline(__always)
  private func fluxesAlong<L: MemoryLanes>(
    _ cells: borrowing CellRow<Flux>, _ left: UnsafeMutablePointer<Double>,
    _ edges: ClosedRange<Int>, _: L.Type
  ) {
    var largest = L(repeating: 0)
    var k = edges.lowerBound
    while k <= edges.upperBound {
      flux.shortcut(
        cells.fields(k &- 1, L.self), cells.fields(k, L.self), edge: k, largestDistance: &largest
      ).store(at: left + k)
      k &+= L.width
    }
    guard let limit = Flux.shortcutLimit, L.isAny(L(repeating: limit) .< largest) else { return }
    k = edges.lowerBound
    while k <= edges.upperBound {
      flux.flux(cells.fields(k &- 1, L.self), cells.fields(k, L.self), edge: k).store(at: left + k)
      k &+= L.width
    }
  }

  /// The fluxes between some cells of two rows.
  @inline(__always)
  private func fluxesAcross<L: MemoryLanes>(
    _ cells: borrowing CellRow<Flux>, _ above: borrowing CellRow<Flux>,
    _ top: UnsafeMutablePointer<Double>, _ columns: Range<Int>, _: L.Type
  ) {
    var largest = L(repeating: 0)
    var i = columns.lowerBound
    while i < columns.upperBound {
      flux.shortcut(
        cells.fields(i, L.self), above.fields(i, L.self), edge: i, largestDistance: &largest
      ).store(at: top + i)
      i &+= L.width
    }
    guard let limit = Flux.shortcutLimit, L.isAny(L(repeating: limit) .< largest) else { return }
    i = columns.lowerBound
    while i < columns.upperBound {
      flux.flux(cells.fields(i, L.self), above.fields(i, L.self), edge: i).store(at: top + i)
      i &+= L.width
    }
  }
}
