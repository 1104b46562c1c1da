/// Positions that two results share, along each dimension of a dataset.
struct PositionBox {
  /// The pairs of positions along each dimension.
  let pairs: [ArraySlice<PositionPair>]

  /// The positions in A, along each dimension.
  var inA: [[Int]] { pairs.map { $0.map(\.inA) } }
  /// The positions in B, along each dimension.
  var inB: [[Int]] { pairs.map { $0.map(\.inB) } }
  /// How many combinations of positions there are.
  var count: Int { pairs.reduce(1) { $0 * $1.count } }

  /// Where in A the combination of an index lies.
  func positionInA(of index: Int) -> [Int] {
    var rest = index
    var position = [Int](repeating: 0, count: pairs.count)
    for axis in pairs.indices.reversed() {
      position[axis] = pairs[axis][pairs[axis].startIndex + rest % pairs[axis].count].inA
      rest /= pairs[axis].count
    }
    return position
  }

  /// Calls `body` with boxes that together are this one, in the order of A.
  ///
  /// What lies between the ends of a box has at most `limit` values in either result, however
  /// far apart the positions are: a grid of few positions may share them with a much finer one.
  func forEachPiece(limit: Int, _ body: (PositionBox) throws -> Void) rethrows {
    guard count > 0 else { return }
    let isSmall = [inA, inB].allSatisfy { positions in
      positions.reduce(1) { $0 * Self.extent(of: $1) } <= limit
    }
    guard !isSmall, let axis = pairs.firstIndex(where: { $0.count > 1 }) else {
      return try body(self)
    }
    let middle = pairs[axis].startIndex + pairs[axis].count / 2
    for half in [pairs[axis][..<middle], pairs[axis][middle...]] {
      var pairs = self.pairs
      pairs[axis] = half
      try PositionBox(pairs: pairs).forEachPiece(limit: limit, body)
    }
  }

  /// How many positions lie between the first and the last, both counted.
  static func extent(of positions: [Int]) -> Int {
    guard let first = positions.min(), let last = positions.max() else { return 0 }
    return last - first + 1
  }
}
