/// A segment on the disk, found whole.
struct Segment {
  /// Its file.
  let path: String
  /// The SHA-256 of the plan it belongs to.
  let planDigest: String
  /// The shard that stored it.
  let shard: Shard
  /// Its ordinal within the shard.
  let sequence: Int
  /// Its blocks, in the order in which their rows follow one another.
  let blocks: [BlockRecord]

  /// Checks every byte of a segment's file and reads what it says of itself.
  ///
  /// - Throws: `StoreError.damaged` where a byte has changed; `StorageError`
  ///   where the file cannot be read; `StoreError.foreignSegment` for a
  ///   segment of a version that this program does not read.
  init(checking path: String) throws {
    guard try Seal.state(of: path) == .intact else {
      throw StoreError.damaged(path: path, reason: "its bytes do not have their SHA-256")
    }
    let file = try HDF5File.open(at: path)
    let attributes = try file.attributes()
    func integer(_ name: String) throws -> Int {
      guard case .integer(let value)? = attributes.first(where: { $0.name == name })?.value else {
        throw StoreError.damaged(path: path, reason: "it has no attribute \(name)")
      }
      return Int(value)
    }
    let format = try integer("sweep_segment_format")
    guard format == SegmentImage.format else {
      throw StoreError.foreignSegment(
        path: path, points: [], reason: "it has format \(format), not \(SegmentImage.format)")
    }
    guard case .text(let plan)? = attributes.first(where: { $0.name == "plan_sha256" })?.value
    else { throw StoreError.damaged(path: path, reason: "it names no plan") }
    self.path = path
    self.planDigest = plan
    let (number, count) = (try integer("shard"), try integer("shard_count"))
    guard 0 <= number, number < count else {
      throw StoreError.damaged(path: path, reason: "it names no shard")
    }
    self.shard = Shard(number: number, count: count)
    self.sequence = try integer("sequence")
    self.blocks = try Segment.records(in: file)
  }

  private static func records(in file: HDF5File) throws -> [BlockRecord] {
    func column(_ name: String) throws -> Column {
      try HDF5Dataset(opening: "blocks/\(name)", in: file).read()
    }
    guard case .int64(let numbers) = try column("number"),
      case .int64(let firsts) = try column("first_point"),
      case .int64(let counts) = try column("point_count"),
      case .uint8(let digests) = try column("sha256"),
      firsts.count == numbers.count, counts.count == numbers.count,
      digests.count == 32 * numbers.count,
      // No range may end beyond what a number holds.
      (firsts + counts).allSatisfy({ (0...(1 << 61)).contains($0) })
    else { throw StoreError.damaged(path: file.path, reason: "its list of blocks is broken") }
    return numbers.indices.map { index in
      let first = Int(firsts[index])
      return BlockRecord(
        number: Int(numbers[index]), points: first..<(first + Int(counts[index])),
        digest: Array(digests[(32 * index)..<(32 * index + 32)]))
    }
  }

  /// The points it holds, a range a block.
  var points: [Range<Int>] { blocks.map(\.points) }
}

/// Reads the blocks of one segment, whose file it keeps open.
final class SegmentReader {
  private let segment: Segment
  private let layout: ResultLayout
  /// The group of each block.
  private let groups: [Int?]
  /// The dataset of each variable; none where no block has values of it.
  private let variables: [HDF5Dataset?]

  /// Opens a segment that was found whole.
  init(_ segment: Segment, layout: ResultLayout) throws {
    let file = try HDF5File.open(at: segment.path)
    let groups = segment.blocks.map { layout.group(ofPoint: $0.points.lowerBound) }
    self.segment = segment
    self.layout = layout
    self.groups = groups
    self.variables = try layout.variables.map { variable in
      guard groups.contains(where: { layout.holds(variable, inGroup: $0) }) else { return nil }
      let dataset = try HDF5Dataset(opening: "variables/\(variable.path)", in: file)
      let elements = layout.elementsPerPoint(of: variable)
      let rows = zip(segment.blocks, groups).reduce(0) { rows, block in
        rows + (layout.holds(variable, inGroup: block.1) ? block.0.points.count : 0)
      }
      guard dataset.type == variable.type, dataset.shape == [rows, elements] else {
        throw StoreError.foreignSegment(
          path: segment.path, points: segment.points,
          reason: "'\(variable.path)' has another type or shape")
      }
      return dataset
    }
  }

  /// One column of a block, which the checking of the whole segment covers; it is empty for a
  /// variable of another group.
  func column(of index: Int, variable: Int) throws -> Column {
    let declared = layout.variables[variable]
    guard let dataset = variables[variable], layout.holds(declared, inGroup: groups[index]) else {
      return .empty(declared.type)
    }
    let row = (0..<index).reduce(0) { row, block in
      let hasRows = layout.holds(declared, inGroup: groups[block])
      return row + (hasRows ? segment.blocks[block].points.count : 0)
    }
    return try dataset.read(
      HDF5Dataset.Box(
        start: [row, 0], count: [segment.blocks[index].points.count, dataset.shape[1]]))
  }

  /// The columns of a block, checked against the digest stored with it.
  func columns(of index: Int) throws -> [Column] {
    let record = segment.blocks[index]
    let columns = try variables.indices.map { try column(of: index, variable: $0) }
    guard BlockRecord.digest(of: columns) == record.digest else {
      throw StoreError.damaged(
        path: segment.path, reason: "block \(record.number) does not have its SHA-256")
    }
    return columns
  }
}
