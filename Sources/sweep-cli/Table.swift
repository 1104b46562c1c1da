/// Text in aligned columns.
struct Table {
  /// A column's heading and the side to which its cells lie.
  struct ColumnStyle {
    let heading: String
    let isRight: Bool

    static func left(_ heading: String) -> Self { Self(heading: heading, isRight: false) }
    static func right(_ heading: String) -> Self { Self(heading: heading, isRight: true) }
  }

  /// A last column of text has at least so much room, or no columns are made of it.
  private static let leastLastWidth = 30

  private let columns: [ColumnStyle]
  private var rows: [[String]] = []

  init(columns: [ColumnStyle]) {
    self.columns = columns.map { ColumnStyle(heading: $0.heading.onOneLine, isRight: $0.isRight) }
  }

  mutating func append(_ cells: [String]) { rows.append(cells.map(\.onOneLine)) }

  /// The lines, heading first, without a break at the end.
  ///
  /// On a terminal no wider than that, as far as cells that lie to the left can be wrapped between words;
  /// where they have too little room for that, and there are no others, a paragraph for each row.
  var rendered: String {
    let widths = self.widths
    guard let room = Terminal.outputWidth else { return lines(widths) }
    let least = zip(columns.indices, widths).map { leastWidth(of: $0, natural: $1) }
    let space = 2 * (columns.count - 1)
    if least.reduce(space, +) > room, columns.allSatisfy({ !$0.isRight }) {
      return paragraphs(within: room)
    }
    var fitted = widths
    while fitted.reduce(space, +) > room {
      let wider = fitted.indices.filter { fitted[$0] > least[$0] }
      guard let widest = wider.max(by: { fitted[$0] < fitted[$1] }) else { break }
      fitted[widest] -= 1
    }
    return lines(fitted)
  }

  private func leastWidth(of column: Int, natural: Int) -> Int {
    guard !columns[column].isRight else { return natural }
    let words = ([columns[column].heading] + rows.map { $0[column] })
      .flatMap { $0.split(separator: " ") }
    let longest = words.map(\.count).max() ?? 0
    let isLast = column == columns.count - 1
    return min(natural, isLast ? max(longest, Self.leastLastWidth) : longest)
  }

  private func lines(_ widths: [Int]) -> String {
    ([columns.map(\.heading)] + rows).flatMap { lines(of: $0, widths) }.joined(separator: "\n")
  }

  /// The first cell of each row, and below it the others with their headings.
  private func paragraphs(within room: Int) -> String {
    let indent = "    "
    return rows.flatMap { cells in
      let inner = cells.indices.dropFirst().dropLast().filter { !cells[$0].isEmpty }
        .map { "\(columns[$0].heading): \(cells[$0])" }
      let below = [inner.joined(separator: "; "), cells.last ?? ""].filter { !$0.isEmpty }
      return [cells[0]] + below.flatMap { $0.wrapped(to: room - indent.count).map { indent + $0 } }
    }.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// How wide each column is by itself.
  var widths: [Int] {
    columns.indices.map { column in
      max(columns[column].heading.count, rows.map { $0[column].count }.max() ?? 0)
    }
  }

  private func lines(of cells: [String], _ widths: [Int]) -> [String] {
    let parts = zip(cells, widths).map { $0.wrapped(to: $1) }
    return (0..<(parts.map(\.count).max() ?? 0)).map { line in
      let padded = parts.enumerated().map { column, lines in
        let cell = line < lines.count ? lines[line] : ""
        let space = String(repeating: " ", count: max(0, widths[column] - cell.count))
        return columns[column].isRight ? space + cell : cell + space
      }
      return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
  }
}

extension String {
  /// The text in lines of at most so many characters, broken between words where that is possible.
  func wrapped(to width: Int) -> [String] {
    guard count > width, width > 0 else { return [self] }
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
      while line.count > width {
        lines.append(String(line.prefix(width)))
        line.removeFirst(width)
      }
    }
    return lines + (line.isEmpty ? [] : [line])
  }
}
