internal import Foundation

extension PartsFolder {
  /// Calls `body` with the shard and the points of each block stored, and with what reads a
  /// variable of the layout by its number there.
  ///
  /// - Throws: what `body` throws; `HDF5Error`.
  func forEachBlock(
    _ body: (Shard, Range<Int>, _ column: (Int) throws -> Column) throws -> Void
  ) throws {
    for segment in segments {
      let reader = try SegmentReader(segment, layout: layout)
      for (number, block) in segment.blocks.enumerated() {
        try body(segment.shard, block.points) { try reader.column(of: number, variable: $0) }
      }
    }
  }

  /// Calls `body` with the shard, number and status of each point stored.
  ///
  /// - Throws: what `body` throws; `HDF5Error`.
  func forEachStatus(_ body: (Shard, Int, UInt8) throws -> Void) throws {
    guard let index = layout.variables.firstIndex(where: { $0.name == "status" }) else { return }
    try forEachBlock { shard, points, column in
      guard case .uint8(let codes) = try column(index) else { return }
      for (point, code) in zip(points, codes) { try body(shard, point, code) }
    }
  }

  /// Who works on a shard: the words in its lock, unless that process is known to be gone.
  ///
  /// Only a look: trying the lock could refuse a writer that starts at this moment.
  func holder(of shard: Shard) -> String? {
    let name = folder.file("shard-\(shard.label).lock")
    guard let bytes = FileManager.default.contents(atPath: name), !bytes.isEmpty else {
      return nil
    }
    let words = String(decoding: bytes, as: UTF8.self)
    let parts = words.split(separator: " ")
    guard parts.count == 4, let process = pid_t(parts[1]) else { return words }
    let isHere = parts[3] == ProcessInfo.processInfo.hostName
    return isHere && kill(process, 0) != 0 && errno == ESRCH ? nil : words
  }
}
