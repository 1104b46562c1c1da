import Foundation
import Testing

@testable import Sweep

@Suite struct StateFileTests {
  let folder: TemporaryFolder
  let study = ExampleStudy()

  init() throws { folder = try TemporaryFolder() }

  var path: String { folder.file("out.h5.parts") }
  private var states: [String] {
    get throws { try folder.names(in: "out.h5.parts").filter { $0.hasPrefix("state") } }
  }

  private let numbers = [1.5, -0.0, .nan, .infinity, .leastNonzeroMagnitude, Double(1 << 53)]

  private func bits(_ state: [Double]?) -> [UInt64]? { state?.map(\.bitPattern) }

  @Test("a state comes back bit for bit, the last one of each block")
  func roundTrip() throws {
    let parts = try study.parts(at: path)
    try parts.store([0, 0], share: 0.1, ofBlock: 2)
    try parts.store(numbers, share: 0.25, ofBlock: 2)
    try parts.store([], share: 0.5, ofBlock: 0)
    #expect(try states == ["state-0-0.bin", "state-2-1.bin"])
    #expect(try parts.unfinishedShares() == [0: 0.5, 2: 0.25])
    parts.unlock()
    let again = try study.parts(at: path)
    let found = try again.takeStates()
    #expect(found.keys.sorted() == [0, 2])
    #expect(bits(found[2]) == bits(numbers))
    #expect(found[0] == [])
  }

  @Test("states of done blocks go, and so does what was half written")
  func tidied() throws {
    let parts = try study.parts(at: path)
    try parts.store(numbers, share: 0.5, ofBlock: 1)
    try parts.store(numbers, share: 0.5, ofBlock: 3)
    try study.commit([1], batch: 1, to: parts)
    let half = TemporaryName(for: "\(path)/state-3-7.bin", process: noProcess)
    try Data([1, 2, 3]).write(to: URL(fileURLWithPath: half.name))
    parts.unlock()
    let again = try study.parts(at: path)
    #expect(try again.takeStates().keys.sorted() == [3])
    #expect(try states == ["state-3-0.bin"])
    try again.removeStates(ofBlocks: [3])
    #expect(try states.isEmpty)
  }

  @Test("a damaged state is moved aside, said, and an older one taken in its place")
  func damaged() throws {
    let parts = try study.parts(at: path)
    try parts.store([1, 2, 3], share: 0.5, ofBlock: 0)
    let old = try Data(contentsOf: URL(fileURLWithPath: "\(path)/state-0-0.bin"))
    try parts.store([4, 5, 6], share: 0.7, ofBlock: 0)
    // As after a kill between storing the new and removing the old one.
    try old.write(to: URL(fileURLWithPath: "\(path)/state-0-0.bin"))
    parts.unlock()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: "\(path)/state-0-1.bin"))
    bytes[bytes.count / 2] ^= 4
    try bytes.write(to: URL(fileURLWithPath: "\(path)/state-0-1.bin"))
    let again = try study.parts(at: path)
    #expect(try again.takeStates() == [0: [1, 2, 3]])
    #expect(again.damaged.count == 1)
    #expect(try states == ["state-0-0.bin", "state-0-1.bin.damaged"])
    try again.store([7], share: 0.8, ofBlock: 0)
    #expect(try states == ["state-0-1.bin.damaged", "state-0-2.bin"])
  }

  @Test("a state of another shard is left alone, one of another plan or block moved aside")
  func foreign() throws {
    let parts = try study.parts(at: path, shard: Shard(number: 1, count: 2))
    try parts.store(numbers, share: 0.5, ofBlock: 1)
    let other = try study.parts(at: path, shard: Shard(number: 0, count: 2))
    #expect(try other.takeStates().isEmpty)
    #expect(try states == ["state-1-0.bin"])
    let file = StateFile(block: 0, sequence: 0)
    let bytes = file.bytes(of: numbers, share: 0, planDigest: String(repeating: "0", count: 64))
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/state-0-0.bin"))
    let own = try Data(contentsOf: URL(fileURLWithPath: "\(path)/state-1-0.bin"))
    try own.write(to: URL(fileURLWithPath: "\(path)/state-2-0.bin"))
    try own.write(to: URL(fileURLWithPath: "\(path)/state-00-1.bin"))
    #expect(try other.takeStates().isEmpty)
    #expect(other.damaged.count == 2)
    #expect(
      try states == [
        "state-0-0.bin.damaged", "state-00-1.bin", "state-1-0.bin", "state-2-0.bin.damaged",
      ])
  }
}
