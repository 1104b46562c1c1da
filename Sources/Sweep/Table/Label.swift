internal import Foundation

/// A column of a table that says where a row lies: a dimension's value, or a
/// coordinate along one dimension.
struct Label {
  /// What a label is of.
  enum Kind {
    /// A dimension's own scale.
    case scale
    /// A coordinate with one value for each position.
    case coordinate
    /// A component of a coordinate with several.
    case component
  }

  let heading: String
  let kind: Kind
  private let axis: Int
  private let column: Column
  /// How many values belong to a position, and which of them is meant.
  private let stride: Int
  private let offset: Int
  private let meanings: FlagMeanings?

  func cell(at place: [Int]) -> ResultTable.Cell {
    column.cell(at: place[axis] * stride + offset, meanings: meanings)
  }

  /// To how many digits numbers have to be shown so that different ones differ, six at least.
  var digits: Int {
    guard case .float64(let values) = column else { return 6 }
    let own = Swift.stride(from: offset, to: values.count, by: stride).map { values[$0] }.sorted()
    return zip(own, own.dropFirst()).reduce(6) { digits, pair in
      let (gap, size) = (pair.1 - pair.0, max(abs(pair.0), abs(pair.1)))
      guard gap > 0, size < .infinity else { return digits }
      // Two numbers a unit of the last digit apart are rounded apart.
      return (digits...17).first { size * pow(10, Double(1 - $0)) <= gap } ?? 17
    }
  }

  /// So many components of coordinates along a dimension are shown; of more, those asked for.
  private static let componentLimit = 8

  /// The labels of the dimensions, each followed by its coordinates, and the names of coordinates that
  /// are left out, since they have too many components and are not among those asked for; none are
  /// where nothing is asked for in particular.
  static func all(
    for dimensions: [Dimension], of result: ResultReader, requested: Set<String>?
  ) -> (labels: [Label], omitted: [String]) {
    var labels: [Label] = []
    var omitted: [String] = []
    for (axis, dimension) in dimensions.enumerated() {
      labels.append(
        Label(
          heading: dimension.name, kind: .scale, axis: axis, column: dimension.scale, stride: 1,
          offset: 0, meanings: FlagMeanings(dimension.attributes)))
      // Along a dimension of its own alone, or with components side by side.
      let own = result.coordinates.filter {
        $0.dimensions.first == dimension.name && $0.dimensions.count <= 2
      }
      func width(_ coordinate: Coordinate) -> Int {
        coordinate.values.count / max(1, dimension.size)
      }
      let components = own.filter { $0.dimensions.count == 2 }.reduce(0) { $0 + width($1) }
      for coordinate in own {
        let isWhole = coordinate.dimensions.count == 1
        guard
          isWhole || components <= componentLimit
            || requested?.contains(coordinate.name) ?? true
        else {
          omitted.append(coordinate.name)
          continue
        }
        for offset in 0..<width(coordinate) {
          labels.append(
            Label(
              heading: isWhole ? coordinate.name : "\(coordinate.name)_\(offset + 1)",
              kind: isWhole ? .coordinate : .component, axis: axis, column: coordinate.values,
              stride: width(coordinate), offset: offset,
              meanings: FlagMeanings(coordinate.attributes)))
        }
      }
    }
    return (labels, omitted)
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
