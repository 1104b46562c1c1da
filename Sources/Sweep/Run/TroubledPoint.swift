/// A point that was computed but is not `ok`.
public struct TroubledPoint: Sendable, Equatable {
  /// Its position among all points.
  public let number: Int
  /// Where it lies, in words: `sigma=0.1 d=1.0 p_weights=[0.2, 0.8]`.
  public let coordinates: String
  /// What became of it.
  public let status: PointStatus
}

/// The points of a result, or of a folder of parts, that are computed but not `ok`.
///
/// - Throws: `StoreError`, `StorageError`, `HDF5Error`.
public func troubledPoints(at path: String) throws -> [TroubledPoint] {
  var statuses: [(Int, PointStatus)] = []
  let places: PointPlaces
  if path.hasSuffix(".parts") {
    let study = try Study(ofPartsAt: path)
    let parts = try PartsFolder(at: path, study: study, shard: nil)
    try parts.forEachStatus { _, point, code in note(point, code, in: &statuses) }
    places = PointPlaces(study.layout.pointDimensions, study.layout.coordinates)
  } else {
    let result = try ResultReader(path)
    guard case .uint8(let codes) = try result.read("status") else { return [] }
    for (point, code) in codes.enumerated() { note(point, code, in: &statuses) }
    let names = result.variables.first { $0.name == "status" }?.dimensions ?? []
    places = PointPlaces(
      result.dimensions.filter { names.contains($0.name) }, result.coordinates)
  }
  return statuses.sorted { $0.0 < $1.0 }.map { point, status in
    TroubledPoint(number: point, coordinates: places.words(for: point), status: status)
  }
}

private func note(_ point: Int, _ code: UInt8, in list: inout [(Int, PointStatus)]) {
  guard let status = PointStatus(rawValue: code), status != .ok, status != .not_computed else {
    return
  }
  list.append((point, status))
}

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
