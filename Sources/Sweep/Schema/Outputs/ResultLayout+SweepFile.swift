extension SweepFile {
  /// Whether mixtures of different sizes share a grid, so that results are padded.
  var isPadded: Bool {
    axes.flatMap(\.columns).contains { column in
      guard case .mixtures(let mixtures) = column.values else { return false }
      return Set(mixtures.map(\.weights.count)).count > 1
    }
  }

  /// The largest number of mixture components at any point.
  var componentCount: Int {
    var count = 0
    for column in axes.flatMap(\.columns) { count = max(count, column.values.componentCount) }
    for value in fixed.values { count = max(count, value.componentCount) }
    return count
  }
}

extension Experiment {
  /// The outputs that a result of a sweep has.
  static func storedOutputs(of file: SweepFile) -> [Output<Point, Outcome>] {
    let points = PointList<Self>(file)
    return outputs.filter { output in
      (output.isAlwaysStored || file.outputs.contains(output.declaration.name))
        && points.hasValues(of: output, componentCount: file.componentCount)
    }
  }
}

extension ResultLayout {
  /// The layout of a sweep's result, with the outputs that it has and their shapes.
  init<E: Experiment>(
    of file: SweepFile, _ outputs: [Output<E.Point, E.Outcome>], _ shapes: FieldShapes<E>,
    planText: String
  ) {
    self.init(
      of: file, inputs: E.inputs.map(\.declaration), shapeInputs: E.shapeInputs,
      reference: E.reference, innerDimensions: shapes.innerDimensions, groups: shapes.groups,
      variables: outputs.flatMap { shapes.variables(of: $0, isPadded: file.isPadded) },
      planText: planText)
  }

  /// The names that stand more than once at the root of the result or in one of its groups, where a
  /// file can have each but once.
  var repeatedNames: Set<String> {
    let atRoot = groups.map(\.name) + [ResultLayout.provenance]
    return frames.reduce(into: []) { repeated, frame in
      var known: Set<String> = []
      let names =
        (frame.pointDimensions + frame.innerDimensions).map(\.name)
        + frame.coordinates.map(\.name) + frame.variables.map { variables[$0].name }
        + (frame.group == nil ? atRoot : [])
      for name in names where !known.insert(name).inserted { repeated.insert(name) }
    }
  }

  /// The layout of a sweep's result.
  ///
  /// An axis of numbers is its own scale; one of weights, mixtures or zipped inputs has
  /// positions for a scale and its values as coordinates; inputs that do not
  /// vary are coordinates without that dimension. Dimensions within a point that nothing uses
  /// are left out, at the root and in each group.
  init(
    of file: SweepFile, inputs: [InputDeclaration], shapeInputs: [String], reference: String,
    innerDimensions: [Dimension], groups: [FieldGroup], variables: [VariableLayout],
    planText: String
  ) {
    let summaries = Dictionary(uniqueKeysWithValues: inputs.map { ($0.name, $0) })
    let componentCount = file.componentCount
    var dimensions: [Dimension] = []
    var coordinates: [Coordinate] = []

    for axis in file.axes {
      let declaration = summaries[axis.name]
      if axis.columns.count == 1, axis.columns[0].input == axis.name, let declaration,
        let scale = axis.columns[0].values.scale
      {
        dimensions.append(
          Dimension(
            axis.name, scale: scale,
            attributes: declaration.attributes(of: axis.columns[0].values) + [
              Attribute("sweep_axis", .text(axis.form))
            ]))
      } else {
        dimensions.append(
          Dimension(
            axis.name, scale: .int64((0..<Int64(axis.count)).map { $0 }),
            attributes: [
              Attribute("units", .text("1")),
              Attribute("long_name", .text("position on the axis \(axis.name)")),
              Attribute("sweep_axis", .text(axis.form)),
            ]))
        for column in axis.columns {
          guard let declaration = summaries[column.input] else { continue }
          coordinates += column.values.coordinates(
            for: declaration, along: axis.name, componentCount: componentCount)
        }
      }
    }
    if dimensions.isEmpty {
      // Readers and blocks want a dimension to lie along; a single point has one of size 1.
      dimensions.append(
        Dimension(
          "point", scale: .int64([0]),
          attributes: [
            Attribute("units", .text("1")), Attribute("long_name", .text("the only point")),
          ]))
    }
    for (name, value) in file.fixed.sorted(by: { $0.key < $1.key }) {
      // What can never vary says how points are computed, not where they lie: the plan has it.
      // What only shapes fields, their dimensions say.
      guard let declaration = summaries[name], declaration.canVary, !shapeInputs.contains(name),
        let values = AxisValues(single: value)
      else { continue }
      coordinates += values.coordinates(
        for: declaration, along: nil, componentCount: componentCount)
    }

    // Beside the axis that they lie along, coordinates have dimensions within a point.
    let coordinateDimensions = Set(coordinates.flatMap(\.dimensions))
      .subtracting(dimensions.map(\.name))
    func used(_ dimensions: [Dimension], in group: String?) -> [Dimension] {
      let own = variables.filter { $0.group == group }
      let used = coordinateDimensions.union(own.flatMap(\.dimensions))
      return dimensions.filter { used.contains($0.name) }
    }
    self.init(
      pointDimensions: dimensions, innerDimensions: used(innerDimensions, in: nil),
      coordinates: coordinates, variables: variables,
      groups: groups.map { group in
        FieldGroup(
          name: group.name, parts: group.parts,
          innerDimensions: used(group.innerDimensions, in: group.name))
      },
      attributes: [
        Attribute("Conventions", .text("CF-1.11")),
        Attribute("title", .text(file.name)),
        Attribute("source", .text("sweep \(engineVersion)")),
        Attribute("references", .text(reference)),
        Attribute("experiment", .text(file.experiment)),
        Attribute("sweep_format", .integer(Int64(resultFormatVersion))),
        Attribute("plan_sha256", .text(SHA256.hexadecimal(of: planText))),
      ],
      texts: ["definition": file.text, "plan": planText])
  }
}
