import Foundation
import Testing

@testable import Sweep

@Suite struct ShardTests {
  private func run(_ path: String, shard: Shard?) throws -> RunOutcome {
    try Run(
      study(smallStudy), output: path, options: RunOptions(workers: 2, shard: shard),
      stop: StopRequest()
    ).perform { _ in }
  }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  @Test("shards in any order, merged, are the bytes of one run", arguments: [2, 3, 7])
  func merge(count: Int) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      for number in (0..<count).reversed() {
        _ = try run(path, shard: Shard(number: number, count: count))
      }
      #expect(
        try mergeParts(at: path + ".parts", into: path, allowingGaps: false)
          == .complete([.ok: 54]))
      _ = try run("\(folder)/whole.h5", shard: nil)
      #expect(try bytes(path) == bytes("\(folder)/whole.h5"))
    }
  }

  @Test("each block belongs to one shard, and neighbours to different ones")
  func deal() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      let whole = try study(smallStudy)
      #expect(try run(path, shard: Shard(number: 1, count: 3)) != .shardDone(missing: 0))
      let parts = try PartsFolder(at: path + ".parts", study: whole, shard: nil)
      #expect(parts.doneBlocks == Set((0..<whole.grid.count).filter { $0 % 3 == 1 }))
    }
  }

  @Test("an unsharded run finishes what shards have left, in the words of the first run")
  func finish() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      _ = try run(path, shard: Shard(number: 0, count: 2))
      let reworded = "# other words\n" + smallStudy
      let outcome = try Run(
        study(reworded), output: path, options: RunOptions(), stop: StopRequest()
      ).perform { _ in }
      #expect(outcome == .complete([.ok: 54]))
      #expect(try ResultReader(path).texts["definition"] == smallStudy)
    }
  }

  @Test("gaps are refused, or filled into a file that says partial")
  func gaps() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      _ = try run(path, shard: Shard(number: 0, count: 2))
      #expect(throws: StoreError.self) {
        try mergeParts(at: path + ".parts", into: path, allowingGaps: false)
      }
      let outcome = try mergeParts(at: path + ".parts", into: path, allowingGaps: true)
      guard case .partial(let partial, let missing) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      #expect(partial == "\(folder)/r.partial.h5" && missing > 0 && missing < 54)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test("fresh moves a result and its parts aside and deletes nothing")
  func fresh() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      _ = try run(path, shard: nil)
      let before = try bytes(path)
      let outcome = try Run(
        study(smallStudy), output: path, options: RunOptions(start: .fresh), stop: StopRequest()
      ).perform { _ in }
      #expect(outcome == .complete([.ok: 54]))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(names.count == 2)
      #expect(names[1].hasPrefix("r.h5.bak-"))
      #expect(try bytes("\(folder)/\(names[1])") == before)
    }
  }
}
