import Foundation
import Synchronization
import Testing

@testable import Sweep

/// A number that no process has.
let noProcess = pid_t.max

@Suite struct TemporaryNameTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("a name says what is written, where and by whom; other names do not")
  func parsing() throws {
    let name = try #require(
      TemporaryName(named: "segment-0-of-1-000004.h5.node-7_cluster-31-2.temporary"))
    #expect(name.target == "segment-0-of-1-000004.h5" && name.host == "node-7_cluster")
    #expect(name.process == 31 && name.number == 2)
    let own = TemporaryName(for: "state-3-7.bin")
    #expect(TemporaryName(named: own.name) == own)
    for other in [
      "segment-0-of-1-000004.h5.temporary", "segment-0-of-1-000004.h5", "a.host-31.temporary",
      "a.host-031-0.temporary", "a.host-0-0.temporary", "a.host-31-x.temporary",
      "host-31-0.temporary",
    ] {
      #expect(TemporaryName(named: other) == nil, "\(other)")
    }
  }

  @Test("a name that is there is not taken, be it of a process of the same number")
  func taken() throws {
    let path = folder.file("a.h5")
    let first = try TemporaryName.create(for: path)
    let second = try TemporaryName.create(for: path)
    #expect(first.path == TemporaryName(for: path, 0).name)
    #expect(second.path == TemporaryName(for: path, 1).name)
    #expect(try folder.names(in: "").count == 2)
  }

  @Test("of writers of one file one succeeds, and the file is its, whole")
  func race() throws {
    for attempt in 0..<100 {
      let path = folder.file("\(attempt).bin")
      let outcomes = Mutex<[Int: Int32]>([:])
      DispatchQueue.concurrentPerform(iterations: 4) { writer in
        let bytes = [UInt8](repeating: UInt8(writer), count: 1 << 16)
        var code: Int32 = 0
        do throws(StorageError) {
          try storeDurably(bytes, at: path)
        } catch {
          code = error.code
        }
        outcomes.withLock { $0[writer] = code }
      }
      let codes = outcomes.withLock(\.self)
      let winners = codes.filter { $0.value == 0 }.keys
      #expect(
        winners.count == 1 && codes.values.allSatisfy { [0, EEXIST].contains($0) }, "\(codes)")
      let stored = try Data(contentsOf: URL(fileURLWithPath: path))
      let isWhole = stored == Data(repeating: UInt8(winners.first ?? 9), count: 1 << 16)
      #expect(isWhole)
    }
    #expect(try folder.names(in: "").allSatisfy { $0.hasSuffix(".bin") })
  }
}
