import Foundation
import TestSupport
import Testing

@testable import Sweep

@Suite struct SegmentDamageTests {
  let folder: TemporaryFolder
  let study = ExampleStudy()
  let name: String
  let whole: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    name = folder.file("parts/segment-0-of-1-000000.h5")
    try study.commit([0, 1], batch: 2, to: try study.parts(at: folder.file("parts")))
    whole = try contents(of: name)
  }

  func isRefused(_ bytes: [UInt8]) throws -> Bool {
    try replace(name, with: bytes)
    do {
      _ = try Segment(checking: name)
      return false
    } catch StoreError.damaged {
      return true
    }
  }

  @Test("every flipped bit is found", arguments: [UInt64(20_260_101)])
  func flips(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let place = Int.random(in: whole.indices, using: &generator)
      var bytes = whole
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      #expect(try isRefused(bytes), "byte \(place), seed \(seed)")
    }
    #expect(try !isRefused(whole))
  }

  @Test("every truncation is found", arguments: [UInt64(20_260_102)])
  func truncations(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let lengths = [0, 1, whole.count - 1, whole.count - Seal.length]
    for length in lengths + (0..<50).map({ _ in Int.random(in: whole.indices, using: &generator) })
    {
      #expect(try isRefused(Array(whole[..<length])), "\(length) bytes, seed \(seed)")
    }
  }

  @Test("a damaged segment is moved aside and its blocks are to be done again")
  func setAside() throws {
    var bytes = whole
    bytes[whole.count / 2] ^= 4
    try replace(name, with: bytes)
    let parts = try study.parts(at: folder.file("parts"))
    #expect(parts.doneBlocks.isEmpty)
    #expect(parts.damaged.count == 1)
    let names = try folder.names(in: "parts")
    #expect(names.contains("segment-0-of-1-000000.h5.damaged"))
    #expect(!names.contains("segment-0-of-1-000000.h5"))
    try study.commit(Array(0..<study.grid.count), batch: 99, to: parts)
    #expect(try folder.names(in: "parts").contains("segment-0-of-1-000001.h5"))
    #expect(try merge(parts, into: folder.file("out.h5")) == folder.file("parts.damaged"))
    #expect(try folder.names(in: "parts.damaged") == ["segment-0-of-1-000000.h5.damaged"])
    #expect(!Folder.holds(folder.file("parts")))
    #expect(try verify(folder.file("out.h5")).isSound)
  }

  @Test("merging says which segment is damaged and whose points it lacks, and sets it aside")
  func mergeWithDamage() throws {
    let path = folder.file("out.h5.parts")
    for number in 0..<2 {
      let parts = try study.parts(at: path, shard: Shard(number: number, count: 2))
      try study.commit(
        (0..<study.grid.count).filter { $0 % 2 == number }, batch: 99, to: parts)
    }
    let segment = "\(path)/segment-1-of-2-000000.h5"
    var bytes = try contents(of: segment)
    bytes[bytes.count / 2] ^= 4
    try replace(segment, with: bytes)
    #expect {
      try merge(try study.parts(at: path, shard: nil), into: folder.file("out.h5"))
    } throws: { error in
      guard case StoreError.damaged(segment, let reason) = error else { return false }
      return reason.contains(
        "run again, since \(path) lacks 20 points of shard 1/2: points 8...11, ")
    }
    #expect(Folder.holds("\(segment).damaged"))
    do {
      let parts = try study.parts(at: path, shard: Shard(number: 1, count: 2))
      try study.commit((0..<study.grid.count).filter { $0 % 2 == 1 }, batch: 99, to: parts)
    }
    let parts = try study.parts(at: path, shard: nil)
    // A damaged segment of an earlier result stays, too.
    try FileManager.default.createDirectory(
      atPath: folder.file("out.h5.damaged"), withIntermediateDirectories: false)
    #expect(try merge(parts, into: folder.file("out.h5")) == folder.file("out.h5.damaged-2"))
    #expect(try folder.names(in: "out.h5.damaged-2") == ["segment-1-of-2-000000.h5.damaged"])
  }

  @Test("damage after the check is found when a block is read")
  func damageAfterCheck() throws {
    let segment = try Segment(checking: name)
    var generator = SplitMix64(seed: 20_260_103)
    let expected = [study.columns(of: 0), study.columns(of: 1)]
    var refused = 0
    for _ in 0..<100 {
      let place = Int.random(in: whole.indices, using: &generator)
      var bytes = whole
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      try replace(name, with: bytes)
      do {
        let reader = try SegmentReader(segment, layout: study.layout)
        for index in 0..<2 {
          let columns = try reader.columns(of: index)
          #expect(zip(columns, expected[index]).allSatisfy { $0.isIdentical(to: $1) })
        }
      } catch {
        refused += 1
      }
    }
    #expect(refused > 0)
  }

  /// A sealed segment of one block that says of itself what it likes.
  private func forged(
    shard: Int64, of count: Int64, block: Int64, first: Int64, points: Int64
  ) throws -> [UInt8] {
    let file = try HDF5File.createInMemory(named: name)
    try file.write(Attribute("sweep_segment_format", .integer(SegmentImage.format)))
    try file.write(Attribute("plan_sha256", .text(SHA256.hexadecimal(of: ExampleStudy.plan))))
    try file.write(Attribute("shard", .integer(shard)))
    try file.write(Attribute("shard_count", .integer(count)))
    try file.write(Attribute("sequence", .integer(0)))
    try file.createGroup("blocks")
    for (name, column, shape) in [
      ("number", Column.int64([block]), [1]), ("first_point", .int64([first]), [1]),
      ("point_count", .int64([points]), [1]),
      ("sha256", .uint8([UInt8](repeating: 0, count: 32)), [1, 32]),
    ] {
      let dataset = try HDF5Dataset(
        creating: "blocks/\(name)", in: file, type: column.type, shape: shape)
      try dataset.write(column)
      try dataset.close()
    }
    try file.createGroup("variables")
    var bytes = try file.image(roomForMore: Seal.length)
    try file.close()
    var digest = SHA256()
    bytes.withUnsafeBytes { digest.update($0) }
    bytes += Seal.line(digest)
    return bytes
  }

  @Test(
    "a sealed segment with numbers that cannot be is no work",
    arguments: [
      (0, 1, 0, -1, 8), (0, 1, 0, 0, -8), (0, 1, 0, .max, .max), (0, 1, 0, .min, .max),
      (0, 1, -1, 0, 8), (0, 1, .max, 0, 8), (0, 1, .min, 0, 8), (-1, 1, 0, 0, 8), (1, 1, 0, 0, 8),
      (0, 0, 0, 0, 8), (.min, .max, 0, 0, 8), (0, 1, 0, 0, 7), (0, 1, 1, 0, 8),
    ] as [(Int64, Int64, Int64, Int64, Int64)])
  func forgedNumbers(shard: Int64, count: Int64, block: Int64, first: Int64, points: Int64) throws {
    try replace(
      name, with: forged(shard: shard, of: count, block: block, first: first, points: points))
    let parts = try study.parts(at: folder.file("parts"), shard: nil)
    #expect(parts.doneBlocks.isEmpty)
    #expect(parts.damaged.count + parts.foreign.count == 1)
  }

  @Test("a sealed segment that lacks its values is refused when they are read")
  func lackingValues() throws {
    try replace(name, with: forged(shard: 0, of: 1, block: 0, first: 0, points: 8))
    let parts = try study.parts(at: folder.file("parts"), shard: nil)
    #expect(parts.doneBlocks == [0])
    #expect(throws: HDF5Error.self) { try parts.failedCounts() }
  }
}
