/// A place in a result in its own words: the values of dimensions and of the coordinates along
/// them.
public struct ResultPlace: Sendable, Equatable, CustomStringConvertible {
  /// A dimension or coordinate and its value there.
  public struct Entry: Sendable, Equatable {
    /// The name, with the component's number where there are several: `p_weights_1`.
    public let name: String
    /// The value.
    public let value: ResultTable.Cell
  }

  /// The entries, each dimension followed by its coordinates.
  public let entries: [Entry]

  /// The place in the form that `sweep show --at` takes: `sigma=0.01 theta=1`.
  public var description: String {
    entries.filter { $0.value != .none }.map { "\($0.name)=\($0.value.everyDigit)" }
      .joined(separator: " ")
  }
}

extension ResultPlace {
  /// The place of positions along the dimensions that the labels are of.
  init(_ positions: [Int], labels: [Label]) {
    entries = labels.map { Entry(name: $0.heading, value: $0.cell(at: positions)) }
  }
}

extension ResultTable.Cell {
  /// The value to its last digit; NaN where there is none.
  public var everyDigit: String {
    switch self {
    case .number(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .text(let text): text
    case .none: "nan"
    }
  }
}
