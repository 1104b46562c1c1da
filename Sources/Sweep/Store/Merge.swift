internal import Foundation

/// Makes the result from the parts of all shards and removes the parts.
///
/// The result is written under a temporary name, brought to the disk, read again
/// and compared with what was to be written; then it gets its name, and nothing
/// of that name may exist. Blocks are copied in their order, so equal points
/// give equal files however they were computed. At an error the parts stay as
/// they are.
///
/// - Returns: the folder to which damaged segments were moved, if there were any.
/// - Throws: `StoreError`: `.resultExists`, `.missingPoints`,
///   `.foreignSegment`, `.conflict`, `.damaged`, and `.locked` while a shard is
///   at work; `StorageError`, `HDF5Error`, `DescriptorShortage`.
@discardableResult
public func merge(_ parts: PartsFolder, into path: String) throws -> String? {
  let place = try place(for: path, of: parts)
  let locks = try lockAll(of: parts)
  try parts.rescan(isExclusive: true)
  let places = try findBlocks(in: parts)
  let missing = places.indices.filter { places[$0] == nil }
  guard missing.isEmpty else {
    let error = StoreError.missingPoints(
      path: parts.path, points: missing.map { parts.grid.points(of: $0) },
      shards: try shards(of: missing, in: parts))
    guard case .damaged(let path, let reason)? = parts.damaged.first else { throw error }
    throw StoreError.damaged(path: path, reason: "\(reason); run again, since \(error)")
  }
  try write(places, of: parts, in: place, into: path)
  let damaged = try removeOwnFiles(in: parts.folder)
  parts.unlock()
  _ = consume locks
  return damaged
}

/// How many points of some blocks each shard has; none where the folder is not divided.
private func shards(of blocks: [Int], in parts: PartsFolder) throws -> [Shard: Int] {
  guard let count = try ShardCount.stored(in: parts.folder) else { return [:] }
  return blocks.reduce(into: [:]) { shards, block in
    let shard = Shard(number: Shard.number(ofBlock: block, among: count), count: count)
    shards[shard, default: 0] += parts.grid.points(of: block).count
  }
}

/// Makes a result of what there is, with fill values where there is nothing
/// yet, and leaves the parts as they are.
///
/// Shards may be at work: their segments never change. The attribute `complete` of the
/// file is 0.
///
/// - Returns: how many points are missing.
/// - Throws: as `merge`, but for missing points and shards at work.
public func mergePartially(_ parts: PartsFolder, into path: String) throws -> Int {
  let place = try place(for: path, of: parts)
  let lock = try FileLock(parts.folder.file(FileLock.ofMerging))
  try parts.rescan()
  let places = try findBlocks(in: parts)
  try write(places, of: parts, in: place, into: path)
  _ = consume lock
  return places.indices.filter { places[$0] == nil }
    .reduce(0) { $0 + parts.grid.points(of: $1).count }
}

/// Where a result is to be written, looked at before anything is done in vain.
private func place(for path: String, of parts: PartsFolder) throws -> MergePlace {
  guard !Folder.holds(path) else { throw StoreError.resultExists(path: path) }
  return try MergePlace(of: parts.folder, for: path)
}

/// Writes a result, verifies it, and gives it its name.
private func write(
  _ places: [BlockPlace?], of parts: PartsFolder, in place: MergePlace, into path: String
) throws {
  try place.removeLeftovers()
  try place.requireRoom(forResult: parts.layout.byteCount)
  let temporary = try place.reserve()
  do {
    let written = try copy(places, of: parts, to: temporary)
    try compare(temporary, with: written.checksums, written.seal)
    do throws(StorageError) {
      try publish(temporary, as: path)
    } catch {
      throw error.code == EEXIST ? StoreError.resultExists(path: path) : error
    }
  } catch {
    // HDF5's descriptor may be leaked on purpose: cutting the file gives its
    // room back even so.
    truncate(temporary, 0)
    unlink(temporary)
    throw error
  }
}

/// Where a block lies: which segment, and which of its blocks.
private struct BlockPlace {
  let segment: Int
  let index: Int
}

/// The place of every block, each found once or with equal values; none for
/// those that are missing.
private func findBlocks(in parts: PartsFolder) throws -> [BlockPlace?] {
  if let foreign = parts.foreign.first { throw foreign }
  var places = [BlockPlace?](repeating: nil, count: parts.grid.count)
  for (number, segment) in parts.segments.enumerated() {
    for (index, block) in segment.blocks.enumerated() {
      if let place = places[block.number] {
        let first = parts.segments[place.segment]
        guard first.blocks[place.index].digest == block.digest else {
          throw StoreError.conflict(
            points: block.points, first: first.path, second: segment.path)
        }
      } else {
        places[block.number] = BlockPlace(segment: number, index: index)
      }
    }
  }
  return places
}

/// Copies all blocks in their order.
private func copy(
  _ places: [BlockPlace?], of parts: PartsFolder, to path: String
) throws -> (checksums: Checksums, seal: [UInt8]) {
  let isComplete = !places.contains { $0 == nil }
  let layout = parts.layout.marked(complete: isComplete)
  let result = try ResultFile(creating: path, layout: layout, grid: parts.grid)
  // Shards interleave their segments. A few stay open: HDF5 takes a megabyte or
  // two for each.
  var readers: [(segment: Int, reader: SegmentReader)] = []
  for (block, place) in places.enumerated() {
    guard let place else {
      let columns = layout.fillColumns(ofPoints: parts.grid.points(of: block))
      try result.write(block: block, columns: columns)
      continue
    }
    let reader: SegmentReader
    if let known = readers.firstIndex(where: { $0.segment == place.segment }) {
      reader = readers.remove(at: known).reader
    } else {
      reader = try SegmentReader(parts.segments[place.segment], layout: parts.layout)
      if readers.count == 8 { readers.removeFirst() }
    }
    readers.append((place.segment, reader))
    try result.write(block: block, columns: try reader.columns(of: place.index))
  }
  return try result.finish()
}

extension ResultLayout {
  /// The layout with an attribute that says whether every point is there.
  func marked(complete isComplete: Bool) -> ResultLayout {
    ResultLayout(
      pointDimensions: pointDimensions, innerDimensions: innerDimensions,
      coordinates: coordinates, variables: variables, groups: groups,
      attributes: attributes + [Attribute("complete", .integer(isComplete ? 1 : 0))],
      texts: texts)
  }

  /// The values of points that are not computed: NaN, and 0 for whole types.
  fileprivate func fillColumns(ofPoints points: Range<Int>) -> [Column] {
    let group = group(ofPoint: points.lowerBound)
    return variables.map { variable in
      guard holds(variable, inGroup: group) else { return .empty(variable.type) }
      let elements = points.count * elementsPerPoint(of: variable)
      return switch variable.type {
      case .float64: .float64([Double](repeating: .nan, count: elements))
      case .int8: .int8([Int8](repeating: 0, count: elements))
      case .uint8: .uint8([UInt8](repeating: 0, count: elements))
      case .int64: .int64([Int64](repeating: 0, count: elements))
      case .text: .text([String](repeating: "", count: elements))
      }
    }
  }
}

/// Reads a file that was written and closed, and refuses it unless it holds
/// what was written: HDF5 reports success even where it lost data.
///
/// The seal was made from the file's bytes after HDF5 had closed it. It need not be made once more:
/// what HDF5 lost before would be sealed, and what reading finds now has the digests of values
/// that came out of segments with theirs.
private func compare(
  _ path: String, with written: Checksums, _ seal: [UInt8]
) throws {
  guard try Seal.tail(of: path) == seal else {
    throw StoreError.damaged(path: path, reason: "it does not end with its SHA-256")
  }
  var report = VerifyReport()
  let found = compareChecksums(of: try StoredResult(opening: path), into: &report)
  for case .unreadable(let name, let reason) in report.problems {
    throw HDF5Error(
      action: "reading \(name) back", path: path, reason: reason, isOfReading: false)
  }
  guard report.isSound, found == written else {
    let reasons = report.problems.map { "\($0)" }
    throw StoreError.damaged(
      path: path,
      reason: reasons.isEmpty ? "it is not what was written" : reasons.joined(separator: "; "))
  }
}
