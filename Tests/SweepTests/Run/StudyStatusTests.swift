import Foundation
import Testing

@testable import Sweep

@Suite struct StudyStatusTests {
  @Test("the status counts what shards have stored, and the result at the end")
  func status() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      _ = try Run(
        study(smallStudy), output: path,
        options: RunOptions(workers: 2, shard: Shard(number: 1, count: 3)), stop: StopRequest()
      ).perform { _ in }
      let status = try StudyStatus(of: path)
      #expect(status.total == 54 && status.done == 18 && status.failed == 0)
      #expect(!status.isComplete)
      #expect(status.shards.map(\.done) == [0, 18, 0])
      #expect(status.shards.map(\.total) == [18, 18, 18])
      #expect(try StudyStatus(of: path + ".parts") == status)
      _ = try Run(
        study(smallStudy), output: path, options: RunOptions(workers: 2), stop: StopRequest()
      ).perform { _ in }
      let end = try StudyStatus(of: path)
      #expect(end.done == 54 && end.isComplete && end.shards.isEmpty)
    }
  }

  @Test("what a run of all points has stored counts for the shards that go on from there")
  func dividedLater() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      let study = try study(smallStudy)
      let whole = try PartsFolder(
        at: path + ".parts", study: study, shard: Shard(number: 0, count: 1))
      let first = [0, 1, 2].map { ($0, study.compute(block: $0) ?? []) }
      try whole.commit(first.map { (block: $0.0, columns: $0.1) })
      whole.unlock()
      _ = try Run(
        study, output: path, options: RunOptions(workers: 1, shard: Shard(number: 0, count: 3)),
        stop: StopRequest()
      ).perform { _ in }
      let status = try StudyStatus(of: path)
      let points = { (blocks: [Int]) in
        blocks.reduce(0) { $0 + study.grid.points(of: $1).count }
      }
      let all = Array(0..<study.grid.count)
      let ofFirst = all.filter { $0 % 3 == 0 }
      #expect(status.done == points(ofFirst + [1, 2]))
      let done = Dictionary(uniqueKeysWithValues: status.shards.map { ($0.shard, $0.done) })
      #expect(done[Shard(number: 0, count: 3)] == points(ofFirst))
      #expect(done[Shard(number: 1, count: 3)] == points([1]))
      #expect(done[Shard(number: 2, count: 3)] == points([2]))
    }
  }

  @Test("who merges is told from who works on a shard, and a lock that is let go of names nobody")
  func merging() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      let shard = Shard(number: 1, count: 2)
      _ = try Run(
        study(smallStudy), output: path, options: RunOptions(workers: 2, shard: shard),
        stop: StopRequest()
      ).perform { _ in }
      let free = try StudyStatus(of: path)
      #expect(free.merger == nil && free.shards.map(\.holder) == [nil, nil])
      let lock = "\(path).parts/shard-1-of-2.lock"
      #expect(try Data(contentsOf: URL(fileURLWithPath: lock)).isEmpty)
      do {
        let shardLock = try FileLock(lock)
        let working = try StudyStatus(of: path)
        #expect(working.merger == nil)
        #expect(working.shards[1].holder?.hasPrefix("process \(getpid()) on ") == true)
        // As a merge holds them; the words of its process are in both.
        let mergeLock = try FileLock("\(path).parts/merge.lock")
        let merging = try StudyStatus(of: path)
        #expect(merging.merger?.hasPrefix("process \(getpid()) on ") == true)
        #expect(merging.shards.map(\.holder) == [nil, nil])
        // Left by a kill on another node; who works on a shard since then does not merge.
        try Data("process 7 on elsewhere".utf8).write(to: URL(fileURLWithPath: lock))
        let beside = try StudyStatus(of: path)
        #expect(beside.merger == nil && beside.shards[1].holder == "process 7 on elsewhere")
        _ = consume mergeLock
        _ = consume shardLock
      }
      #expect(try StudyStatus(of: path).merger == nil)
    }
  }

  @Test("time in which nobody works on a shard does not slow it, and a quick beginning wears off")
  func rates() {
    func at(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }
    // Ten points early on; after a pause an array goes on at 1000.
    let stored = [(at(1), 6), (at(4), 4), (at(1010), 20), (at(1020), 30)]
    func rate(heldSince start: Double?, now: Double) -> Double? {
      StudyStatus.rate(
        of: stored.map { (time: $0.0, points: $0.1) }, heldSince: start.map(at), now: at(now))
    }
    #expect(rate(heldSince: 1000, now: 1020) == 2.5)
    // Points come every ten seconds, and between them the rate stays.
    #expect(rate(heldSince: 1000, now: 1029) == 2.5)
    #expect(rate(heldSince: 1000, now: 1110) == 0.5)
    // The clock here may be behind that of the node.
    #expect(rate(heldSince: 1000, now: 900) == 2.5)
    #expect(rate(heldSince: 2000, now: 2010) == nil, "nothing stored yet by this run")
    #expect(rate(heldSince: nil, now: 5000) == 54 / 1019.0)
    #expect(StudyStatus.rate(of: [], heldSince: at(0), now: at(1)) == nil)
    #expect(StudyStatus.rate(of: [(at(1), 5)], heldSince: nil, now: at(9)) == nil)
  }

  @Test("a watch goes on while someone works or merges, also when all is stored")
  func watching() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      let shard = Shard(number: 0, count: 1)
      _ = try Run(
        study(smallStudy), output: path, options: RunOptions(workers: 2, shard: shard),
        stop: StopRequest()
      ).perform { _ in }
      let stored = try StudyStatus(of: path)
      #expect(stored.done == stored.total && !stored.isComplete && stored.isOver)
      for name in ["shard-0-of-1.lock", "merge.lock"] {
        let lock = try FileLock("\(path).parts/\(name)")
        #expect(try !StudyStatus(of: path).isOver, "\(name) is held")
        _ = consume lock
      }
      #expect(try StudyStatus(of: path).isOver)
      _ = try mergeParts(at: path + ".parts", into: path, allowingGaps: false)
      let end = try StudyStatus(of: path)
      #expect(end.isComplete && end.isOver)
    }
  }

  @Test("a watch ends with a result, also with one that lacks points")
  func watchingPartialResult() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      let shard = Shard(number: 0, count: 2)
      _ = try Run(
        study(smallStudy), output: path, options: RunOptions(workers: 2, shard: shard),
        stop: StopRequest()
      ).perform { _ in }
      #expect(try !StudyStatus(of: path).isOver, "the other shard may come")
      let merged = try mergeParts(at: path + ".parts", into: path, allowingGaps: true)
      guard case .partial(let name, _) = merged else {
        Issue.record("\(merged)")
        return
      }
      let status = try StudyStatus(of: name)
      #expect(!status.isComplete && status.done < status.total && status.isOver)
    }
  }

  @Test(
    "another look is taken where what was there is gone, and nowhere else",
    arguments: [
      (StorageError(path: "x", attempt: "opening", code: ENOENT) as any Error, 5),
      (StorageError(path: "x", attempt: "reading", code: ESTALE), 5),
      (HDF5Error(action: "opening", path: "x", reason: "gone", code: ENOENT), 5),
      (StoreError.nothingStored(at: "x"), 5),
      (StoreError.notParts(path: "x"), 5),
      (StorageError(path: "x", attempt: "reading", code: EIO), 1),
      (HDF5Error(action: "reading", path: "x", reason: "odd"), 1),
      (StoreError.damaged(path: "x", reason: "its bytes do not have their SHA-256"), 1),
      (StoreError.otherPlan(path: "x", stored: ""), 1),
    ])
  func looks(error: any Error, count: Int) {
    var looks = 0
    #expect(throws: (any Error).self) {
      try StudyStatus.settled {
        looks += 1
        throw error
      }
    }
    #expect(looks == count)
  }

  @Test("what the next look finds is taken")
  func nextLook() throws {
    var looks = 0
    let found = try StudyStatus.settled {
      looks += 1
      if looks < 3 { throw StoreError.nothingStored(at: "x") }
      return looks
    }
    #expect(found == 3)
  }

  @Test("a watch of much waits longer than one of little")
  func pauses() {
    #expect(StudyStatus.pause(afterLookOf: .milliseconds(3)) == .seconds(2))
    #expect(StudyStatus.pause(afterLookOf: .milliseconds(200)) == .seconds(2))
    #expect(StudyStatus.pause(afterLookOf: .seconds(12)) == .seconds(120))
  }

  @Test("failed points are listed with their place, from parts and from the result")
  func errors() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      let hopeless = smallStudy.replacingOccurrences(
        of: "[0.5, 1.0, 2.0]", with: "[0.5, 1.0e+90]")
      _ = try Run(
        study(hopeless), output: path,
        options: RunOptions(workers: 2, shard: Shard(number: 1, count: 2)), stop: StopRequest()
      ).perform { _ in }
      let early = try troubledPoints(at: path + ".parts")
      #expect(!early.isEmpty && early.allSatisfy { $0.status == .failed && $0.number % 4 > 1 })
      _ = try mergeParts(at: path + ".parts", into: path, allowingGaps: true)
      let listed = try troubledPoints(at: "\(folder)/r.partial.h5")
      #expect(listed == early)
      #expect(listed[0].coordinates.hasPrefix("sigma=0.01 d=1e+90 p_weights=["))
      #expect(try study(hopeless).place(of: listed[0].number) == listed[0].coordinates)
    }
  }
}
