/// Makes the bytes of a segment: some finished blocks of one shard.
///
/// A segment is a whole HDF5 file, built in memory so that HDF5 never meets the
/// disk, and after it the seal.
///
///     /                  attributes: format, plan, shard, shard count, sequence
///     /blocks/number, first_point, point_count, sha256
///     /variables/NAME    one row a point, blocks one after another
///
/// Variables in groups are `/variables/GROUP/NAME`, with rows for the blocks of the group, and are
/// not there without rows.
///
/// The values have no checksums of HDF5's: the seal and the blocks' digests cover them.
enum SegmentImage {
  /// The version of this arrangement.
  static let format: Int64 = 1

  /// The bytes of a segment with the given blocks; the path serves messages.
  ///
  /// - Precondition: each block has the layout's columns, whole.
  static func bytes(
    of blocks: [(block: Int, columns: [Column])], layout: ResultLayout, grid: BlockGrid,
    planDigest: String, shard: Shard, sequence: Int, path: String
  ) throws -> [UInt8] {
    let file = try HDF5File.createInMemory(named: path)
    try file.write(Attribute("sweep_segment_format", .integer(format)))
    try file.write(Attribute("plan_sha256", .text(planDigest)))
    try file.write(Attribute("shard", .integer(Int64(shard.number))))
    try file.write(Attribute("shard_count", .integer(Int64(shard.count))))
    try file.write(Attribute("sequence", .integer(Int64(sequence))))
    try writeTable(of: blocks, grid: grid, to: file)
    try writeVariables(of: blocks, layout: layout, grid: grid, to: file)
    var bytes = try file.image(roomForMore: Seal.length)
    try file.close()
    var digest = SHA256()
    bytes.withUnsafeBytes { digest.update($0) }
    bytes += Seal.line(digest)
    return bytes
  }

  private static func writeTable(
    of blocks: [(block: Int, columns: [Column])], grid: BlockGrid, to file: HDF5File
  ) throws {
    let points = blocks.map { grid.points(of: $0.block) }
    let digests = blocks.flatMap { BlockRecord.digest(of: $0.columns) }
    try file.createGroup("blocks")
    let table: [(name: String, column: Column, shape: [Int])] = [
      ("number", .int64(blocks.map { Int64($0.block) }), [blocks.count]),
      ("first_point", .int64(points.map { Int64($0.lowerBound) }), [blocks.count]),
      ("point_count", .int64(points.map { Int64($0.count) }), [blocks.count]),
      ("sha256", .uint8(digests), [blocks.count, 32]),
    ]
    for (name, column, shape) in table {
      let dataset = try HDF5Dataset(
        creating: "blocks/\(name)", in: file, type: column.type, shape: shape)
      try dataset.write(column)
      try dataset.close()
    }
  }

  private static func writeVariables(
    of blocks: [(block: Int, columns: [Column])], layout: ResultLayout, grid: BlockGrid,
    to file: HDF5File
  ) throws {
    let points = blocks.map { grid.points(of: $0.block) }
    let groups = points.map { layout.group(ofPoint: $0.lowerBound) }
    try file.createGroup("variables")
    for group in layout.groups { try file.createGroup("variables/\(group.name)") }
    for (index, variable) in layout.variables.enumerated() {
      let own = blocks.indices.filter { layout.holds(variable, inGroup: groups[$0]) }
      // HDF5 makes no chunks in a dataset of no rows.
      guard !own.isEmpty else { continue }
      let counts = own.map { points[$0].count }
      let elements = layout.elementsPerPoint(of: variable)
      let chunk = BlockGrid.chunk(
        of: [counts.max() ?? 1, elements], bytesPerValue: variable.type.size)
      let dataset = try HDF5Dataset(
        creating: "variables/\(variable.path)", in: file, type: variable.type,
        shape: [counts.reduce(0, +), elements], chunk: chunk, isChecksummed: false)
      var row = 0
      for (block, count) in zip(own, counts) {
        try dataset.write(
          blocks[block].columns[index],
          to: HDF5Dataset.Box(start: [row, 0], count: [count, elements]))
        row += count
      }
      try dataset.close()
    }
  }
}
