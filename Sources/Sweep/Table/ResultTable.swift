/// Variables of a result as rows: one for each combination of positions along
/// the dimensions that they have.
///
/// Not `Sendable`: it reads from its result as rows are asked for.
public final class ResultTable {
  /// A value in a row.
  public enum Cell: Sendable, Hashable {
    case number(Double)
    case integer(Int64)
    case text(String)
    /// Nothing: a place beyond the size of what lies there.
    case none
  }

  /// The headings: the dimensions with their coordinates, then the variables.
  public let headings: [String]
  /// How many of the headings are of dimensions and coordinates.
  public let labelCount: Int
  /// To how many digits the numbers of each of these have to be shown so that different ones differ.
  public let labelDigits: [Int]
  /// How many rows there are.
  public let rowCount: Int
  /// Coordinates with many components that are not shown unless they are named.
  public let omittedCoordinates: [String]
  /// Which values were taken for selections that name none exactly, a line each.
  public let selectionNotes: [String]

  private let result: ResultReader
  private let dimensions: [Dimension]
  private let positions: [[Int]]
  private let labels: [Label]
  private let variables: [TableVariable]

  /// A table of the named variables and coordinates, or of all variables, at the selected positions.
  ///
  /// - Throws: `TableError`.
  public convenience init(
    of result: ResultReader, variables names: [String] = [], where selections: [Selection] = []
  ) throws(TableError) {
    let choice = try TableChoice(of: result, variables: names, where: selections)
    self.init(choice, choice.variables)
  }

  /// Tables of the named variables and coordinates, or of all variables: one if the dimensions of one of
  /// them hold those of all others, for else there would be a row for each combination of what
  /// does not belong together; else one for each set of dimensions.
  ///
  /// - Throws: `TableError`.
  public static func all(
    of result: ResultReader, variables names: [String] = [], where selections: [Selection] = []
  ) throws(TableError) -> [ResultTable] {
    let choice = try TableChoice(of: result, variables: names, where: selections)
    return choice.partition.map { ResultTable(choice, $0) }
  }

  private init(_ choice: TableChoice, _ variables: [ResultReader.Variable]) {
    let used = Set(variables.flatMap(\.dimensions))
    let own = choice.dimensions.indices.filter {
      used.contains(choice.dimensions[$0].name) || variables.isEmpty
    }
    dimensions = own.map { choice.dimensions[$0] }
    positions = own.map { choice.positions[$0] }
    result = choice.result
    selectionNotes = choice.notes
    (labels, omittedCoordinates) = Label.all(
      for: dimensions, of: result, requested: choice.coordinates)
    labelCount = labels.count
    labelDigits = labels.map(\.digits)
    headings = labels.map(\.heading) + variables.map(\.name)
    rowCount = positions.reduce(1) { $0.multipliedOrMost(by: $1.count) }
    self.variables = variables.map { [dimensions] in TableVariable($0, among: dimensions) }
  }

  /// Whether a row says nothing without a column: one of a dimension, or of the first variable.
  public func isEssential(_ column: Int) -> Bool {
    column < labelCount ? labels[column].kind == .scale : column == labelCount
  }

  /// The columns, those without which the others say least before them: first those of the dimensions, then the
  /// first variable, coordinates, components of coordinates, and the other variables.
  public var columnsByImportance: [Int] {
    func labels(_ kind: Label.Kind) -> [Int] {
      self.labels.indices.filter { self.labels[$0].kind == kind }
    }
    let variables = Array(labelCount..<headings.count)
    return labels(.scale) + variables.prefix(1) + labels(.coordinate) + labels(.component)
      + variables.dropFirst()
  }

  /// Calls `body` with the first `limit` rows, in the order of the dimensions.
  ///
  /// Reads a slab of the first dimension at a time, so that memory does not grow with the result.
  public func forEachRow(limit: Int = .max, _ body: ([Cell]) throws -> Void) throws {
    guard rowCount > 0, let first = positions.first else { return }
    let rowsPerPosition = max(1, rowCount / first.count)
    let slab = max(1, 65536 / rowsPerPosition)
    var left = min(limit, rowCount)
    for start in stride(from: 0, to: first.count, by: slab) {
      guard left > 0 else { return }
      let part = Array(first[start..<min(start + slab, first.count)])
      let needed = Array(part.prefix(left / rowsPerPosition + 1))
      try forEachRow(at: needed, limit: &left, body)
    }
  }

  private func forEachRow(
    at firstPositions: [Int], limit: inout Int, _ body: ([Cell]) throws -> Void
  ) throws {
    guard let lowest = firstPositions.first, let highest = firstPositions.last else { return }
    let slabs = try variables.map { try $0.read(from: result, first: lowest...highest) }
    let choices = [firstPositions] + positions.dropFirst()
    var counter = [Int](repeating: 0, count: choices.count)
    while limit > 0 {
      let place = zip(choices, counter).map { $0[$1] }
      try body(labels.map { $0.cell(at: place) } + slabs.map { $0.cell(at: place) })
      limit -= 1
      var axis = choices.count - 1
      while axis >= 0 {
        counter[axis] += 1
        if counter[axis] < choices[axis].count { break }
        counter[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}
