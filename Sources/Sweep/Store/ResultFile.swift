/// A result while it is written: block after block, in their order.
///
/// The file is complete, and only then may get its name, once `finish()` has
/// returned. What it holds in memory does not grow with the result.
final class ResultFile {
  private let layout: ResultLayout
  private let grid: BlockGrid
  private let file: HDF5File
  private var scales: [HDF5Dataset] = []
  private var variables: [HDF5Dataset] = []
  private var digests: [DatasetDigest]
  private var checksums = Checksums()
  private var nextBlock = 0

  /// Creates the file with everything that is known before the first point.
  ///
  /// - Precondition: the layout's names differ, and its variables and
  ///   coordinates lie along dimensions it has.
  init(creating path: String, layout: ResultLayout, grid: BlockGrid) throws {
    self.layout = layout
    self.grid = grid
    self.file = try HDF5File.create(at: path)
    self.digests = layout.variables.map { _ in DatasetDigest() }
    try writeRoot()
    try writeScales()
    try writeCoordinates()
    try createVariables()
    for scale in scales { try scale.close() }
  }

  /// The names of the dimensions of a variable, those of the points first.
  private func dimensions(of variable: VariableLayout) -> [String] {
    layout.pointDimensions.map(\.name) + variable.dimensions
  }

  private func writeRoot() throws {
    for attribute in layout.attributes { try file.write(attribute) }
    // A coordinate that belongs to no variable's dimensions, such as weights by
    // component beside a matrix by parameter, is named by the file itself.
    let named = Set(layout.variables.flatMap { coordinates(of: $0) })
    let others = layout.coordinates.map(\.name).filter { !named.contains($0) }
    if !others.isEmpty {
      try file.write(Attribute("coordinates", .text(others.joined(separator: " "))))
    }
  }

  /// The coordinates whose dimensions are all among a variable's.
  private func coordinates(of variable: VariableLayout) -> [String] {
    let own = Set(dimensions(of: variable))
    return layout.coordinates.filter { own.isSuperset(of: $0.dimensions) }.map(\.name)
  }

  private func writeScales() throws {
    for dimension in layout.pointDimensions + layout.innerDimensions {
      let scale = try HDF5Dataset(
        creating: dimension.name, in: file, type: dimension.scale.type, shape: [dimension.size])
      try scale.becomeScale()
      try fill(scale, with: dimension.scale, attributes: dimension.attributes)
      scales.append(scale)
    }
  }

  /// The scales of the named dimensions.
  private func scales(of dimensions: [String]) -> [HDF5Dataset] {
    dimensions.map { name in
      guard let scale = scales.first(where: { $0.name == name }) else {
        preconditionFailure("the layout has no dimension '\(name)'")
      }
      return scale
    }
  }

  private func writeCoordinates() throws {
    for coordinate in layout.coordinates {
      let own = scales(of: coordinate.dimensions)
      let dataset = try HDF5Dataset(
        creating: coordinate.name, in: file, type: coordinate.values.type,
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
    checksums.datasets[dataset.name] = DatasetDigest.hexadecimal(of: values)
  }

  private func createVariables() throws {
    for variable in layout.variables {
      let own = scales(of: dimensions(of: variable))
      let inner = own.dropFirst(layout.pointDimensions.count).map(\.count)
      let dataset = try HDF5Dataset(
        creating: variable.name, in: file, type: variable.type, shape: own.map(\.count),
        chunk: grid.blockShape + inner)
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

  /// Writes the next block.
  ///
  /// - Precondition: every block before it is written.
  func write(block: Int, columns: [Column]) throws {
    precondition(block == nextBlock, "block \(block) comes when \(nextBlock) is due")
    let start = grid.position(of: grid.points(of: block).lowerBound)
    let shape = grid.shape(of: block)
    for (index, (dataset, column)) in zip(variables, columns).enumerated() {
      let inner = Array(dataset.shape.dropFirst(start.count))
      try dataset.write(
        column,
        to: HDF5Dataset.Box(start: start + inner.map { _ in 0 }, count: shape + inner))
      // Blocks are runs of points, so their order is that of the values.
      digests[index].append(column)
    }
    nextBlock += 1
  }

  /// Writes the texts and checksums, closes the file, seals it and brings it to
  /// the disk.
  ///
  /// - Precondition: every block is written.
  /// - Returns: what the file's checksums and its seal have to be when it is read.
  func finish() throws -> (checksums: Checksums, seal: [UInt8]) {
    precondition(nextBlock == grid.count, "blocks from \(nextBlock) on are not written")
    for (variable, digest) in zip(variables, digests) {
      checksums.datasets[variable.name] = SHA256.hexadecimal(digest.finalize())
      try variable.close()
    }
    checksums.attributes = SHA256.hexadecimal(of: try Checksums.account(of: file))
    try file.createGroup("provenance")
    for (name, text) in layout.texts.sorted(by: { $0.key < $1.key }) {
      checksums.texts[name] = SHA256.hexadecimal(of: text)
      try write(text, named: name)
    }
    try write(checksums.text, named: Checksums.name)
    try file.flush()
    try file.close()
    return (checksums, try Seal.close(file.path))
  }

  private func write(_ text: String, named name: String) throws {
    let dataset = try HDF5Dataset(
      creating: "provenance/\(name)", in: file, type: .text, shape: [])
    try dataset.write(.text([text]))
    try dataset.close()
  }
}

extension HDF5Dataset {
  /// Flags are of the type of the values they stand for.
  fileprivate var flagType: ElementType { type == .int8 ? .int8 : .uint8 }
}
