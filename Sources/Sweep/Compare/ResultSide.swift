/// One of two results that are compared.
struct ResultSide {
  let reader: ResultReader
  /// All that has values along dimensions: coordinates and variables.
  let coordinates: [ResultReader.Variable]
  let variables: [ResultReader.Variable]
  /// The dimensions that all variables have: those of the points.
  let pointDimensions: Set<String>

  init(_ reader: ResultReader) {
    self.reader = reader
    let sizes = Dictionary(
      reader.dimensions.map { ($0.name, $0.size) }, uniquingKeysWith: { first, _ in first })
    coordinates = reader.coordinates.map { coordinate in
      ResultReader.Variable(
        name: coordinate.name, type: coordinate.values.type, dimensions: coordinate.dimensions,
        shape: coordinate.dimensions.map { sizes[$0] ?? 0 }, attributes: coordinate.attributes)
    }
    variables = reader.variables
    pointDimensions = Set(
      sizes.keys.filter { name in
        reader.variables.allSatisfy { $0.dimensions.contains(name) }
      })
  }

  func dimension(_ name: String) -> Dimension? { reader.dimensions.first { $0.name == name } }

  /// The coordinates that tell positions along a dimension of points apart.
  func identifyingCoordinates(along dimension: String) -> [ResultReader.Variable] {
    guard pointDimensions.contains(dimension) else { return [] }
    return coordinates.filter { coordinate in
      coordinate.dimensions.first == dimension
        && !coordinate.dimensions.dropFirst().contains(where: pointDimensions.contains)
    }
  }

  /// What identifies the positions along a dimension, which the result has.
  func keys(along name: String, coordinates names: [String]) -> [PositionKey] {
    guard let dimension = dimension(name) else { return [] }
    return PositionKey.all(
      along: dimension,
      coordinates: names.compactMap { name in reader.coordinates.first { $0.name == name } })
  }

  /// Positions along one dimension, in words.
  func places(_ positions: [Int], along name: String) -> [ResultPlace] {
    guard !positions.isEmpty, let dimension = dimension(name) else { return [] }
    let labels = Label.all(for: [dimension], of: reader)
    return positions.map { ResultPlace([$0], labels: labels) }
  }

  /// The words for places in a dataset.
  func labels(of dataset: ResultReader.Variable) -> [Label] {
    Label.all(for: dataset.dimensions.compactMap { dimension($0) }, of: reader)
  }

  /// The values at positions along each dimension of a dataset, row by row.
  func read(_ dataset: ResultReader.Variable, at positions: [[Int]]) throws -> Column {
    guard !positions.isEmpty else { return try reader.read(dataset.name) }
    let start = positions.map { $0.min() ?? 0 }
    let count = positions.map { PositionBox.extent(of: $0) }
    let column = try reader.read(dataset.name, start: start, count: count)
    // Most often the positions are neighbours and the box is what is wanted.
    let isWhole = zip(positions, start).allSatisfy { positions, start in
      positions.elementsEqual(start..<start + positions.count)
    }
    guard !isWhole else { return column }
    var indices = [0]
    for (axis, positions) in positions.enumerated() {
      indices = indices.flatMap { index in
        positions.map { index * count[axis] + $0 - start[axis] }
      }
    }
    return column.picking(indices)
  }
}

extension Column {
  /// The values at the given indices.
  fileprivate func picking(_ indices: [Int]) -> Column {
    switch self {
    case .float64(let values): .float64(indices.map { values[$0] })
    case .int8(let values): .int8(indices.map { values[$0] })
    case .uint8(let values): .uint8(indices.map { values[$0] })
    case .int64(let values): .int64(indices.map { values[$0] })
    case .text(let values): .text(indices.map { values[$0] })
    }
  }
}
