/// What was found of a group of fields of one size.
public struct GroupComparison: Sendable, Equatable {
  /// The group's name.
  public let name: String
  /// What was found, as of a whole result.
  public let comparison: ResultComparison
}

/// Which groups of fields of two results are compared with what.
struct GroupMatches {
  /// What the results have outside of groups, and without what is compared with groups.
  let rootOfA, rootOfB: ResultSide
  /// The groups that have points in both results.
  private(set) var pairs: [(name: String, a: ResultSide, b: ResultSide)] = []
  /// The names of those that have not.
  private(set) var onlyInA: [String] = []
  private(set) var onlyInB: [String] = []

  init(_ a: ResultReader, _ b: ResultReader) {
    // Where one result has fields of several sizes and the other of one, they lie at the root there.
    let (grouped, others) = (a.namesInGroups, b.namesInGroups)
    rootOfA = ResultSide(a) { !a.groups.isEmpty || !others.contains($0) }
    rootOfB = ResultSide(b) { !b.groups.isEmpty || !grouped.contains($0) }
    for group in a.groups {
      let name = group.group ?? ""
      let side = ResultSide(group, groupOf: a)
      if let other = Self.counterpart(of: side, in: b) {
        pairs.append((name, side, other))
      } else {
        onlyInA.append(name)
      }
    }
    for group in b.groups {
      let name = group.group ?? ""
      let side = ResultSide(group, groupOf: b)
      if pairs.contains(where: { $0.name == name }) { continue }
      if a.groups.isEmpty, let other = Self.counterpart(of: side, in: a) {
        pairs.append((name, other, side))
      } else {
        onlyInB.append(name)
      }
    }
  }

  /// The group of the same name, or else the root of a result without groups, if it shares points.
  private static func counterpart(of side: ResultSide, in other: ResultReader) -> ResultSide? {
    if let group = other.groups.first(where: { $0.group == side.reader.group }) {
      return ResultSide(group, groupOf: other)
    }
    guard other.groups.isEmpty else { return nil }
    let names = side.variables.map(\.name)
    let root = ResultSide(other) { names.contains($0) }
    let sharesAll = side.reader.parts.allSatisfy {
      DimensionComparison($0.axis, in: side, root).sharedCount > 0
    }
    return sharesAll ? root : nil
  }
}

extension ResultReader {
  /// The names of the variables that lie in groups.
  fileprivate var namesInGroups: Set<String> {
    Set(groups.flatMap { $0.variables.map(\.name) })
  }
}
