/// Writes the datasets of one frame of a result: the root, or a group of fields of one size.
final class FrameWriter {
  private let layout: ResultLayout
  private let frame: LayoutFrame
  private let file: HDF5File
  private var scales: [HDF5Dataset] = []
  private var variables: [HDF5Dataset] = []
  private var digests: [DatasetDigest]
  /// The SHA-256 of each dataset that is written, by its path.
  private(set) var checksums: [String: String] = [:]

  /// Creates everything of the frame that is known before the first point.
  init(_ frame: LayoutFrame, of layout: ResultLayout, grid: BlockGrid, in file: HDF5File) throws {
    self.layout = layout
    self.frame = frame
    self.file = file
    digests = frame.variables.map { _ in DatasetDigest() }
    try writeAttributes()
    try writeScales()
    try writeCoordinates()
    try createVariables(grid)
    for scale in scales { try scale.close() }
  }

  /// Where a dataset of the frame lies.
  private func path(_ name: String) -> String { frame.group.map { "\($0.name)/\(name)" } ?? name }

  /// The names of the dimensions of a variable, those of the points first.
  private func dimensions(of variable: VariableLayout) -> [String] {
    frame.pointDimensions.map(\.name) + variable.dimensions
  }

  private func writeAttributes() throws {
    // A coordinate that belongs to no variable's dimensions, such as weights by
    // component beside a matrix by parameter, is named by the file itself, or the group.
    let named = Set(frame.variables.flatMap { coordinates(of: layout.variables[$0]) })
    let others = frame.coordinates.map(\.name).filter { !named.contains($0) }
    let names =
      others.isEmpty ? [] : [Attribute("coordinates", .text(others.joined(separator: " ")))]
    guard let group = frame.group else {
      for attribute in layout.attributes + names { try file.write(attribute) }
      return
    }
    try file.createGroup(group.name)
    let object = try HDF5Group(opening: group.name, in: file)
    let axes = group.parts.map { layout.pointDimensions[$0.axis].name }.joined(separator: " ")
    for attribute in [Attribute(HDF5Group.axisAttribute, .text(axes))] + names {
      try object.write(attribute)
    }
    try object.close()
  }

  /// The coordinates whose dimensions are all among a variable's.
  private func coordinates(of variable: VariableLayout) -> [String] {
    let own = Set(dimensions(of: variable))
    return frame.coordinates.filter { own.isSuperset(of: $0.dimensions) }.map(\.name)
  }

  private func writeScales() throws {
    for dimension in frame.pointDimensions + frame.innerDimensions {
      let scale = try HDF5Dataset(
        creating: path(dimension.name), in: file, type: dimension.scale.type,
        shape: [dimension.size])
      try scale.becomeScale()
      try fill(scale, with: dimension.scale, attributes: dimension.attributes)
      scales.append(scale)
    }
  }

  /// The scales of the named dimensions.
  private func scales(of dimensions: [String]) -> [HDF5Dataset] {
    dimensions.map { name in
      guard let scale = scales.first(where: { $0.lastName == name }) else {
        preconditionFailure("the layout has no dimension '\(name)'")
      }
      return scale
    }
  }

  private func writeCoordinates() throws {
    for coordinate in frame.coordinates {
      let own = scales(of: coordinate.dimensions)
      let dataset = try HDF5Dataset(
        creating: path(coordinate.name), in: file, type: coordinate.values.type,
        shape: own.map(\.count))
      try dataset.attach(own)
      try fill(dataset, with: coordinate.values, attributes: coordinate.attributes)
      try dataset.close()
    }
  }

  private func fill(
    _ dataset: HDF5Dataset, with values: Column, attributes: [Attribute]
  ) throws {
    for attribute in attributes { try dataset.write(attribute, flagType: dataset.flagType) }
    try dataset.write(values)
    checksums[dataset.name] = DatasetDigest.hexadecimal(of: values)
  }

  private func createVariables(_ grid: BlockGrid) throws {
    for variable in frame.variables.map({ layout.variables[$0] }) {
      let own = scales(of: dimensions(of: variable))
      let inner = own.dropFirst(frame.pointDimensions.count).map(\.count)
      let dataset = try HDF5Dataset(
        creating: variable.path, in: file, type: variable.type, shape: own.map(\.count),
        chunk: BlockGrid.chunk(
          of: grid.blockShape + inner, bytesPerValue: variable.type.size))
      try dataset.attach(own)
      for attribute in variable.attributes {
        try dataset.write(attribute, flagType: dataset.flagType)
      }
      let coordinates = coordinates(of: variable)
      if !coordinates.isEmpty {
        try dataset.write(Attribute("coordinates", .text(coordinates.joined(separator: " "))))
      }
      variables.append(dataset)
    }
  }

  /// Writes what a block has in the frame, if it has anything there.
  ///
  /// - Precondition: every block before it is written.
  func write(_ columns: [Column], at start: [Int], shape: [Int]) throws {
    var start = start
    for part in frame.group?.parts ?? [] {
      guard let position = part.positions.firstIndex(of: start[part.axis]) else { return }
      start[part.axis] = position
    }
    for (index, dataset) in variables.enumerated() {
      let column = columns[frame.variables[index]]
      let inner = Array(dataset.shape.dropFirst(start.count))
      try dataset.write(
        column,
        to: HDF5Dataset.Box(start: start + inner.map { _ in 0 }, count: shape + inner))
      // Blocks are runs of points, so their order is that of the values, also of those in a group.
      digests[index].append(column)
    }
  }

  /// Closes the variables and adds their checksums.
  func finish() throws {
    for (variable, digest) in zip(variables, digests) {
      checksums[variable.name] = SHA256.hexadecimal(digest.finalize())
      try variable.close()
    }
  }
}

extension HDF5Dataset {
  /// Flags are of the type of the values they stand for.
  fileprivate var flagType: ElementType { type == .int8 ? .int8 : .uint8 }
}
