/// What makes a position along a dimension the same in two results: the bits of its value and of
/// the coordinates there.
struct PositionKey: Hashable {
  private enum Part: Hashable {
    case bits(UInt64)
    /// Swift takes texts of different bytes for equal where Unicode does.
    case bytes([UInt8])
    /// Apart from other columns of the same bits.
    case end(ElementType)
  }

  private var parts: [Part] = []

  /// The keys of all positions along a dimension.
  ///
  /// Where coordinates lie along it, a scale that counts 0, 1, … only says where a value stands,
  /// and does not enter; nor does what a group has of such a scale, the `whole` one.
  static func all(
    along dimension: Dimension, of whole: Dimension? = nil, coordinates: [Coordinate]
  ) -> [PositionKey] {
    let whole = whole ?? dimension
    let counts = whole.scale == .int64((0..<Int64(whole.size)).map { $0 })
    let columns =
      (counts && !coordinates.isEmpty ? [] : [dimension.scale]) + coordinates.map(\.values)
    return (0..<dimension.size).map { position in
      var key = PositionKey()
      for column in columns {
        let width = column.count / dimension.size
        key.append(column, position * width..<(position + 1) * width)
      }
      return key
    }
  }

  private mutating func append(_ column: Column, _ range: Range<Int>) {
    let start = parts.count
    switch column {
    case .float64(let values): parts += values[range].map { .bits($0.bitPattern) }
    case .int8(let values): parts += values[range].map { .bits(UInt64(bitPattern: Int64($0))) }
    case .int64(let values): parts += values[range].map { .bits(UInt64(bitPattern: $0)) }
    case .uint8(let values): parts += values[range].map { .bits(UInt64($0)) }
    case .text(let values): parts += values[range].map { .bytes(Array($0.utf8)) }
    }
    // Mixtures are padded to the largest of their result, which may not be that of the other.
    if let padding = column.padding {
      while parts.count > start + 1, parts.last == .bits(padding) { parts.removeLast() }
    }
    parts.append(.end(column.type))
  }
}

extension Column {
  /// The bits that pad rows of components, by type.
  fileprivate var padding: UInt64? {
    switch self {
    case .float64: Double.nan.bitPattern
    case .uint8: 0
    case .int8, .int64, .text: nil
    }
  }
}
