/// A uniform grid of cells in one or two dimensions, stored row by row.
public struct Grid: Sendable, Equatable {
  /// The number of cells in a row, along x.
  public let columns: Int
  /// The number of rows, along y; 1 in one dimension.
  public let rows: Int
  /// 1 or 2.
  public let dimension: Int
  /// The spacing h, in units of length, the same along x and y.
  public let spacing: Double
  /// What h, rounded, lacks: with it −5 + 50 · 0.1 is 0, as it is meant.
  public let spacingLow: Double
  /// The centre of the first cell.
  public let origin: (x: Double, y: Double)
  /// What happens at the ends.
  public let boundary: GridBoundary

  /// The cells x_i = first + i h.
  ///
  /// - Precondition: at least two cells, a positive spacing.
  public static func line(
    cells: Int, spacing: Double, spacingLow: Double = 0, first: Double,
    boundary: GridBoundary = .periodic
  ) -> Grid {
    Grid(
      columns: cells, rows: 1, dimension: 1, spacing: spacing, spacingLow: spacingLow,
      origin: (first, 0), boundary: boundary)
  }

  /// The cells (x_i, y_j) = first + (i h, j h).
  ///
  /// - Precondition: at least two cells each way, a positive spacing.
  public static func plane(
    columns: Int, rows: Int, spacing: Double, spacingLow: Double = 0,
    first: (x: Double, y: Double), boundary: GridBoundary = .periodic
  ) -> Grid {
    precondition(rows >= 2, "a plane has at least two rows")
    return Grid(
      columns: columns, rows: rows, dimension: 2, spacing: spacing, spacingLow: spacingLow,
      origin: first, boundary: boundary)
  }

  private init(
    columns: Int, rows: Int, dimension: Int, spacing: Double, spacingLow: Double,
    origin: (x: Double, y: Double), boundary: GridBoundary
  ) {
    precondition(columns >= 2 && spacing > 0, "a grid has at least two cells and a spacing")
    self.columns = columns
    self.rows = rows
    self.dimension = dimension
    self.spacing = spacing
    self.spacingLow = spacingLow
    self.origin = origin
    self.boundary = boundary
  }

  /// The number of cells.
  public var count: Int { columns * rows }
  /// The size of a cell, hⁿ in n dimensions.
  public var cellVolume: Double { dimension == 1 ? spacing : spacing * spacing }

  /// x of the cells of column i, rounded once.
  public func x(_ i: Int) -> Double { place(i, from: origin.x) }
  /// y of the cells of row j, rounded once.
  public func y(_ j: Int) -> Double { place(j, from: origin.y) }

  private func place(_ i: Int, from first: Double) -> Double {
    let i = Double(i)
    let product = DoubleDouble.product(i, spacing)
    return (product + DoubleDouble(first) + DoubleDouble(i * spacingLow)).value
  }

  /// The values of a function of x and y in all cells.
  public func sampled(_ function: (_ x: Double, _ y: Double) -> Double) -> [Double] {
    (0..<count).map { function(x($0 % columns), y($0 / columns)) }
  }

  /// Whether two grids agree in every number.
  public static func == (a: Grid, b: Grid) -> Bool {
    a.columns == b.columns && a.rows == b.rows && a.dimension == b.dimension
      && a.spacing == b.spacing && a.spacingLow == b.spacingLow && a.origin == b.origin
      && a.boundary == b.boundary
  }
}
