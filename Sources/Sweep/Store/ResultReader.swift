/// A finished result, opened for reading, or a group of fields in one.
///
/// A group has dimensions and coordinates of its own and is read like a result.
///
/// Not `Sendable`: it belongs to the thread that opened it.
public final class ResultReader {
  /// A variable as it is stored.
  public struct Variable: Sendable, Equatable {
    /// The variable's name.
    public let name: String
    /// The type of its values.
    public let type: ElementType
    /// The names of all its dimensions, slowest first.
    public let dimensions: [String]
    /// The sizes of its dimensions.
    public let shape: [Int]
    /// Its attributes, `coordinates` among them.
    public let attributes: [Attribute]
  }

  /// Which part of a dimension of the points a group has.
  public struct Part: Sendable, Equatable {
    /// The dimension.
    public let axis: String
    /// The places of the group's positions along that dimension of the whole result, ascending.
    public let positions: [Int]
  }

  /// The file.
  public let path: String
  /// The name of the group that this is; nil for the whole result.
  public let group: String?
  /// The dimensions of which the group has a part; empty for the whole result.
  public let parts: [Part]
  /// The groups of fields of different sizes; none in a group, and where all have one size.
  public let groups: [ResultReader]
  /// The attributes of the whole result, or of the group.
  public let attributes: [Attribute]
  /// The texts under `/provenance`, by name, without the checksums.
  public let texts: [String: String]
  /// All dimensions with their scales, those of the points first.
  public let dimensions: [Dimension]
  /// The coordinates that are not scales.
  public let coordinates: [Coordinate]
  /// The variables, in the order in which they were declared.
  public let variables: [Variable]

  /// What of it may be other than what was written, as another program has left it.
  public private(set) var deviations: [VerifyReport.Problem] = []

  private let stored: StoredResult

  /// Opens a result and reads all of it but the variables' values.
  ///
  /// All its bytes are compared with their SHA-256 first. A copy, and a file that another program has
  /// edited, have none: there all content is compared with the checksums, and `deviations` says what
  /// differs. What other programs have added is passed over.
  ///
  /// - Throws: `StoreError.damaged`; `.notAResult` for a file that is
  ///   incomplete or of another program; `StorageError`, `HDF5Error`.
  public convenience init(_ path: String) throws {
    let seal = try Seal.state(of: path)
    guard seal != .broken else {
      throw StoreError.damaged(path: path, reason: "its bytes do not have their SHA-256")
    }
    let stored = try StoredResult(opening: path)
    try stored.requireToBeWhole()
    try self.init(stored, group: nil)
    guard seal == .absent else { return }
    var report = VerifyReport()
    _ = compareChecksums(of: stored, into: &report)
    if let failure = report.failure { throw failure }
    deviations = report.problems.filter(\.changesValues)
  }

  /// Opens a result to go on from: all of it has to be what was written.
  ///
  /// - Throws: as `init(_:)`, and `StoreError.damaged` where it has deviations.
  public convenience init(unchanged path: String) throws {
    try self.init(path)
    guard deviations.isEmpty else {
      throw StoreError.damaged(
        path: path, reason: deviations.map { "\($0)" }.joined(separator: "; "))
    }
  }

  private init(_ stored: StoredResult, group: String?) throws {
    var dimensions: [Dimension] = []
    var others: [(dataset: HDF5Dataset, variable: Variable)] = []
    for name in stored.datasetNames(in: group) {
      let dataset = try stored.dataset(group.map { "\($0)/\(name)" } ?? name)
      let attributes = try dataset.attributes()
      if try dataset.isScale() {
        dimensions.append(Dimension(name, scale: try dataset.read(), attributes: attributes))
      } else {
        let variable = Variable(
          name: name, type: dataset.type, dimensions: try dataset.dimensions(),
          shape: dataset.shape, attributes: attributes)
        others.append((dataset, variable))
      }
    }
    try Self.requireFit(
      others.map(\.variable), to: dimensions, in: stored.file.path, group: group)
    // The points' come first, in the order in which points are counted; copies may have another.
    let status = others.first { $0.variable.name == "status" }?.variable
    guard status.map({ $0.type == .uint8 && !$0.dimensions.isEmpty }) ?? true else {
      throw StoreError.damaged(path: stored.file.path, reason: "'status' holds no codes of points")
    }
    let points = status?.dimensions ?? []
    dimensions =
      points.compactMap { name in dimensions.first { $0.name == name } }
      + dimensions.filter { !points.contains($0.name) }
    let rootAttributes =
      try group.map { try HDF5Group(opening: $0, in: stored.file).attributes() }
      ?? stored.file.attributes()
    // By netCDF's convention a coordinate is what a `coordinates` attribute names.
    let named = Set(
      (rootAttributes + others.flatMap(\.variable.attributes)).flatMap(\.coordinateNames))
    self.path = stored.file.path
    self.stored = stored
    self.group = group
    self.parts = try group.map { try stored.parts(ofGroup: $0) } ?? []
    self.groups =
      group == nil ? try stored.groupNames.map { try ResultReader(stored, group: $0) } : []
    self.attributes = rootAttributes.filter { $0.name != "coordinates" }
    self.dimensions = dimensions
    self.variables = others.map(\.variable).filter { !named.contains($0.name) }
    self.coordinates = try others.filter { named.contains($0.variable.name) }.map {
      Coordinate(
        $0.variable.name, over: $0.variable.dimensions, values: try $0.dataset.read(),
        attributes: $0.variable.attributes)
    }
    self.texts = try Dictionary(
      uniqueKeysWithValues: stored.textNames.filter { $0 != Checksums.name }
        .map { ($0, try stored.text($0)) })
  }

  /// Makes sure that all that lies along dimensions has their sizes, and no dimension more than one.
  ///
  /// - Throws: `StoreError.damaged`.
  private static func requireFit(
    _ variables: [Variable], to dimensions: [Dimension], in path: String, group: String?
  ) throws(StoreError) {
    let sizes = Dictionary(
      dimensions.map { ($0.name, $0.size) }, uniquingKeysWith: { first, _ in first })
    for variable in variables
    where variable.dimensions.map({ sizes[$0] }) != variable.shape.map(Optional.some) {
      let name = group.map { "\($0)/\(variable.name)" } ?? variable.name
      throw .damaged(path: path, reason: "'\(name)' has other sizes than its dimensions")
    }
  }

  /// All values of a variable, coordinate or scale, in the order of its
  /// dimensions.
  ///
  /// - Throws: `StoreError.unknownVariable`, `HDF5Error`.
  public func read(_ name: String) throws -> Column {
    try stored.dataset(place(of: name)).read()
  }

  /// Where a dataset of this lies in the file.
  private func place(of name: String) -> String { group.map { "\($0)/\(name)" } ?? name }

  /// The values of a box: `count` positions from `start` along each dimension.
  ///
  /// - Throws: `StoreError.unknownVariable`, `HDF5Error`.
  /// - Precondition: `start` and `count` have an entry a dimension.
  public func read(_ name: String, start: [Int], count: [Int]) throws -> Column {
    try stored.dataset(place(of: name)).read(HDF5Dataset.Box(start: start, count: count))
  }
}

extension Attribute {
  /// The names that a `coordinates` attribute lists.
  fileprivate var coordinateNames: [String] {
    guard name == "coordinates", case .text(let list) = value else { return [] }
    return list.split(separator: " ").map(String.init)
  }
}
