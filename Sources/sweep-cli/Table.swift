/// Text in aligned columns.
struct Table {
  /// A column's heading and the side to which its cells lie.
  struct ColumnStyle {
    let heading: String
    let isRight: Bool

    static func left(_ heading: String) -> Self { Self(heading: heading, isRight: false) }
    static func right(_ heading: String) -> Self { Self(heading: heading, isRight: true) }
  }

  private let columns: [ColumnStyle]
  private var rows: [[String]] = []

  init(columns: [ColumnStyle]) {
    self.columns = columns.map { ColumnStyle(heading: $0.heading.onOneLine, isRight: $0.isRight) }
  }

  mutating func append(_ cells: [String]) { rows.append(cells.map(\.onOneLine)) }

  /// The lines, heading first, without a break at the end.
  var rendered: String { lines.joined(separator: "\n") }

  /// How wide each column is.
  var widths: [Int] {
    columns.indices.map { column in
      max(columns[column].heading.count, rows.map { $0[column].count }.max() ?? 0)
    }
  }

  private var lines: [String] {
    let widths = self.widths
    return ([columns.map(\.heading)] + rows).map { cells in
      let padded = cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return columns[column].isRight ? space + cell : cell + space
      }
      let line = padded.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
