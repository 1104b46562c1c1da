/// A column of a table that says where a row lies: a dimension's value, or a
/// coordinate along one dimension.
struct Label {
  let heading: String
  private let axis: Int
  private let column: Column
  /// How many values belong to a position, and which of them is meant.
  private let stride: Int
  private let offset: Int
  private let meanings: FlagMeanings?

  func cell(at place: [Int]) -> ResultTable.Cell {
    column.cell(at: place[axis] * stride + offset, meanings: meanings)
  }

  /// The labels of the dimensions, each followed by its coordinates.
  static func all(for dimensions: [Dimension], of result: ResultReader) -> [Label] {
    var labels: [Label] = []
    for (axis, dimension) in dimensions.enumerated() {
      labels.append(
        Label(
          heading: dimension.name, axis: axis, column: dimension.scale, stride: 1, offset: 0,
          meanings: FlagMeanings(dimension.attributes)))
      for coordinate in result.coordinates where coordinate.dimensions.first == dimension.name {
        let size = coordinate.values.count / max(1, dimension.size)
        // Along a dimension of its own alone, or with components side by side.
        guard coordinate.dimensions.count <= 2 else { continue }
        for offset in 0..<size {
          labels.append(
            Label(
              heading: coordinate.dimensions.count == 1
                ? coordinate.name : "\(coordinate.name)_\(offset + 1)",
              axis: axis, column: coordinate.values, stride: size, offset: offset,
              meanings: FlagMeanings(coordinate.attributes)))
        }
      }
    }
    return labels
  }
}

/// The words for the codes of a variable, from its attributes.
struct FlagMeanings {
  private let words: [UInt8: String]

  init?(_ attributes: [Attribute]) {
    var codes: [UInt8] = []
    var meanings: [String] = []
    for attribute in attributes {
      switch (attribute.name, attribute.value) {
      case ("flag_values", .flags(let values)): codes = values
      case ("flag_meanings", .text(let text)): meanings = text.split(separator: " ").map { "\($0)" }
      default: break
      }
    }
    guard !codes.isEmpty, codes.count == meanings.count else { return nil }
    words = Dictionary(zip(codes, meanings)) { first, _ in first }
  }

  subscript(code: UInt8) -> String { words[code] ?? "\(code)" }
}

extension VariableLayout {
  /// The word for a code of the variable, or the code where it has none.
  public func meaning(of code: UInt8) -> String {
    FlagMeanings(attributes).map { $0[code] } ?? "\(code)"
  }
}

extension Column {
  /// One value as a cell.
  func cell(at index: Int, meanings: FlagMeanings?) -> ResultTable.Cell {
    switch self {
    case .float64(let values): values[index].isNaN ? .none : .number(values[index])
    case .int8(let values): .integer(Int64(values[index]))
    case .int64(let values): .integer(values[index])
    case .uint8(let values):
      meanings.map { .text($0[values[index]]) } ?? .integer(Int64(values[index]))
    case .text(let values): .text(values[index])
    }
  }
}
