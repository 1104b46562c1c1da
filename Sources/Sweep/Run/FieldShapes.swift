/// The dimensions that outputs have within a point, over a whole sweep.
struct FieldShapes<E: Experiment> {
  /// A point with all inputs set on which dimensions depend; where they differ, the first.
  let reference: E.Point
  /// The dimensions within that point.
  let innerDimensions: [Dimension]
  /// The groups of positions that have the same dimensions; none if all have.
  ///
  /// Each has all dimensions, also those that nothing uses.
  let groups: [FieldGroup]
  /// The names of the dimensions that are not the same in all groups.
  private let differing: Set<String>

  /// The dimensions of some outputs of an experiment.
  ///
  /// - Precondition: no two axes have inputs on which dimensions depend.
  init(_ file: SweepFile, _ points: PointList<E>, _ outputs: [Output<E.Point, E.Outcome>]) {
    let axes = file.axes.indices.filter { axis in
      file.axes[axis].columns.contains { E.shapeInputs.contains($0.input) }
    }
    precondition(axes.count <= 1, "\(E.name) has inputs that shape fields on several axes")
    guard let axis = axes.first else {
      reference = points.origin
      innerDimensions = E.innerDimensions(at: reference, componentCount: file.componentCount)
      groups = []
      differing = []
      return
    }
    reference = points.origin(at: 0, along: axis)
    let used = Set(outputs.flatMap { [reference] in $0.dimensions(reference) })
    var shapes: [(dimensions: [Dimension], positions: [Int])] = []
    for position in 0..<file.axes[axis].count {
      let dimensions = E.innerDimensions(
        at: points.origin(at: position, along: axis), componentCount: file.componentCount)
      let known = shapes.firstIndex { shape in
        shape.dimensions.filter { used.contains($0.name) }
          == dimensions.filter { used.contains($0.name) }
      }
      if let known {
        shapes[known].positions.append(position)
      } else {
        shapes.append((dimensions, [position]))
      }
    }
    innerDimensions = shapes[0].dimensions
    let common = shapes[0].dimensions.filter { dimension in
      shapes.allSatisfy { $0.dimensions.contains(dimension) }
    }.map(\.name)
    let differing = used.subtracting(common)
    self.differing = differing
    guard shapes.count > 1 else {
      groups = []
      return
    }
    // What lies at the root already cannot be a group's name.
    var taken = Set(["provenance"] + file.axes.map(\.name) + outputs.map(\.declaration.name))
    taken.formUnion(E.inputs.map(\.declaration.name) + innerDimensions.map(\.name))
    groups = shapes.map { shape in
      let name =
        E.groupName(at: points.origin(at: shape.positions[0], along: axis))
        ?? shape.dimensions.filter { differing.contains($0.name) }
        .map { "\($0.name)_\($0.size)" }.joined(separator: "_")
      // Grids of one size may lie in different places.
      let numbered = (2...).lazy.map { "\(name)_\($0)" }
      let free = taken.contains(name) ? numbered.first { !taken.contains($0) } ?? name : name
      taken.insert(free)
      return FieldGroup(
        name: free, axis: axis, positions: shape.positions, innerDimensions: shape.dimensions)
    }
  }

  /// The variables in which an output is stored, one a group or one at the root.
  func variables(of output: Output<E.Point, E.Outcome>, isPadded: Bool) -> [VariableLayout] {
    let isRagged = output.dimensions(reference).contains(where: differing.contains)
    let names = isRagged ? groups.map { Optional($0.name) } : [nil]
    return names.map { output.layout(at: reference, isPadded: isPadded, group: $0) }
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
