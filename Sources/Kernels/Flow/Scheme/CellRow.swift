/// The fields of the cells of one row, with a ghost cell at each end.
///
/// Ghosts are the cells at the other end of a periodic row, copies of the end cells themselves
/// where no flux passes. The lanes past the last ghost hold copies of it, so that no edge is there
/// that is not elsewhere.
struct CellRow<Flux: EdgeFlux>: ~Copyable {
  private let storage: UnsafeMutablePointer<Double>
  private let stride: Int
  let columns: Int

  /// Room for the fields of a row.
  init(columns: Int) {
    self.columns = columns
    // The first ghost lies before the first cell, the second behind the last, whole lanes apart.
    stride = 8 + Self.paddedCount(columns) + 8
    storage = .allocateLanes(count: stride * Flux.fieldCount)
    storage.initialize(repeating: 1, count: stride * Flux.fieldCount)
  }

  deinit { storage.deallocate() }

  /// The number of cells and the ghost behind them, rounded up to whole lanes.
  static func paddedCount(_ columns: Int) -> Int { (columns + 1 + 7) & ~7 }

  /// Where field f of cell i lies.
  @inline(__always)
  private func address(_ f: Int, _ i: Int) -> UnsafeMutablePointer<Double> {
    storage + (f * stride + 8 + i)
  }

  /// The fields of the cells from i on, −1 ≤ i ≤ columns.
  @inline(__always)
  func fields<L: MemoryLanes>(_ i: Int, _: L.Type) -> CellFields<L> {
    let p = L(at: address(0, i))
    return CellFields(
      p, Flux.fieldCount > 1 ? L(at: address(1, i)) : p,
      Flux.fieldCount > 2 ? L(at: address(2, i)) : p,
      Flux.fieldCount > 3 ? L(at: address(3, i)) : p)
  }

  @inline(__always)
  private func put<L: MemoryLanes>(_ fields: CellFields<L>, _ i: Int) {
    fields.density.store(at: address(0, i))
    if Flux.fieldCount > 1 { fields.first.store(at: address(1, i)) }
    if Flux.fieldCount > 2 { fields.second.store(at: address(2, i)) }
    if Flux.fieldCount > 3 { fields.third.store(at: address(3, i)) }
  }

  /// Fills some cells from densities and, where there is one, a potential; whole lanes of them
  /// unless they are the last.
  @inline(__always)
  func fill<L: MemoryLanes>(
    _ range: Range<Int>, _ flux: Flux, _ densities: UnsafePointer<Double>,
    _ potential: UnsafePointer<Double>?, _: L.Type
  ) {
    let zero = L(repeating: 0)
    var i = range.lowerBound
    while i + L.width <= range.upperBound {
      let psi = potential.map { L(at: $0 + i) } ?? zero
      put(flux.fields(density: L(at: densities + i), potential: psi), i)
      i += L.width
    }
    if i < range.upperBound, columns >= L.width {
      // The last lanes overlap those before: the same values once more.
      i = columns - L.width
      let psi = potential.map { L(at: $0 + i) } ?? zero
      put(flux.fields(density: L(at: densities + i), potential: psi), i)
      i = columns
    }
    while i < range.upperBound {
      let psi = potential.map { $0[i] } ?? 0
      put(flux.fields(density: densities[i], potential: psi), i)
      i += 1
    }
  }

  /// Fills the ghosts, once all cells are filled.
  @inline(__always)
  func fillGhosts(_ boundary: GridBoundary) {
    let (before, behind) = boundary == .periodic ? (columns - 1, 0) : (0, columns - 1)
    put(fields(before, Double.self), -1)
    let ghost = fields(behind, Double.self)
    put(
      CellFields(
        SIMD8(repeating: ghost.density), SIMD8(repeating: ghost.first),
        SIMD8(repeating: ghost.second), SIMD8(repeating: ghost.third)), columns)
  }
}
