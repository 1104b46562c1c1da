/// A point that was computed but is not `ok`.
public struct TroubledPoint: Sendable, Equatable {
  /// Its position among all points.
  public let number: Int
  /// Where it lies, in words: `sigma=0.1 d=1.0 p_weights=[0.2, 0.8]`.
  public let coordinates: String
  /// What became of it.
  public let status: PointStatus
  /// What the result says of the reason: `breakdown=negative breakdown_time=0.92`; empty for none.
  public let reason: String
}

/// The points of a result, or of a folder of parts, that are computed but not `ok`.
///
/// `notice` is called with what of a result is not what was written.
///
/// - Throws: `StoreError`, `StorageError`, `HDF5Error`.
public func troubledPoints(
  at path: String, notice: (String) -> Void = { _ in }
) throws -> [TroubledPoint] {
  var found: [(point: Int, status: PointStatus, reason: String)] = []
  let places: PointPlaces
  if OutputName(path).isParts(path) {
    let study = try Study(ofPartsAt: path)
    let parts = try PartsFolder(at: path, study: study, shard: nil)
    let variables = study.layout.variables
    let reasons = variables.indices.filter { variables[$0].attributes.explainStatus }
    let status = variables.firstIndex { $0.name == "status" } ?? 0
    try parts.forEachBlock { points, column in
      let troubled = try column(status).troubles
      guard !troubled.isEmpty else { return }
      let columns = try reasons.map {
        Reason(variables[$0].name, variables[$0].attributes, try column($0))
      }
      for (offset, status) in troubled {
        found.append((points.lowerBound + offset, status, columns.words(at: offset)))
      }
    }
    places = PointPlaces(study.layout.pointDimensions, study.layout.coordinates)
  } else {
    let result = try ResultReader(path)
    for deviation in result.deviations { notice("\(path): \(deviation)") }
    let troubled = try result.read("status").troubles
    let reasons = result.variables.filter(\.attributes.explainStatus)
    let columns =
      troubled.isEmpty
      ? [] : try reasons.map { Reason($0.name, $0.attributes, try result.read($0.name)) }
    found = troubled.map { ($0.offset, $0.status, columns.words(at: $0.offset)) }
    let names = result.variables.first { $0.name == "status" }?.dimensions ?? []
    places = PointPlaces(
      result.dimensions.filter { names.contains($0.name) }, result.coordinates)
  }
  return found.sorted { $0.point < $1.point }.map { point, status, reason in
    TroubledPoint(
      number: point, coordinates: places.words(for: point), status: status, reason: reason)
  }
}

/// A variable that says why points have their status: a number a point.
private struct Reason {
  private let name: String
  private let meanings: FlagMeanings?
  private let values: Column

  init(_ name: String, _ attributes: [Attribute], _ values: Column) {
    self.name = name
    meanings = FlagMeanings(attributes)
    self.values = values
  }

  /// What it says of a point; nothing where it is NaN.
  func word(at point: Int) -> String? {
    switch values {
    case .float64(let values): values[point].isNaN ? nil : "\(name)=\(values[point])"
    case .uint8(let codes): "\(name)=\(meanings?[codes[point]] ?? "\(codes[point])")"
    default: nil
    }
  }
}

extension [Reason] {
  fileprivate func words(at point: Int) -> String {
    compactMap { $0.word(at: point) }.joined(separator: " ")
  }
}

extension [Attribute] {
  /// Whether their variable says why points have their status.
  fileprivate var explainStatus: Bool { contains(explainsStatusAttribute) }
}

extension Column {
  /// The points with a status to look at, by their position among the codes.
  fileprivate var troubles: [(offset: Int, status: PointStatus)] {
    guard case .uint8(let codes) = self else { return [] }
    return codes.enumerated().compactMap { offset, code in
      guard let status = PointStatus(rawValue: code), status != .ok, status != .not_computed
      else { return nil }
      return (offset, status)
    }
  }
}
