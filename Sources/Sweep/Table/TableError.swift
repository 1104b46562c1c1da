/// Why a table cannot be made from a result.
public enum TableError: Error, Sendable, CustomStringConvertible {
  case unknownDimension(String, known: [String])
  case unknownVariable(String, known: [String])
  /// The variable lies in groups, not where it was looked for.
  case variableInGroups(String, groups: [String])
  case unknownGroup(String, known: [String])
  /// What it takes, each a list of values or words.
  case nothingSelected(String, values: [String])
  /// Each of several selections along a dimension names positions, and none is named by all.
  case nothingInCommon(String)

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
      "no value of \(name) is selected; it takes \(values.joined(separator: "; or "))"
    case .nothingInCommon(let name): "no position along \(name) has all that is selected"
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
