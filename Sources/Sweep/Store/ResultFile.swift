/// A result while it is written: block after block, in their order.
///
/// The file is complete, and only then may get its name, once `finish()` has
/// returned. What it holds in memory does not grow with the result.
final class ResultFile {
  private let layout: ResultLayout
  private let grid: BlockGrid
  private let file: HDF5File
  private let frames: [FrameWriter]
  private var checksums = Checksums()
  private var nextBlock = 0

  /// Creates the file with everything that is known before the first point.
  ///
  /// - Precondition: the layout's names differ, and its variables and
  ///   coordinates lie along dimensions it has; no block has points of two groups.
  init(creating path: String, layout: ResultLayout, grid: BlockGrid) throws {
    precondition(
      layout.shapeAxes.allSatisfy { grid.blockShape[$0] == 1 }, "blocks span several groups")
    let file = try HDF5File.create(at: path)
    self.layout = layout
    self.grid = grid
    self.file = file
    frames = try layout.frames.map { try FrameWriter($0, of: layout, grid: grid, in: file) }
  }

  /// Writes the next block.
  ///
  /// - Precondition: every block before it is written.
  func write(block: Int, columns: [Column]) throws {
    precondition(block == nextBlock, "block \(block) comes when \(nextBlock) is due")
    let start = grid.position(of: grid.points(of: block).lowerBound)
    let shape = grid.shape(of: block)
    for frame in frames { try frame.write(columns, at: start, shape: shape) }
    nextBlock += 1
  }

  /// Writes the texts and checksums, closes the file, seals it and brings it to
  /// the disk.
  ///
  /// - Precondition: every block is written.
  /// - Returns: what the file's checksums and its seal have to be when it is read.
  func finish() throws -> (checksums: Checksums, seal: [UInt8]) {
    precondition(nextBlock == grid.count, "blocks from \(nextBlock) on are not written")
    for frame in frames {
      try frame.finish()
      checksums.datasets.merge(frame.checksums) { first, _ in first }
    }
    let listing = try ResultListing(of: file, nil)
    checksums.attributes = SHA256.hexadecimal(
      of: try Checksums.account(of: file, groups: listing.groups, datasets: listing.datasets))
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
