/// A result of another plan, or with points that failed, from which a run takes what
/// it can use.
///
/// A point is used if its values on all axes are the same to the last bit.
///
/// Not `Sendable`: it reads HDF5 and stays on the thread that made it.
final class EarlierResult {
  private let result: ResultReader
  private let variables: [String]
  /// The earlier position for each position of each axis.
  private let positions: [[Int?]]
  private let sizes: [Int]
  private let onlySuccesses: Bool

  /// The result at a path, for a study; where `onlySuccesses`, points that failed are not used.
  ///
  /// - Throws: `RunError.nothingInCommon`; what reading throws.
  init(_ path: String, for study: Study, onlySuccesses: Bool) throws {
    let result = try ResultReader(path)
    guard let old = result.texts["plan"].flatMap(PlanParts.init),
      let new = PlanParts(study.planText)
    else { throw RunError.nothingInCommon(path: path, reason: "its plan cannot be read") }
    if let reason = new.reasonNotToUse(old) {
      throw RunError.nothingInCommon(path: path, reason: reason)
    }
    let sizes = old.axes.map(\.count)
    for (variable, layout) in study.layout.variables.map({ ($0.name, $0) }) {
      guard let stored = result.variables.first(where: { $0.name == variable }),
        stored.shape.dropFirst(sizes.count).reduce(1, *)
          == study.layout.elementsPerPoint(of: layout)
      else {
        throw RunError.nothingInCommon(path: path, reason: "\(variable) has another shape")
      }
    }
    self.result = result
    self.sizes = sizes
    self.onlySuccesses = onlySuccesses
    variables = study.layout.variables.map(\.name)
    positions = zip(new.axes, old.axes).map { $0.positions(in: $1) }
  }

  /// What is known of the points of a block; none if nothing is.
  func known(block: Int, of grid: BlockGrid) throws -> KnownPoints? {
    let points = grid.points(of: block)
    var known = KnownPoints(isKnown: [], columns: [])
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
      if let run { try append(run.start, run.count, to: &known) }
      run = place.map { ($0, 1) }
      if place == nil { known.isKnown.append(false) }
    }
    if let run { try append(run.start, run.count, to: &known) }
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

  /// Reads consecutive points and keeps those that can be used.
  private func append(_ start: [Int], _ count: Int, to known: inout KnownPoints) throws {
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
    for (index, name) in variables.enumerated() {
      let shape = result.variables.first { $0.name == name }?.shape ?? []
      let inner = Array(shape.dropFirst(start.count))
      let width = inner.reduce(1, *)
      let column = try result.read(
        name, start: start + inner.map { _ in 0 }, count: box + inner)
      for (row, isUsable) in usable.enumerated() where isUsable {
        let values = column[row * width..<(row + 1) * width]
        if known.columns.count == index {
          known.columns.append(values)
        } else {
          known.columns[index] = known.columns[index] + values
        }
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
    if old.fixed != fixed { return "its fixed inputs are others" }
    let missing = outputs.filter { !old.outputs.contains($0) }
    if !missing.isEmpty { return "it lacks the outputs \(missing.joined(separator: ", "))" }
    let shape = { (plan: PlanParts) in plan.axes.map { [$0.name] + $0.columns.map(\.input) } }
    if shape(old) != shape(self) { return "its axes are others, or in another order" }
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
