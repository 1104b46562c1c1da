/// One of two results that are compared, or a group of one, or some variables of one.
struct ResultSide {
  let reader: ResultReader
  /// The dimensions of what is compared.
  let dimensions: [Dimension]
  /// All that has values along dimensions: coordinates and variables.
  let coordinates: [ResultReader.Variable]
  let variables: [ResultReader.Variable]
  /// The dimensions that all variables of the result have: those of the points.
  let pointDimensions: Set<String>
  /// The result that `reader` is of, if it is a group, else itself.
  private let whole: ResultReader

  /// The side of those variables that `isMeant` says.
  init(
    _ reader: ResultReader, groupOf whole: ResultReader? = nil,
    variables isMeant: (String) -> Bool = { _ in true }
  ) {
    self.reader = reader
    let whole = whole ?? reader
    self.whole = whole
    let sizes = Dictionary(
      reader.dimensions.map { ($0.name, $0.size) }, uniquingKeysWith: { first, _ in first })
    let coordinates = reader.coordinates.map { coordinate in
      ResultReader.Variable(
        name: coordinate.name, type: coordinate.values.type, dimensions: coordinate.dimensions,
        shape: coordinate.dimensions.map { sizes[$0] ?? 0 }, attributes: coordinate.attributes)
    }
    let variables = reader.variables.filter { isMeant($0.name) }
    self.coordinates = coordinates
    self.variables = variables
    pointDimensions = Set(
      whole.dimensions.map(\.name).filter { name in
        whole.variables.allSatisfy { $0.dimensions.contains(name) }
      })
    let others = Set(reader.variables.filter { !isMeant($0.name) }.flatMap(\.dimensions))
    let own = Set((variables + coordinates).flatMap(\.dimensions))
    dimensions = reader.dimensions.filter {
      own.contains($0.name) || !others.contains($0.name)
    }
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
      along: dimension, of: whole.dimensions.first { $0.name == name },
      coordinates: names.compactMap { name in reader.coordinates.first { $0.name == name } })
  }

  /// Positions along one dimension, in words.
  func places(_ positions: [Int], along name: String) -> [ResultPlace] {
    guard !positions.isEmpty, let dimension = dimension(name) else { return [] }
    let labels = Label.all(for: [dimension], of: reader, requested: nil).labels
    return positions.map { ResultPlace([$0], labels: labels) }
  }

  /// The words for places in a dataset.
  func labels(of dataset: ResultReader.Variable) -> [Label] {
    Label.all(for: dataset.dimensions.compactMap { dimension($0) }, of: reader, requested: nil)
      .labels
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
