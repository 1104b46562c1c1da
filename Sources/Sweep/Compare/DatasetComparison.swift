/// What was found of a variable or coordinate of two results.
public struct DatasetComparison: Sendable, Equatable {
  /// What was found.
  public enum Finding: Sendable, Equatable {
    /// Only A has it.
    case onlyInA
    /// Only B has it.
    case onlyInB
    /// Its values have different types, so they were not compared.
    case types(a: ElementType, b: ElementType)
    /// It lies along different dimensions, so its values were not compared.
    case dimensions(a: [String], b: [String])
    /// Its values were compared where both results have them.
    case values(ValueDifferences)
  }

  /// Its name.
  public let name: String
  /// What was found.
  public let finding: Finding

  /// Whether both have it and nothing of it differs where both have values.
  public var agrees: Bool {
    if case .values(let differences) = finding { return differences.different == 0 }
    return false
  }

  /// Compares what A and B have under a name, where both have positions.
  init(
    _ name: String, _ a: ResultReader.Variable?, of sideA: ResultSide,
    _ b: ResultReader.Variable?, of sideB: ResultSide,
    along shared: (_ dimension: String) -> [PositionPair], tolerance: UInt64
  ) throws {
    self.name = name
    switch (a, b) {
    case (_?, nil): finding = .onlyInA
    case (nil, _): finding = .onlyInB
    case (let a?, let b?) where a.type != b.type: finding = .types(a: a.type, b: b.type)
    case (let a?, let b?) where a.dimensions != b.dimensions:
      finding = .dimensions(a: a.dimensions, b: b.dimensions)
    case (let a?, let b?):
      let labels = sideA.labels(of: a)
      let meanings = (FlagMeanings(a.attributes), FlagMeanings(b.attributes))
      var differences = ValueDifferences()
      let box = PositionBox(pairs: a.dimensions.map { shared($0)[...] })
      try box.forEachPiece(limit: Self.pieceSize) { piece in
        let valuesOfA = try sideA.read(a, at: piece.inA)
        let valuesOfB = try sideB.read(b, at: piece.inB)
        differences.add(valuesOfA, valuesOfB, tolerance: tolerance) { index in
          ValueDifferences.Pair(
            place: ResultPlace(piece.positionInA(of: index), labels: labels),
            a: valuesOfA.cell(at: index, meanings: meanings.0),
            b: valuesOfB.cell(at: index, meanings: meanings.1))
        }
      }
      finding = .values(differences)
    }
  }

  /// How many values of each result are in memory at once: a megabyte of numbers.
  private static let pieceSize = 1 << 17
}
