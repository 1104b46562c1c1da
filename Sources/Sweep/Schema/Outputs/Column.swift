/// The type of a stored number or text.
public enum ElementType: String, Sendable, Codable {
  case float64, int8, uint8, int64, text
}

/// Stored values of one type, in the order of the points and, within a point,
/// row by row.
public enum Column: Sendable, Equatable {
  case float64([Double])
  case int8([Int8])
  case uint8([UInt8])
  case int64([Int64])
  case text([String])

  /// The type of the values.
  public var type: ElementType {
    switch self {
    case .float64: .float64
    case .int8: .int8
    case .uint8: .uint8
    case .int64: .int64
    case .text: .text
    }
  }

  /// How many values there are.
  public var count: Int {
    switch self {
    case .float64(let values): values.count
    case .int8(let values): values.count
    case .uint8(let values): values.count
    case .int64(let values): values.count
    case .text(let values): values.count
    }
  }
}

extension Column {
  /// A column of a type without values.
  static func empty(_ type: ElementType) -> Column {
    switch type {
    case .float64: .float64([])
    case .int8: .int8([])
    case .uint8: .uint8([])
    case .int64: .int64([])
    case .text: .text([])
    }
  }

  /// The values at the given indices.
  func picking(_ indices: [Int]) -> Column {
    switch self {
    case .float64(let values): .float64(indices.map { values[$0] })
    case .int8(let values): .int8(indices.map { values[$0] })
    case .uint8(let values): .uint8(indices.map { values[$0] })
    case .int64(let values): .int64(indices.map { values[$0] })
    case .text(let values): .text(indices.map { values[$0] })
    }
  }
}
