import Foundation
import Testing

@testable import Sweep

@Suite struct PartsFolderTests {
  let folder: TemporaryFolder
  let study = ExampleStudy()

  init() throws { folder = try TemporaryFolder() }

  var path: String { folder.file("out.h5.parts") }

  @Test("a segment gives back what was committed, bit for bit")
  func roundTrip() throws {
    let parts = try study.parts(at: path)
    let blocks = [3, 0, study.grid.count - 1]
    try study.commit(blocks, batch: 3, to: parts)
    let segment = try Segment(checking: folder.file("out.h5.parts/segment-0-of-1-000000.h5"))
    #expect(segment.blocks.map(\.number) == blocks)
    #expect(segment.planDigest == SHA256.hexadecimal(of: ExampleStudy.plan))
    #expect(segment.shard == Shard(number: 0, count: 1))
    let reader = try SegmentReader(segment, layout: study.layout)
    for (index, block) in blocks.enumerated() {
      let columns = try reader.columns(of: index)
      for (found, expected) in zip(columns, study.columns(of: block)) {
        #expect(found.isIdentical(to: expected), "block \(block)")
      }
    }
  }

  @Test("what is committed is known to the next process and to other shards")
  func doneBlocks() throws {
    do {
      let parts = try study.parts(at: path)
      try study.commit([1, 2], batch: 1, to: parts)
      #expect(parts.doneBlocks == [1, 2])
    }
    let again = try study.parts(at: path)
    #expect(again.doneBlocks == [1, 2])
    try study.commit([0], batch: 1, to: again)
    again.unlock()
    let other = try study.parts(at: path, shard: Shard(number: 1, count: 2))
    #expect(other.doneBlocks == [0, 1, 2])
    #expect(
      try folder.names(in: "out.h5.parts") == [
        "plan.json", "segment-0-of-1-000000.h5", "segment-0-of-1-000001.h5",
        "segment-0-of-1-000002.h5", "shard-0-of-1.lock", "shard-1-of-2.lock",
        "shards.json",
      ])
  }

  @Test("a second writer of the same shard is refused at once, and told by whom")
  func locks() throws {
    let first = try study.parts(at: path)
    #expect {
      try study.parts(at: path)
    } throws: { error in
      guard case StoreError.locked(let lock, let holder) = error else { return false }
      return lock == "\(path)/shard-0-of-1.lock" && holder.contains("process \(getpid()) on ")
    }
    _ = try study.parts(at: path, shard: nil)
    #expect(first.doneBlocks.isEmpty)
  }

  @Test("shards of one division work side by side, the whole and other divisions do not")
  func divisions() throws {
    let first = try study.parts(at: path, shard: Shard(number: 0, count: 2))
    _ = try study.parts(at: path, shard: Shard(number: 1, count: 2))
    #expect(try PartsFolder.shardCount(at: path) == 2)
    #expect(throws: StoreError.otherShardCount(path: path, stored: 2, asked: 3)) {
      try study.parts(at: path, shard: Shard(number: 0, count: 3))
    }
    #expect {
      try study.parts(at: path)
    } throws: { error in
      guard case StoreError.locked(let lock, _) = error else { return false }
      return lock == "\(path)/shard-0-of-2.lock"
    }
    first.unlock()
    _ = try study.parts(at: path)
  }

  @Test("a lock file that a dead process left behind locks nothing")
  func staleLock() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try replace("\(path)/shard-0-of-1.lock", with: Array("process 1 on elsewhere".utf8))
    _ = try study.parts(at: path)
    let again = try study.parts(at: path)
    again.unlock()
    _ = try study.parts(at: path)
  }

  @Test("another plan is refused, and its text given")
  func otherPlan() throws {
    _ = try study.parts(at: path)
    #expect(throws: StoreError.otherPlan(path: path, stored: ExampleStudy.plan)) {
      try study.parts(at: path, plan: "{}")
    }
  }

  @Test("a folder of others is left alone")
  func foreignFolder() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try replace("\(path)/thesis.tex", with: [])
    #expect(throws: StoreError.notParts(path: path)) { try study.parts(at: path) }
    #expect(try folder.names(in: "out.h5.parts") == ["thesis.tex"])
  }

  @Test("leftovers of the own shard are removed, those of others and of living writers are not")
  func leftovers() throws {
    _ = try study.parts(at: path)
    func half(_ target: String, _ host: String, _ process: pid_t, age: Double = 0) throws -> String
    {
      let name = TemporaryName(for: target, host: host, process: process).name
      try replace("\(path)/\(name)", with: [1])
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: "\(path)/\(name)")
      return name
    }
    let segment = "segment-0-of-1-000004.h5"
    let here = TemporaryName.ownHost
    let gone = [
      try half(segment, here, noProcess), try half("plan.json", here, noProcess),
      try half("state-3-1.bin", here, noProcess), try half("shards.json", here, noProcess),
      // Nobody can ask for these; an hour without a byte is too long for a writer.
      try half(segment, "elsewhere", 5, age: 3700), try half(segment, here, 1, age: 3700),
    ]
    let kept = [
      try half(segment, "elsewhere", 7, age: 3500), try half(segment, here, getpid(), age: 3500),
      try half("segment-1-of-2-000004.h5", here, noProcess),
      try half("letter.txt", here, noProcess),
    ]
    let other = "\(segment).temporary"
    try replace("\(path)/\(other)", with: [1])
    _ = try study.parts(at: path)
    let names = try folder.names(in: "out.h5.parts")
    #expect(names.filter(gone.contains).isEmpty)
    #expect(names.filter(kept.contains) == kept.sorted())
    #expect(names.contains(other))
  }

  @Test("an ordinal is not used twice, whatever was taken away")
  func ordinals() throws {
    try study.commit([0, 1, 2], batch: 1, to: try study.parts(at: path))
    try FileManager.default.removeItem(atPath: "\(path)/segment-0-of-1-000000.h5")
    try study.commit([0], batch: 1, to: try study.parts(at: path))
    #expect(try folder.names(in: "out.h5.parts").contains("segment-0-of-1-000003.h5"))
  }

  @Test("a text that HDF5 would cut is refused")
  func zeroInText() throws {
    let parts = try study.parts(at: path)
    var columns = study.columns(of: 0)
    columns[4] = .text(study.grid.points(of: 0).map { _ in "a\0b" })
    #expect(throws: StoreError.zeroInText(name: "variables/remark")) {
      try parts.commit([(0, columns)])
    }
    try study.commit([0], batch: 1, to: parts)
    #expect(parts.doneBlocks == [0])
  }
}
