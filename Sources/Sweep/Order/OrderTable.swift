/// The observed orders of convergence in a result: of one variable along one axis, one at
/// each combination of the other positions.
public struct OrderTable: Sendable {
  /// What to look at.
  public struct Question: Sendable {
    /// The variable; none for the first of `OrderTable.usualVariables` that is there.
    public var variable: String?
    /// The axis whose values are the steps; none for the only one it can be.
    public var axis: String?
    /// The limit; none for the one that the variable's attribute `limit` states, else 0.
    public var limit: Double?
    /// Positions to look at.
    public var selections: [Selection] = []
    /// Variables without the axis to be shown beside the orders, such as predicted coefficients.
    public var beside: [String] = []

    /// The question for the usual variable.
    public init() {}
  }

  /// One combination of positions.
  public struct Row: Sendable {
    /// The positions' values, and those of the coordinates along them.
    public let labels: [ResultTable.Cell]
    /// The order there.
    public let order: ObservedOrder
    /// The values of the variables beside it, at the smallest step.
    public let beside: [ResultTable.Cell]
  }

  /// What orders are usually asked of: the ratio of the diagonal, or the error of a flow.
  public static let usualVariables = ["ratio", "max_error"]

  /// The variable.
  public let variable: String
  /// The axis whose values were the steps.
  public let axis: String
  /// The limit of which the distance was taken.
  public let limit: Double
  /// The headings of the rows' labels.
  public let labelHeadings: [String]
  /// The rows.
  public let rows: [Row]

  /// The orders in a result.
  ///
  /// - Throws: `TableError`, `OrderError`, and what reading throws.
  public init(of result: ResultReader, _ question: Question) throws {
    let usual = Self.usualVariables.first { name in
      result.variables.contains { $0.name == name }
    }
    let variable = try result.variable(
      named: question.variable ?? usual ?? Self.usualVariables[0])
    guard variable.type == .float64 else { throw OrderError.notNumbers(variable.name) }
    let axis = try Self.axis(question.axis, of: variable, in: result)
    let limit = question.limit ?? variable.attributes.limit ?? 0
    let table = try ResultTable(
      of: result, variables: [variable.name] + question.beside, where: question.selections)
    // Along the axis vary its own value and the coordinates on it.
    let varying = Set(
      [axis.name]
        + result.coordinates.filter { $0.dimensions.first == axis.name }.flatMap { coordinate in
          table.headings.filter { $0 == coordinate.name || $0.hasPrefix("\(coordinate.name)_") }
        })
    let fixed = (0..<table.labelCount).filter { !varying.contains(table.headings[$0]) }
    guard let stepColumn = table.headings.firstIndex(of: axis.name) else {
      throw OrderError.noSuchAxis(axis.name, known: variable.dimensions)
    }
    let columns = ([variable.name] + question.beside).map { name in
      table.headings.lastIndex(of: name) ?? 0
    }

    var order: [[ResultTable.Cell]] = []
    var groups: [[ResultTable.Cell]: Group] = [:]
    try table.forEachRow { cells in
      guard case .number(let step) = cells[stepColumn] else { return }
      let labels = fixed.map { cells[$0] }
      if groups[labels] == nil { order.append(labels) }
      var value = Double.nan
      if case .number(let number) = cells[columns[0]] { value = number }
      groups[labels, default: Group()].append(
        step: step, value: value, beside: columns.dropFirst().map { cells[$0] })
    }
    self.variable = variable.name
    self.axis = axis.name
    self.limit = limit
    labelHeadings = fixed.map { table.headings[$0] }
    rows = order.compactMap { labels in
      guard let group = groups[labels], !group.values.allSatisfy(\.isNaN) else { return nil }
      return Row(
        labels: labels,
        order: ObservedOrder(steps: group.steps, values: group.values, limit: limit),
        beside: group.beside)
    }
  }

  private struct Group {
    var steps: [Double] = []
    var values: [Double] = []
    /// Of the smallest step so far.
    var beside: [ResultTable.Cell] = []
    private var smallest = Double.infinity

    mutating func append(step: Double, value: Double, beside: [ResultTable.Cell]) {
      steps.append(step)
      values.append(value)
      if step < smallest {
        smallest = step
        self.beside = beside
      }
    }
  }

  /// The axis of the given name, or the only one that may be meant: with three values or more,
  /// all positive, the first of those where it is `sigma`.
  private static func axis(
    _ name: String?, of variable: ResultReader.Variable, in result: ResultReader
  ) throws -> Dimension {
    let candidates = result.dimensions.filter { dimension in
      guard case .float64(let values) = dimension.scale else { return false }
      return variable.dimensions.contains(dimension.name) && values.count >= 3
        && values.allSatisfy { $0 > 0 }
    }
    if let name {
      guard let axis = candidates.first(where: { $0.name == name }) else {
        throw OrderError.noSuchAxis(name, known: candidates.map(\.name))
      }
      return axis
    }
    guard candidates.count == 1 || candidates.first?.name == "sigma", let axis = candidates.first
    else { throw OrderError.whichAxis(known: candidates.map(\.name)) }
    return axis
  }
}

/// Why no order can be looked for in a result.
public enum OrderError: Error, Sendable, CustomStringConvertible {
  case notNumbers(String)
  case noSuchAxis(String, known: [String])
  case whichAxis(known: [String])

  /// The message, in one line.
  public var description: String {
    switch self {
    case .notNumbers(let name): "'\(name)' does not hold real numbers"
    case .noSuchAxis(let name, let known):
      "'\(name)' is no axis of positive steps, three or more; there are "
        + (known.isEmpty ? "none" : known.joined(separator: ", "))
    case .whichAxis(let known):
      known.isEmpty
        ? "no axis has three positive steps or more"
        : "which axis has the steps? --along one of \(known.joined(separator: ", "))"
    }
  }
}

extension [Attribute] {
  /// The limit that a variable tends to, as its attribute states.
  fileprivate var limit: Double? {
    guard case .real(let limit)? = first(where: { $0.name == limitAttribute })?.value else {
      return nil
    }
    return limit
  }
}
