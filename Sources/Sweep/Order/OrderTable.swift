/// The observed orders of convergence in a result: of one variable along one axis, one at
/// each combination of the other positions.
public struct OrderTable: Sendable {
  /// What to look at.
  public struct Question: Sendable {
    /// The variable; none for the first of `OrderTable.usualVariables` that is there.
    public var variable: String?
    /// The axis whose values are the steps, or a coordinate along one; none for the only one it can be.
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
  /// What the steps were: an axis, a coordinate, or one over it.
  public let axis: String
  /// The limit of which the distance was taken.
  public let limit: Double
  /// The headings of the rows' labels.
  public let labelHeadings: [String]
  /// To how many digits the numbers of each of these have to be shown so that different ones differ.
  public let labelDigits: [Int]
  /// Which values were taken for selections that name none exactly, a line each.
  public let selectionNotes: [String]
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
    let steps = try StepLabel(question.axis, of: variable, in: result)
    let limit = question.limit ?? variable.attributes.limit ?? 0
    let table = try ResultTable(
      of: result, variables: [variable.name] + question.beside, where: question.selections)
    // Along the axis vary its own value and the coordinates on it.
    let varying = Set(
      [steps.dimension]
        + result.coordinates.filter { $0.dimensions.first == steps.dimension }
        .flatMap { coordinate in
          table.headings.filter { $0 == coordinate.name || $0.hasPrefix("\(coordinate.name)_") }
        })
    let fixed = (0..<table.labelCount).filter { !varying.contains(table.headings[$0]) }
    guard let stepColumn = table.headings.firstIndex(of: steps.name) else {
      throw OrderError.noSuchAxis(steps.name, known: variable.dimensions)
    }
    let columns = ([variable.name] + question.beside).map { name in
      table.headings.lastIndex(of: name) ?? 0
    }

    var order: [[ResultTable.Cell]] = []
    var groups: [[ResultTable.Cell]: Group] = [:]
    try table.forEachRow { cells in
      guard let step = steps.step(cells[stepColumn]) else { return }
      let labels = fixed.map { cells[$0] }
      if groups[labels] == nil { order.append(labels) }
      var value = Double.nan
      if case .number(let number) = cells[columns[0]] { value = number }
      groups[labels, default: Group()].append(
        step: step, value: value, beside: columns.dropFirst().map { cells[$0] })
    }
    self.variable = variable.name
    self.axis = steps.words
    self.limit = limit
    labelHeadings = fixed.map { table.headings[$0] }
    labelDigits = fixed.map { table.labelDigits[$0] }
    selectionNotes = table.selectionNotes
    let tolerance = ReferenceTolerance(of: result)
    rows = order.compactMap { labels in
      guard let group = groups[labels], !group.values.allSatisfy(\.isNaN) else { return nil }
      let order = ObservedOrder(steps: group.steps, values: group.values, limit: limit)
      return Row(
        labels: labels,
        order: tolerance.explained(order, by: labels, of: group.values.map { abs($0 - limit) }),
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
