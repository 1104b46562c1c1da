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
  /// How many rows there are.
  public let rowCount: Int

  private let result: ResultReader
  private let dimensions: [Dimension]
  private let positions: [[Int]]
  private let labels: [Label]
  private let variables: [TableVariable]

  /// A table of the named variables, or of all, at the selected positions.
  ///
  /// - Throws: `TableError`.
  public init(
    of result: ResultReader, variables names: [String] = [], where selections: [Selection] = []
  ) throws(TableError) {
    for name in names { _ = try result.variable(named: name) }
    let chosen = result.variables.filter { names.isEmpty || names.contains($0.name) }
    let used = Set(chosen.flatMap(\.dimensions))
    let dimensions = result.dimensions.filter { used.contains($0.name) }
    for selection in selections
    where !dimensions.contains(where: { $0.name == selection.dimension }) {
      throw .unknownDimension(selection.dimension, known: dimensions.map(\.name))
    }
    var positions: [[Int]] = []
    for dimension in dimensions {
      var wanted = Array(0..<dimension.size)
      for selection in selections where selection.dimension == dimension.name {
        let selected = Set(selection.positions(along: dimension.scale))
        wanted = wanted.filter(selected.contains)
        guard !wanted.isEmpty else {
          throw .nothingSelected(dimension.name, values: dimension.scale.numbers)
        }
      }
      positions.append(wanted)
    }
    self.result = result
    self.dimensions = dimensions
    self.positions = positions
    labels = Label.all(for: dimensions, of: result)
    variables = chosen.map { TableVariable($0, among: dimensions) }
    labelCount = labels.count
    headings = labels.map(\.heading) + chosen.map(\.name)
    rowCount = positions.reduce(1) { $0.multipliedOrMost(by: $1.count) }
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
