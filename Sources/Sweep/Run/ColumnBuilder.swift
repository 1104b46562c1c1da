/// Collects the values of one variable in its own type.
struct ColumnBuilder {
  private(set) var column: Column

  init(type: ElementType, capacity: Int) {
    func empty<Value>() -> [Value] {
      var values: [Value] = []
      values.reserveCapacity(capacity)
      return values
    }
    switch type {
    case .float64: column = .float64(empty())
    case .int8: column = .int8(empty())
    case .uint8: column = .uint8(empty())
    case .int64: column = .int64(empty())
    case .text: column = .text(empty())
    }
  }

  /// Appends values of the same type.
  mutating func append(_ values: Column) { column = column + values }

  /// Appends a value; NaN, which stands for none, becomes the 0 of whole types.
  mutating func append(_ value: Double) {
    let whole = value.isNaN ? 0 : value
    // The payload is taken out while it grows: shared, it would be copied at each value.
    switch column {
    case .float64(var values):
      column = .int8([])
      // One NaN for all: its sign and payload depend on the order of operands in the machine code.
      values.append(value.isNaN ? .nan : value)
      column = .float64(values)
    case .int8(var values):
      column = .uint8([])
      values.append(Int8(whole))
      column = .int8(values)
    case .uint8(var values):
      column = .int8([])
      values.append(UInt8(whole))
      column = .uint8(values)
    case .int64(var values):
      column = .int8([])
      values.append(Int64(whole))
      column = .int64(values)
    case .text(var values):
      column = .int8([])
      values.append("\(value)")
      column = .text(values)
    }
  }
}
