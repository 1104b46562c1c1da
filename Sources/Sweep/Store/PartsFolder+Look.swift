internal import Foundation

extension PartsFolder {
  /// Calls `body` with the points of each block stored, and with what reads a variable of the
  /// layout by its number there.
  ///
  /// A block may lie in two segments, with the same values; it is looked at once.
  ///
  /// - Throws: what `body` throws; `HDF5Error`.
  func forEachBlock(
    _ body: (Range<Int>, _ column: (Int) throws -> Column) throws -> Void
  ) throws {
    var seen: Set<Int> = []
    for segment in segments {
      let reader = try SegmentReader(segment, layout: layout)
      for (number, block) in segment.blocks.enumerated() where seen.insert(block.number).inserted {
        try body(block.points) { try reader.column(of: number, variable: $0) }
      }
    }
  }

  /// How many points of each block are stored and not ok, by the block's first point.
  ///
  /// - Throws: `HDF5Error`.
  func failedCounts() throws -> [Int: Int] {
    var counts: [Int: Int] = [:]
    guard let index = layout.variables.firstIndex(where: { $0.name == "status" }) else {
      return counts
    }
    try forEachBlock { points, column in
      guard case .uint8(let codes) = try column(index) else { return }
      counts[points.lowerBound] = codes.count { $0 != PointStatus.ok.rawValue }
    }
    return counts
  }

  /// Who works on a shard, or has its lock to merge.
  func holder(of shard: Shard) -> String? { holder(ofLock: PartsFolder.lockName(of: shard)) }

  /// Since when its holder works on a shard.
  func heldSince(_ shard: Shard) -> Date? {
    let lock = folder.file(PartsFolder.lockName(of: shard))
    return (try? FileManager.default.attributesOfItem(atPath: lock))?[.modificationDate] as? Date
  }

  /// Who merges, if nobody else works on any of some shards.
  ///
  /// A merge holds the locks of all shards beside its own. A process that was killed on another
  /// node stays named in all of them, until a run of a shard takes its lock.
  func merger(beside shards: [Shard]) -> String? {
    guard let merger = holder(ofLock: FileLock.ofMerging) else { return nil }
    return shards.allSatisfy { [nil, merger].contains(holder(of: $0)) } ? merger : nil
  }

  /// The words in a lock, unless the process that they name is known to be gone.
  ///
  /// Only a look: trying the lock could refuse a writer that starts at this moment.
  private func holder(ofLock name: String) -> String? {
    let name = folder.file(name)
    guard !isSpecial(name),
      let file = try? FileDescriptor(name, flags: O_RDONLY, attempt: "opening"),
      let bytes = try? file.next(256), !bytes.isEmpty
    else { return nil }
    let words = String(decoding: bytes, as: UTF8.self)
    let parts = words.split(separator: " ")
    guard parts.count == 4, let process = pid_t(parts[1]) else { return words }
    let isHere = parts[3] == ProcessInfo.processInfo.hostName
    return isHere && kill(process, 0) != 0 && errno == ESRCH ? nil : words
  }
}
