/// Says where points lie.
struct PointPlaces {
  private let dimensions: [Dimension]
  private let coordinates: [Coordinate]
  private let grid: BlockGrid

  init(_ dimensions: [Dimension], _ coordinates: [Coordinate]) {
    self.dimensions = dimensions
    self.coordinates = coordinates
    grid = BlockGrid(sizes: dimensions.map(\.size), pointsPerBlock: 1)
  }

  /// The values on all axes; coordinates stand for positions where there are some.
  func words(for point: Int) -> String {
    var words: [String] = []
    for (dimension, position) in zip(dimensions, grid.position(of: point)) {
      let own = coordinates.filter { $0.dimensions.first == dimension.name }
      if own.isEmpty {
        words.append("\(dimension.name)=\(dimension.scale[position..<(position + 1)].words)")
      }
      for coordinate in own {
        let width = coordinate.values.count / dimension.size
        let values = coordinate.values[(position * width)..<((position + 1) * width)].words
        words.append("\(coordinate.name)=\(width == 1 ? values : "[\(values)]")")
      }
    }
    return words.joined(separator: " ")
  }
}

extension Column {
  /// The values, one after the other.
  fileprivate var words: String {
    switch self {
    case .float64(let values): values.map { "\($0)" }.joined(separator: ", ")
    case .int8(let values): values.map { "\($0)" }.joined(separator: ", ")
    case .uint8(let values): values.map { "\($0)" }.joined(separator: ", ")
    case .int64(let values): values.map { "\($0)" }.joined(separator: ", ")
    case .text(let values): values.joined(separator: ", ")
    }
  }
}
