/// An information matrix, or a block of one, entry by entry on a logarithmic scale.
///
///     G_ab = ∫ a b/ρ dx
///
/// for tangent vectors a of the rows and b of the columns. |G_ab| ≤ √(G_aa G_bb), and that is
/// what errors are measured by.
public struct InformationMatrix: Sendable {
  /// How many rows there are.
  public let rowCount: Int
  /// How many columns there are.
  public let columnCount: Int
  /// Whether only the diagonal of a square matrix was asked for.
  public let isDiagonal: Bool
  private let entries: [ScaledValue]
  /// G_aa for every row.
  private let rowSquares: [ScaledValue]
  /// G_bb for every column.
  private let columnSquares: [ScaledValue]

  /// A matrix of entries row by row, or of those on its diagonal alone.
  init(
    entries: [ScaledValue], rowSquares: [ScaledValue], columnSquares: [ScaledValue],
    isDiagonal: Bool = false
  ) {
    self.entries = entries
    self.rowSquares = rowSquares
    self.columnSquares = columnSquares
    self.isDiagonal = isDiagonal
    rowCount = rowSquares.count
    columnCount = columnSquares.count
  }

  /// The matrix without rows.
  public static let none = InformationMatrix(entries: [], rowSquares: [], columnSquares: [])

  /// The diagonal alone of a square matrix.
  public static func diagonal(_ entries: [ScaledValue]) -> InformationMatrix {
    InformationMatrix(
      entries: entries, rowSquares: entries, columnSquares: entries, isDiagonal: true)
  }

  /// The square matrix with other values on its diagonal.
  public func replacingDiagonal(by values: [ScaledValue]) -> InformationMatrix {
    guard !isDiagonal else { return .diagonal(values) }
    var entries = entries
    for (i, value) in values.enumerated() { entries[i * columnCount + i] = value }
    return InformationMatrix(entries: entries, rowSquares: values, columnSquares: values)
  }

  /// The entry in a row and a column, counted from 0.
  ///
  /// - Precondition: on the diagonal where only that was asked for.
  public subscript(row: Int, column: Int) -> ScaledValue {
    precondition(!isDiagonal || row == column, "only the diagonal was computed")
    return entries[isDiagonal ? row : row * columnCount + column]
  }

  /// The estimated error of G_ab relative to √(G_aa G_bb).
  public func scaledUncertainty(_ row: Int, _ column: Int) -> Double {
    self[row, column].uncertainty(scaledBy: rowSquares[row], columnSquares[column])
  }

  /// The largest of all `scaledUncertainty`; NaN if one is.
  public var worstScaledUncertainty: Double {
    var worst = 0.0
    for row in 0..<rowCount {
      for column in isDiagonal ? row..<(row + 1) : 0..<columnCount {
        let estimate = scaledUncertainty(row, column)
        // A NaN, once met, stays: no comparison with it holds.
        if estimate.isNaN || estimate > worst { worst = estimate }
      }
    }
    return worst
  }
}
