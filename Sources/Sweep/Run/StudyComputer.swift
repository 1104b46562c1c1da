/// How the points of a study are computed: by one computer for each size that fields have.
struct StudyComputer: Sendable {
  private let layout: ResultLayout
  private let parts: [Part]

  /// The computer of the points of one group.
  private struct Part: Sendable {
    let computer: BlockComputer
    /// The variables that its columns are of, by their places in the layout.
    let variables: [Int]
  }

  /// The computer of a study; `make` gives that of outputs of some shapes.
  init(_ layout: ResultLayout, _ make: ([InnerShape]) -> BlockComputer) {
    let groups = layout.groups.isEmpty ? [nil] : layout.groups.indices.map { Optional($0) }
    self.layout = layout
    parts = groups.map { group in
      let variables = layout.variables.indices.filter {
        layout.holds(layout.variables[$0], inGroup: group)
      }
      let shapes = variables.map { InnerShape(layout.sizesWithinPoint(of: layout.variables[$0])) }
      return Part(computer: make(shapes), variables: variables)
    }
  }

  /// The values of all variables at a run of points.
  ///
  /// Those of groups that the points are not of are empty. None if the context had it stopped.
  ///
  /// - Precondition: where points are known, all are of one group.
  func columns(
    _ points: Range<Int>, _ known: KnownPoints? = nil, in context: BlockContext = BlockContext()
  ) -> [Column]? {
    guard !layout.groups.isEmpty else { return parts[0].computer.columns(points, known, context) }
    let length = layout.pointsPerShape
    var columns = layout.variables.map { Column.empty($0.type) }
    var first = points.lowerBound
    while first < points.upperBound {
      let end = min(points.upperBound, (first / length + 1) * length)
      let part = parts[layout.group(ofPoint: first) ?? 0]
      let own = known.map { known in
        KnownPoints(isKnown: known.isKnown, columns: part.variables.map { known.columns[$0] })
      }
      guard let computed = part.computer.columns(first..<end, own, context) else { return nil }
      for (variable, column) in zip(part.variables, computed) {
        // Most often the points are those of a block, and there is nothing to join.
        columns[variable] =
          columns[variable].count == 0 ? column : columns[variable] + column
      }
      first = end
    }
    return columns
  }
}

extension StudyComputer {
  /// Computes a point on a grid so many times as coarse, and forgets it.
  func rehearse(
    _ point: Int, coarserBy factor: Int, while goesOn: (_ work: Double, _ share: Double) -> Bool
  ) -> Rehearsal {
    computer(of: point).rehearse(point, factor, goesOn)
  }

  /// How many values a step of a point moves on a grid so many times as coarse; nil if there is none.
  func valueCount(of point: Int, coarserBy factor: Int) -> Int? {
    computer(of: point).valueCount(point, factor)
  }

  /// Whether the beginning of a point tells how much work there is.
  func isToldByBeginning(_ point: Int) -> Bool { computer(of: point).isToldByBeginning(point) }

  /// How many workers may compute a point together.
  func partCount(of point: Int) -> Int { computer(of: point).partCount(point) }

  private func computer(of point: Int) -> BlockComputer {
    parts[layout.group(ofPoint: point) ?? 0].computer
  }
}

extension InnerShape {
  /// The shape of an output with dimensions of some sizes: all but the first count as columns.
  fileprivate init(_ sizes: [Int]) {
    self.init(rows: sizes.first ?? 1, columns: sizes.dropFirst().reduce(1, *))
  }
}
