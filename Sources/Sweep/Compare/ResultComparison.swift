/// Whether two results agree, and where not.
///
/// Points are the same where the values of their dimensions and the coordinates along these have
/// the same bits, and so have the inputs that do not vary. Values are compared at the points that
/// both results have.
public struct ResultComparison: Sendable, Equatable {
  /// The dimensions that only A has.
  public let dimensionsOnlyInA: [String]
  /// The dimensions that only B has.
  public let dimensionsOnlyInB: [String]
  /// The dimensions that both have.
  public let dimensions: [DimensionComparison]
  /// The coordinates of either, compared bit for bit.
  public let coordinates: [DatasetComparison]
  /// Whether inputs that do not vary are different, so that no point is the same.
  public let sharesNoPoints: Bool
  /// The variables of either.
  public let variables: [DatasetComparison]
  /// Attributes that differ; they are no disagreement.
  public let attributes: [AttributeDifference]
  /// The groups of fields that only A has.
  public let groupsOnlyInA: [String]
  /// The groups of fields that only B has.
  public let groupsOnlyInB: [String]
  /// The groups of fields of either that have points in both.
  public let groups: [GroupComparison]

  /// Whether both have the same dimensions, coordinates, variables and groups, and no values
  /// differ by more than is tolerated.
  public var agrees: Bool {
    groupsOnlyInA.isEmpty && groupsOnlyInB.isEmpty && groups.allSatisfy(\.comparison.agrees)
      && dimensionsOnlyInA.isEmpty && dimensionsOnlyInB.isEmpty && dimensions.allSatisfy(\.agrees)
      && coordinates.allSatisfy(\.agrees) && variables.allSatisfy(\.agrees)
  }

  /// Compares two results; numbers of variables may differ by `tolerance` ulp.
  ///
  /// Reads a megabyte of each at a time, so that memory does not grow with the results.
  ///
  /// - Throws: `HDF5Error`.
  public init(of a: ResultReader, and b: ResultReader, tolerance: UInt64 = 0) throws {
    let matches = GroupMatches(a, b)
    try self.init(matches.rootOfA, matches.rootOfB, matches, tolerance: tolerance)
  }

  init(
    _ sideA: ResultSide, _ sideB: ResultSide, _ matches: GroupMatches? = nil, tolerance: UInt64
  ) throws {
    let (a, b) = (sideA.reader, sideB.reader)
    let namesInA = sideA.dimensions.map(\.name)
    let namesInB = sideB.dimensions.map(\.name)
    dimensionsOnlyInA = namesInA.filter { !namesInB.contains($0) }
    dimensionsOnlyInB = namesInB.filter { !namesInA.contains($0) }
    let dimensions = namesInA.filter(namesInB.contains).map {
      DimensionComparison($0, in: sideA, sideB)
    }
    let shared = Dictionary(
      dimensions.map { ($0.name, $0.shared) }, uniquingKeysWith: { first, _ in first })
    let coordinates = try Self.pairs(sideA.coordinates, sideB.coordinates).map { name, a, b in
      try DatasetComparison(
        name, a, of: sideA, b, of: sideB, along: { shared[$0] ?? [] }, tolerance: 0)
    }
    let fixed = sideA.coordinates.filter { coordinate in
      !coordinate.dimensions.contains(where: sideA.pointDimensions.contains)
    }.map(\.name)
    let sharesNoPoints = coordinates.contains { coordinate in
      guard fixed.contains(coordinate.name), case .values = coordinate.finding else { return false }
      return !coordinate.agrees
    }
    variables = try Self.pairs(sideA.variables, sideB.variables).map { name, a, b in
      try DatasetComparison(
        name, a, of: sideA, b, of: sideB,
        along: { sharesNoPoints ? [] : shared[$0] ?? [] }, tolerance: tolerance)
    }
    // The attributes of a group are not those of a whole result.
    let isComparable = (a.group == nil) == (b.group == nil)
    attributes =
      (isComparable ? AttributeDifference.all(a.attributes, b.attributes) : [])
      + namesInA.filter(namesInB.contains).flatMap { name in
        AttributeDifference.all(
          sideA.dimension(name)?.attributes ?? [], sideB.dimension(name)?.attributes ?? [],
          of: name)
      }
      + Self.pairs(sideA.coordinates + sideA.variables, sideB.coordinates + sideB.variables)
      .flatMap { name, a, b in
        guard let a, let b else { return [AttributeDifference]() }
        return AttributeDifference.all(a.attributes, b.attributes, of: name)
      }
    self.dimensions = dimensions
    self.coordinates = coordinates
    self.sharesNoPoints = sharesNoPoints
    groupsOnlyInA = matches?.onlyInA ?? []
    groupsOnlyInB = matches?.onlyInB ?? []
    groups = try (matches?.pairs ?? []).map { name, a, b in
      GroupComparison(
        name: name, comparison: try ResultComparison(a, b, tolerance: tolerance))
    }
  }

  /// What both results have under each name, in the order of A and then of B.
  private static func pairs(
    _ a: [ResultReader.Variable], _ b: [ResultReader.Variable]
  ) -> [(name: String, a: ResultReader.Variable?, b: ResultReader.Variable?)] {
    a.map { own in (own.name, own, b.first { $0.name == own.name }) }
      + b.filter { other in !a.contains { $0.name == other.name } }.map { ($0.name, nil, $0) }
  }
}
