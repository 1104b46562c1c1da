/// Points of a run whose values an earlier result holds.
struct KnownPoints: Sendable {
  /// Which points of the run they are.
  var isKnown: [Bool]
  /// Their values: a column a variable, the known points one after another.
  var columns: [Column]
}

extension Column {
  /// A column of the same type that holds both, one after the other.
  ///
  /// - Precondition: the types are the same.
  static func + (first: Column, second: Column) -> Column {
    switch (first, second) {
    case (.float64(let a), .float64(let b)): .float64(a + b)
    case (.int8(let a), .int8(let b)): .int8(a + b)
    case (.uint8(let a), .uint8(let b)): .uint8(a + b)
    case (.int64(let a), .int64(let b)): .int64(a + b)
    case (.text(let a), .text(let b)): .text(a + b)
    default: preconditionFailure("columns of types \(first.type) and \(second.type)")
    }
  }

  /// The values at some positions.
  subscript(range: Range<Int>) -> Column {
    switch self {
    case .float64(let values): .float64(Array(values[range]))
    case .int8(let values): .int8(Array(values[range]))
    case .uint8(let values): .uint8(Array(values[range]))
    case .int64(let values): .int64(Array(values[range]))
    case .text(let values): .text(Array(values[range]))
    }
  }
}
