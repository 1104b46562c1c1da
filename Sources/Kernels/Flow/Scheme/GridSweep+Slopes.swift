extension GridSweep {
  /// The largest stiffness along x and along y.
  @inline(__always)
  func stiffness<L: MemoryLanes>(
    of densities: UnsafePointer<Double>, potential: UnsafePointer<Double>?, _: L.Type
  ) -> (x: Double, y: Double) {
    let even = CellRow<Flux>(columns: grid.columns)
    let odd = CellRow<Flux>(columns: grid.columns)
    let padded = CellRow<Flux>.paddedCount(grid.columns)
    let values = UnsafeMutablePointer<Double>.allocate(capacity: 2 * padded)
    values.initialize(repeating: 0, count: 2 * padded)
    defer { values.deallocate() }
    let (largestX, largestY) = (values, values + padded)
    for row in 0..<grid.rows {
      fill(even, row, densities, potential, L.self)
      var k = 0
      while k <= grid.columns {
        let s = flux.stiffness(even.fields(k - 1, L.self), even.fields(k, L.self), edge: k)
        L.larger(L(at: largestX + k), s).store(at: largestX + k)
        k += L.width
      }
      guard grid.dimension == 2 else { continue }
      fill(odd, row + 1, densities, potential, L.self)
      var i = 0
      while i < grid.columns {
        let s = flux.stiffness(even.fields(i, L.self), odd.fields(i, L.self), edge: i)
        L.larger(L(at: largestY + i), s).store(at: largestY + i)
        i += L.width
      }
    }
    var (x, y) = (0.0, 0.0)
    for k in 0...grid.columns { x = Double.larger(x, largestX[k]) }
    for i in 0..<grid.columns { y = Double.larger(y, largestY[i]) }
    return (Self.limited(x), Self.limited(y))
  }

  /// The slopes at the left edges of all cells of a line, times the scale of the fluxes.
  func edgeSlopes(
    of densities: UnsafePointer<Double>, potential: UnsafePointer<Double>?
  ) -> (first: [Double], second: [Double]) {
    let cells = CellRow<Flux>(columns: grid.columns)
    fill(cells, 0, densities, potential, Double.self)
    var (first, second) = ([Double](), [Double]())
    for k in 0..<grid.columns {
      let slopes = flux.slopes(
        cells.fields(k - 1, Double.self), cells.fields(k, Double.self), edge: k)
      first.append(Self.limited(scale * slopes.first))
      second.append(Self.limited(scale * slopes.second))
    }
    return (first, second)
  }

  /// A slope, or ±2⁶⁰⁰ where it is beyond.
  ///
  /// A mobility that fills empty cells has slopes there that are infinite but for the least density,
  /// and overflow when they are divided by h². So steep, an edge evens out within any step that can
  /// be told from none, whatever its slope; and what steps and factors are made of stays finite.
  private static func limited(_ slope: Double) -> Double {
    Double.larger(Double.smaller(slope, 0x1p600), -0x1p600)
  }
}
