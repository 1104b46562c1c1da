import Foundation
import TestSupport
import Testing

@testable import Sweep

@Suite struct MergeTests {
  let folder: TemporaryFolder
  let study = ExampleStudy()

  init() throws { folder = try TemporaryFolder() }

  var path: String { folder.file("out.h5") }
  var blocks: [Int] { Array(0..<study.grid.count) }

  @Test("the file does not depend on order, grouping or shards", arguments: 1...6)
  func invariance(seed: Int) throws {
    try study.store(at: path)
    var generator = SplitMix64(seed: UInt64(seed))
    let count = Int.random(in: 1...3, using: &generator)
    let other = folder.file("other.h5")
    for number in 0..<count {
      let parts = try study.parts(
        at: "\(other).parts", shard: Shard(number: number, count: count))
      let own = blocks.filter { $0 % count == number }.shuffled(using: &generator)
      try study.commit(own, batch: Int.random(in: 1...4, using: &generator), to: parts)
    }
    try merge(try study.parts(at: "\(other).parts", shard: nil), into: other)
    #expect(try contents(of: path) == contents(of: other), "seed \(seed)")
    #expect(try folder.names(in: "") == ["other.h5", "out.h5"])
  }

  @Test("gaps are refused and named by their points")
  func gaps() throws {
    let parts = try study.parts(at: "\(path).parts")
    try study.commit(blocks.filter { $0 != 2 && $0 != 3 && $0 != 6 }, batch: 2, to: parts)
    let missing = [2, 3, 6].map { study.grid.points(of: $0) }
    #expect(throws: StoreError.missingPoints(path: "\(path).parts", points: missing)) {
      try merge(parts, into: path)
    }
    #expect(
      StoreError.missingPoints(path: "p", points: missing).description
        == "p lacks points 12...23, 36...43")
    let shards = [3, 0].map { Shard(number: $0, count: 4) }
    #expect(
      StoreError.missingPoints(path: "p", points: missing, shards: [shards[0]: 1]).description
        == "p lacks 1 point of shard 3/4: points 12...23, 36...43")
    #expect(
      StoreError.missingPoints(
        path: "p", points: missing, shards: [shards[0]: 12, shards[1]: 8]
      ).description
        == "p lacks 20 points of 2 shards (8 of 0/4, 12 of 3/4): points 12...23, 36...43")
    try study.commit([6, 3, 2], batch: 3, to: parts)
    try merge(parts, into: path)
    #expect(try verify(path).isSound)
  }

  @Test("a segment of another plan is refused and its points are named")
  func foreignPlan() throws {
    let other = try study.parts(at: folder.file("other.parts"), plan: "other")
    try study.commit([4], batch: 1, to: other)
    let parts = try study.parts(at: "\(path).parts")
    try study.commit(blocks, batch: 20, to: parts)
    let name = "\(path).parts/segment-0-of-9-000000.h5"
    try FileManager.default.copyItem(
      atPath: folder.file("other.parts/segment-0-of-1-000000.h5"), toPath: name)
    #expect(
      throws: StoreError.foreignSegment(
        path: name, points: [study.grid.points(of: 4)], reason: "it belongs to another plan")
    ) { try merge(parts, into: path) }
  }

  @Test("a block twice is fine with the same values and refused with others")
  func duplicates() throws {
    let parts = try study.parts(at: "\(path).parts")
    try study.commit(blocks, batch: 4, to: parts)
    try study.commit([1], batch: 1, to: parts)
    let copy = folder.file("copy.h5")
    try FileManager.default.copyItem(atPath: "\(path).parts", toPath: "\(copy).parts")
    try merge(try study.parts(at: "\(copy).parts", shard: nil), into: copy)
    var columns = study.columns(of: 1)
    columns[3] = .int64(study.grid.points(of: 1).map { _ in 5 })
    try parts.commit([(1, columns)])
    #expect {
      try merge(parts, into: path)
    } throws: { error in
      guard case StoreError.conflict(let points, _, let second) = error else { return false }
      return points == study.grid.points(of: 1) && second.hasSuffix("segment-0-of-1-000004.h5")
    }
  }

  @Test("what exists is never overwritten")
  func noOverwrite() throws {
    let parts = try study.parts(at: "\(path).parts")
    try study.commit(blocks, batch: 4, to: parts)
    try replace(path, with: [1, 2, 3])
    #expect(throws: StoreError.resultExists(path: path)) { try merge(parts, into: path) }
    #expect(try contents(of: path) == [1, 2, 3])
    // A file that comes into being while the result is written.
    let late = folder.file("late")
    try replace(late, with: [4])
    #expect(throws: StorageError(path: path, attempt: "renaming into place", code: EEXIST)) {
      try publish(late, as: path)
    }
    #expect(try contents(of: path) == [1, 2, 3])
    #expect(try contents(of: late) == [4])
  }

  @Test("a name that the file has got already, its answer lost on the way, is no error")
  func namedBefore() throws {
    let temporary = folder.file("late")
    try replace(temporary, with: [4])
    // A file server answers a call that is sent once more by EEXIST, of its first success.
    link(temporary, path)
    try publish(temporary, as: path)
    #expect(try folder.names(in: "") == ["out.h5"])
    #expect(try contents(of: path) == [4])
  }

  @Test("a shard at work keeps its parts from being merged")
  func liveShard() throws {
    let own = try study.parts(at: "\(path).parts", shard: Shard(number: 0, count: 2))
    try study.commit(blocks, batch: 4, to: own)
    let other = try study.parts(at: "\(path).parts", shard: Shard(number: 1, count: 2))
    #expect {
      try merge(own, into: path)
    } throws: { error in
      guard case StoreError.locked = error else { return false }
      return true
    }
    other.unlock()
    try merge(own, into: path)
  }

  @Test("a partial merge fills gaps, marks itself, and leaves the parts")
  func partial() throws {
    let parts = try study.parts(at: "\(path).parts")
    try study.commit([0, 2], batch: 2, to: parts)
    let missing = try mergePartially(parts, into: path)
    let there = study.grid.points(of: 0).count + study.grid.points(of: 2).count
    #expect(missing == study.grid.pointCount - there)
    let result = try ResultReader(path)
    #expect(result.attributes.contains(Attribute("complete", .integer(0))))
    guard case .uint8(let status) = try result.read("status") else { return }
    #expect(status.filter { $0 == 0 }.count == missing)
    let report = try verify(path)
    #expect(report.problems.count == 1 && !report.isSound)
    #expect(parts.doneBlocks == [0, 2])
    #expect(throws: StoreError.self) { try merge(parts, into: "\(path).whole") }
  }

  @Test("parts that a kill left beside their result can be removed")
  func leftParts() throws {
    let parts = try study.parts(at: "\(path).parts")
    try study.commit(blocks, batch: 4, to: parts)
    parts.unlock()
    try removeParts(at: "\(path).parts")
    #expect(try folder.names(in: "").isEmpty)
  }

  @Test("of parts without a plan damaged segments get another name, others' files none")
  func remains() throws {
    let parts = Folder(path: "\(path).parts")
    try parts.create()
    try replace(parts.file("segment-0-of-1-000003.h5.damaged"), with: [1])
    try replace(parts.file("thesis.tex"), with: [])
    #expect(try removeParts(at: parts.path) == nil)
    #expect(try parts.names().count == 2)
    try parts.remove("thesis.tex")
    #expect(try removeParts(at: parts.path) == "\(path).damaged")
    #expect(try folder.names(in: "") == ["out.h5.damaged"])
    try parts.create()
    #expect(try removeParts(at: parts.path) == nil)
    #expect(try folder.names(in: "") == ["out.h5.damaged"])
  }
}
