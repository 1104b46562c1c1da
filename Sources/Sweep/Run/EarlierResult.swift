/// A result of another plan, or with points that failed, from which a run takes what
/// it can use.
///
/// A point is used if its values on all axes are the same to the last bit.
///
/// Not `Sendable`: it reads HDF5 and stays on the thread that made it.
final class EarlierResult {
  private let result: ResultReader
  private let layout: ResultLayout
  /// The earlier position for each position of each axis.
  private let positions: [[Int?]]
  private let onlySuccesses: Bool

  /// The result at a path, for a study; where `onlySuccesses`, points that failed are not used.
  ///
  /// - Throws: `RunError.nothingInCommon`; what reading throws.
  init(_ path: String, for study: Study, onlySuccesses: Bool) throws {
    let result = try ResultReader(unchanged: path)
    guard let old = result.texts["plan"].flatMap(PlanParts.init),
      let new = PlanParts(study.planText)
    else { throw RunError.nothingInCommon(path: path, reason: "its plan cannot be read") }
    if let reason = new.reasonNotToUse(old) {
      throw RunError.nothingInCommon(path: path, reason: reason)
    }
    self.result = result
    self.onlySuccesses = onlySuccesses
    layout = study.layout
    positions = zip(new.axes, old.axes).map { $0.positions(in: $1) }
    try requireSameShapes()
  }

  /// Where the earlier result has the values of a variable at a place in it: at the root or in the
  /// place's group.
  private func source(
    of name: String, at place: [Int]
  ) -> (reader: ResultReader, variable: ResultReader.Variable)? {
    let groups = result.groups.filter { group in
      group.parts.allSatisfy { part in
        axis(of: part).map { part.positions.contains(place[$0]) } ?? false
      }
    }
    for reader in [result] + groups {
      if let variable = reader.variables.first(where: { $0.name == name }) {
        return (reader, variable)
      }
    }
    return nil
  }

  /// The axis that a group has a part of.
  private func axis(of part: ResultReader.Part) -> Int? {
    layout.pointDimensions.firstIndex { $0.name == part.axis }
  }

  /// Makes sure that each variable has the same shape in both at the points that both have.
  private func requireSameShapes() throws {
    let earlierAxes = result.groups.first?.parts.compactMap { axis(of: $0) } ?? []
    let shapeAxes = Set(layout.shapeAxes + earlierAxes)
    for variable in layout.variables {
      // A place for each combination of positions along these axes that both have.
      var places = [positions.map { $0.lazy.compactMap(\.self).first ?? 0 }]
      for axis in shapeAxes {
        let part = layout.group(of: variable)?.parts.first { $0.axis == axis }
        let own = part?.positions ?? Array(positions[axis].indices)
        places = own.compactMap { positions[axis][$0] }.flatMap { position in
          places.map { place in
            var place = place
            place[axis] = position
            return place
          }
        }
      }
      for place in places {
        guard let stored = source(of: variable.name, at: place)?.variable,
          stored.type == variable.type,
          stored.dimensions.starts(with: layout.pointDimensions.map(\.name)),
          stored.shape.dropFirst(positions.count).reduce(1, *)
            == layout.elementsPerPoint(of: variable)
        else {
          throw RunError.nothingInCommon(
            path: result.path, reason: "\(variable.name) has another shape")
        }
      }
    }
  }

  /// What is known of the points of a block; none if nothing is.
  func known(block: Int, of grid: BlockGrid) throws -> KnownPoints? {
    let points = grid.points(of: block)
    var known = KnownPoints(
      isKnown: [], columns: layout.variables.map { Column.empty($0.type) })
    let group = layout.group(ofPoint: points.lowerBound)
    var run: (start: [Int], count: Int)?
    for point in points {
      let place = earlierPlace(of: grid.position(of: point))
      // Consecutive places along the last axis are read together.
      if let (start, count) = run, let place, place.dropLast() == start.dropLast(),
        place[place.count - 1] == start[start.count - 1] + count
      {
        run = (start, count + 1)
        continue
      }
      if let run { try append(run.start, run.count, ofGroup: group, to: &known) }
      run = place.map { ($0, 1) }
      if place == nil { known.isKnown.append(false) }
    }
    if let run { try append(run.start, run.count, ofGroup: group, to: &known) }
    return known.isKnown.contains(true) ? known : nil
  }

  private func earlierPlace(of position: [Int]) -> [Int]? {
    var place: [Int] = []
    for (axis, index) in position.enumerated() {
      guard let earlier = positions[axis][index] else { return nil }
      place.append(earlier)
    }
    return place
  }

  /// Reads consecutive points, which are of one group, and keeps those that can be used.
  private func append(
    _ start: [Int], _ count: Int, ofGroup group: Int?, to known: inout KnownPoints
  ) throws {
    let box = [Int](repeating: 1, count: start.count - 1) + [count]
    guard case .uint8(let status) = try result.read("status", start: start, count: box) else {
      return
    }
    let usable = status.map { code in
      code == PointStatus.ok.rawValue
        || (!onlySuccesses && code != PointStatus.not_computed.rawValue)
    }
    known.isKnown += usable
    guard usable.contains(true) else { return }
    for (index, declared) in layout.variables.enumerated()
    where layout.holds(declared, inGroup: group) {
      guard let (reader, variable) = source(of: declared.name, at: start)
      else { preconditionFailure("\(declared.name) was there when the result was opened") }
      var start = start
      for part in reader.parts {
        // Points that follow one another in the whole do so in their group.
        guard let axis = axis(of: part) else { continue }
        start[axis] = part.positions.firstIndex(of: start[axis]) ?? 0
      }
      let inner = Array(variable.shape.dropFirst(start.count))
      let width = inner.reduce(1, *)
      let column = try reader.read(
        variable.name, start: start + inner.map { _ in 0 }, count: box + inner)
      for (row, isUsable) in usable.enumerated() where isUsable {
        known.columns[index] = known.columns[index] + column[row * width..<(row + 1) * width]
      }
    }
  }
}

extension PlanParts {
  /// Why no point of an older plan can serve this one; none if some may.
  func reasonNotToUse(_ old: PlanParts) -> String? {
    if old.format != format || old.numerics != numerics {
      return "it was made by a version with other digits"
    }
    if old.experiment != experiment { return "its experiment is \(old.experiment)" }
    let moved = Set(old.fixed.keys).symmetricDifference(fixed.keys)
      .intersection((old.axes + axes).flatMap(\.columns).map(\.input)).sorted()
    if !moved.isEmpty {
      return
        "\(moved.joined(separator: ", ")) varies in one of them and is fixed in the other; points are kept "
        + "where axes have the same inputs, an axis of one value among them"
    }
    if old.fixed != fixed {
      return "its fixed inputs are others:\n"
        + PlanComparison.fixed(from: old.fixed, to: fixed).map { "  \($0)" }.joined(separator: "\n")
    }
    let missing = outputs.filter { !old.outputs.contains($0) }
    if !missing.isEmpty { return "it lacks the outputs \(missing.joined(separator: ", "))" }
    let shape = { (plan: PlanParts) in plan.axes.map { [$0.name] + $0.columns.map(\.input) } }
    if shape(old) != shape(self) {
      let names = { (plan: PlanParts) in plan.axes.map(\.name).joined(separator: ", ") }
      return names(old) == names(self)
        ? "its zips have other inputs"
        : "its axes are \(names(old)), and not \(names(self)): points are kept where axes are the same, in "
          + "the same order"
    }
    return nil
  }
}

extension PlanParts.Axis {
  /// How many positions there are.
  var count: Int { columns.first?.values.count ?? 0 }

  /// Where each position of this axis lies on another; values are compared as
  /// they are written in plans, which tells doubles apart to the last bit.
  func positions(in other: PlanParts.Axis) -> [Int?] {
    func row(_ axis: PlanParts.Axis, _ position: Int) -> [String] {
      axis.columns.map { $0.values[position] }
    }
    var places: [[String]: Int] = [:]
    for position in 0..<other.count { places[row(other, position)] = position }
    return (0..<count).map { places[row(self, $0)] }
  }
}
