/// The dimensions that outputs have within a point, over a whole sweep.
struct FieldShapes<E: Experiment> {
  /// A point with all inputs set on which dimensions depend; where they differ, the first.
  let reference: E.Point
  /// The dimensions within that point.
  let innerDimensions: [Dimension]
  /// The groups of points that have the same dimensions; none if all have.
  ///
  /// Each has all dimensions, also those that nothing uses.
  let groups: [FieldGroup]
  /// The axis along which points differ in size, and so in the time that they take; nil where they do not.
  let sizeAxis: Int?
  /// The names of the dimensions that are not the same in all groups.
  private let differing: Set<String>

  /// The dimensions of some outputs of an experiment.
  init(_ file: SweepFile, _ points: PointList<E>, _ outputs: [Output<E.Point, E.Outcome>]) {
    let inputs = Set(E.shapeInputs + E.placeInputs)
    let axes = file.axes.indices.filter { axis in
      file.axes[axis].columns.contains { inputs.contains($0.input) }
    }
    func point(at positions: [Int]) -> E.Point { points.origin(at: positions, along: axes) }
    func dimensions(at positions: [Int]) -> [Dimension] {
      E.innerDimensions(at: point(at: positions), componentCount: file.componentCount)
    }
    let origin = axes.map { _ in 0 }
    let reference = point(at: origin)
    let used = Set(outputs.flatMap { $0.dimensions(reference) })
    self.reference = reference
    innerDimensions = dimensions(at: origin)
    // A digest in place of each: of many fine grids the coordinates alone would fill the memory.
    let shapes = PositionTable(sizes: axes.map { file.axes[$0].count }) { positions in
      let inner = dimensions(at: positions)
      return Shape(
        sizes: inner.map(\.size),
        digests: inner.filter { used.contains($0.name) }.map {
          DatasetDigest.hexadecimal(of: $0.scale)
        })
    }
    sizeAxis = axes.indices.first { shapes.classes(along: $0, by: \.sizes).count > 1 }.map {
      axes[$0]
    }
    let classes = axes.indices.map { shapes.classes(along: $0, by: \.digests) }
    let parts = axes.indices.filter { classes[$0].count > 1 }
    guard !parts.isEmpty else {
      groups = []
      differing = []
      return
    }
    // Every combination of the classes along these axes.
    var choices: [[[Int]]] = [[]]
    for axis in parts {
      choices = choices.flatMap { choice in classes[axis].map { choice + [$0] } }
    }
    let candidates = choices.map { choice in
      var first = origin
      for (axis, positions) in zip(parts, choice) { first[axis] = positions[0] }
      return (positions: choice, first: first, dimensions: dimensions(at: first))
    }
    let all = candidates[0].dimensions
    let common = all.filter { dimension in
      candidates.allSatisfy { $0.dimensions.contains(dimension) }
    }.map(\.name)
    let differing = used.subtracting(common)
    self.differing = differing
    // What lies at the root already cannot be a group's name.
    var taken = Set(
      [ResultLayout.provenance] + file.axes.map(\.name) + outputs.map(\.declaration.name))
    taken.formUnion(E.inputs.map(\.declaration.name) + all.map(\.name))
    groups = candidates.map { candidate in
      let name =
        E.groupName(at: point(at: candidate.first))
        ?? candidate.dimensions.filter { differing.contains($0.name) }
        .map { "\($0.name)_\($0.size)" }.joined(separator: "_")
      // Grids of one size may lie in different places.
      let numbered = (2...).lazy.map { "\(name)_\($0)" }
      let free = taken.contains(name) ? numbered.first { !taken.contains($0) } ?? name : name
      taken.insert(free)
      return FieldGroup(
        name: free,
        parts: zip(parts, candidate.positions).map { .init(axis: axes[$0], positions: $1) },
        innerDimensions: candidate.dimensions)
    }
  }

  /// What is compared of the dimensions at a point.
  private struct Shape {
    /// The size of each.
    let sizes: [Int]
    /// The digests of those that outputs have.
    let digests: [String]
  }

  /// The variables in which an output is stored, one a group or one at the root.
  func variables(of output: Output<E.Point, E.Outcome>, isPadded: Bool) -> [VariableLayout] {
    let isRagged = output.dimensions(reference).contains(where: differing.contains)
    let names = isRagged ? groups.map { Optional($0.name) } : [nil]
    return names.map { output.layout(at: reference, isPadded: isPadded, group: $0) }
  }
}

/// A value for each combination of positions along some axes.
private struct PositionTable<Value> {
  private let sizes: [Int]
  private let values: [Value]

  init(sizes: [Int], _ value: ([Int]) -> Value) {
    self.sizes = sizes
    values = (0..<sizes.reduce(1, *)).map { number in
      var rest = number
      return value(
        sizes.reversed().map { size in
          defer { rest /= size }
          return rest % size
        }.reversed())
    }
  }

  /// The positions along an axis in classes, in the order of their first ones: two are of one class if
  /// what is compared is the same at both whatever the positions along the other axes.
  func classes<Key: Hashable>(along axis: Int, by key: (Value) -> Key) -> [[Int]] {
    let following = sizes.dropFirst(axis + 1).reduce(1, *)
    var keys = [[Key]](repeating: [], count: sizes[axis])
    for (number, value) in values.enumerated() {
      keys[number / following % sizes[axis]].append(key(value))
    }
    var classes: [[Int]] = []
    var known: [[Key]: Int] = [:]
    for (position, own) in keys.enumerated() {
      if let number = known[own] {
        classes[number].append(position)
      } else {
        known[own] = classes.count
        classes.append([position])
      }
    }
    return classes
  }
}

extension Output {
  /// The variable in which the output is stored.
  fileprivate func layout(at origin: Point, isPadded: Bool, group: String?) -> VariableLayout {
    let described = [
      Attribute("units", .text(declaration.unit)),
      Attribute("long_name", .text(declaration.summary)),
    ]
    let dimensions = dimensions(origin)
    let isExplained = attributes.contains { $0.name == nanMeaningAttribute }
    let padding =
      isPadded && type == .float64 && !dimensions.isEmpty && !isExplained
      ? [Attribute(nanMeaningAttribute, .text("the mixture has fewer components"))] : []
    return VariableLayout(
      declaration.name, type: type, over: dimensions, attributes: described + attributes + padding,
      group: group)
  }
}
