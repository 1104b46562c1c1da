/// Which positions along a dimension two results share.
public struct DimensionComparison: Sendable, Equatable {
  /// The dimension's name.
  public let name: String
  /// How many positions both have.
  public var sharedCount: Int { shared.count }
  /// The positions that only A has.
  public let onlyInA: [ResultPlace]
  /// The positions that only B has.
  public let onlyInB: [ResultPlace]
  /// Whether the positions that both have come in another order in B.
  public let isReordered: Bool

  /// The positions that both have, in the order of A.
  let shared: [PositionPair]

  /// Whether both have the same positions in the same order.
  public var agrees: Bool { onlyInA.isEmpty && onlyInB.isEmpty && !isReordered }

  /// Matches the positions along a dimension that both results have.
  ///
  /// They are the same where the values of the scale have the same bits; along a dimension of
  /// points the coordinates that both have must agree too.
  init(_ name: String, in a: ResultSide, _ b: ResultSide) {
    self.name = name
    let others = b.identifyingCoordinates(along: name)
    let coordinates = a.identifyingCoordinates(along: name).filter { own in
      others.contains {
        $0.name == own.name && $0.type == own.type && $0.dimensions == own.dimensions
      }
    }.map(\.name)
    let keysOfA = a.keys(along: name, coordinates: coordinates)
    let keysOfB = b.keys(along: name, coordinates: coordinates)
    // Equal values along one dimension are told apart by their order: last in, first out.
    var places: [PositionKey: [Int]] = [:]
    for (position, key) in keysOfB.enumerated().reversed() {
      places[key, default: []].append(position)
    }
    var shared: [PositionPair] = []
    var left: [Int] = []
    for (position, key) in keysOfA.enumerated() {
      if let other = places[key]?.popLast() {
        shared.append(PositionPair(inA: position, inB: other))
      } else {
        left.append(position)
      }
    }
    self.shared = shared
    onlyInA = a.places(left, along: name)
    onlyInB = b.places(places.values.flatMap { $0 }.sorted(), along: name)
    isReordered = zip(shared, shared.dropFirst()).contains { $0.inB > $1.inB }
  }
}

/// Where the same position along a dimension lies in each of two results.
struct PositionPair: Sendable, Equatable {
  let inA: Int
  let inB: Int
}
