/// A condition on one dimension: a value, or a range of values.
public struct Selection: Sendable, Equatable {
  /// The dimension's name.
  public let dimension: String
  /// The lowest and the highest value wanted.
  public let range: ClosedRange<Double>

  /// A selection such as `sigma=0.01` or `sigma=0.001..0.1`; none if it is not of that form.
  public init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let value = parts[1]
    let ends: [String]
    if let dots = value.range(of: "..") {
      ends = [String(value[..<dots.lowerBound]), String(value[dots.upperBound...])]
    } else {
      ends = [value, value]
    }
    guard let low = Double(ends[0]), let high = Double(ends[1]), low <= high else { return nil }
    dimension = parts[0]
    range = low...high
  }

  /// The positions whose value lies in the range, give or take the last digits of a number
  /// typed from a table.
  func positions(along scale: Column) -> [Int] {
    scale.numbers.indices.filter { position in
      let value = scale.numbers[position]
      let slack = 1e-5 * value.magnitude
      return range.lowerBound - slack <= value && value <= range.upperBound + slack
    }
  }
}

/// Why a table cannot be made from a result.
public enum TableError: Error, Sendable, CustomStringConvertible {
  case unknownDimension(String, known: [String])
  case unknownVariable(String, known: [String])
  /// The variable lies in groups, not where it was looked for.
  case variableInGroups(String, groups: [String])
  case unknownGroup(String, known: [String])
  case nothingSelected(String, values: [Double])

  /// The message, in one line.
  public var description: String {
    switch self {
    case .unknownDimension(let name, let known):
      "there is no dimension '\(name)'; there are \(known.joined(separator: ", "))"
    case .unknownVariable(let name, let known):
      "there is no variable '\(name)'; there are \(known.joined(separator: ", "))"
    case .variableInGroups(let name, let groups):
      "'\(name)' has several sizes and lies in the groups \(groups.joined(separator: ", "))"
    case .unknownGroup(let name, let known):
      known.isEmpty
        ? "there is no group '\(name)', nor any other"
        : "there is no group '\(name)'; there are \(known.joined(separator: ", "))"
    case .nothingSelected(let name, let values):
      "no value of \(name) is selected; it takes \(Self.listing(values))"
    }
  }

  private static func listing(_ values: [Double]) -> String {
    let shown = values.prefix(12).map { "\($0)" }.joined(separator: ", ")
    return values.count > 12 ? "\(shown), … \(values[values.count - 1])" : shown
  }
}

extension Column {
  /// The values as numbers; texts have none.
  var numbers: [Double] {
    switch self {
    case .float64(let values): values
    case .int8(let values): values.map(Double.init)
    case .uint8(let values): values.map(Double.init)
    case .int64(let values): values.map(Double.init)
    case .text: []
    }
  }
}

extension ResultReader {
  /// The group of the given name.
  ///
  /// - Throws: `TableError.unknownGroup`.
  public func group(named name: String) throws(TableError) -> ResultReader {
    guard let group = groups.first(where: { $0.group == name }) else {
      throw .unknownGroup(name, known: groups.compactMap(\.group))
    }
    return group
  }

  /// The variable of the given name.
  ///
  /// - Throws: `TableError.unknownVariable`; `.variableInGroups` where groups have it.
  func variable(named name: String) throws(TableError) -> Variable {
    if let variable = variables.first(where: { $0.name == name }) { return variable }
    let having = groups.filter { $0.variables.contains { $0.name == name } }
    guard having.isEmpty else {
      throw .variableInGroups(name, groups: having.compactMap(\.group))
    }
    throw .unknownVariable(name, known: variables.map(\.name))
  }
}
