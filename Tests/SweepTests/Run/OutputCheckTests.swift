import Foundation
import Testing

@testable import Sweep

@Suite struct OutputCheckTests {
  private let otherStudy = smallStudy.replacingOccurrences(of: "2.0]", with: "2.5]")

  private func run(_ text: String, _ path: String, _ shard: Shard) throws -> RunOutcome {
    try Run(study(text), output: path, options: RunOptions(shard: shard), stop: StopRequest())
      .perform { _ in }
  }

  /// What the check says, which must be what a run of a shard says, and must change nothing.
  private func words(
    _ text: String = smallStudy, shards: Int = 2, in folder: String,
    after prepare: (_ output: String) throws -> Void
  ) throws -> String {
    let path = "\(folder)/r.h5"
    try prepare(path)
    let manager = FileManager.default
    let names = try manager.subpathsOfDirectory(atPath: folder).sorted()
    let check = OutputCheck(try study(text), output: path)
    let checked = said {
      if try check.hasResult() { return "there" }
      try check.requireParts(shardCount: shards)
      return "begun"
    }
    #expect(try manager.subpathsOfDirectory(atPath: folder).sorted() == names)
    let performed = said {
      let outcome = try run(text, path, Shard(number: 0, count: shards))
      if case .wasComplete = outcome { return "there" }
      return "begun"
    }
    #expect(checked == performed)
    return checked
  }

  private func said(_ attempt: () throws -> String) -> String {
    do { return try attempt() } catch { return "\(error)" }
  }

  private func runWhole(_ path: String) throws {
    _ = try Run(study(smallStudy), output: path, options: RunOptions(), stop: StopRequest())
      .perform { _ in }
  }

  private func runShard(_ path: String) throws {
    _ = try run(smallStudy, path, Shard(number: 1, count: 2))
  }

  @Test("it accepts what a run accepts")
  func accepted() throws {
    let nothing = try withTemporaryFolder { try words(in: $0) { _ in } }
    let parts = try withTemporaryFolder { try words(in: $0, after: runShard) }
    let wholeFromShards = try withTemporaryFolder { try words(shards: 1, in: $0, after: runShard) }
    #expect([nothing, parts, wholeFromShards] == ["begun", "begun", "begun"])
    let reworded = "# other words\n" + smallStudy
    let result = try withTemporaryFolder { try words(reworded, in: $0, after: runWhole) }
    #expect(result == "there")
  }

  @Test("it refuses another plan, in the result and in the parts, and says the differences")
  func otherPlan() throws {
    let result = try withTemporaryFolder { try words(otherStudy, in: $0, after: runWhole) }
    #expect(result.contains("r.h5 holds results of another plan:\n  axis d: 2.0 → 2.5"))
    let parts = try withTemporaryFolder { try words(otherStudy, in: $0, after: runShard) }
    #expect(parts.contains("r.h5.parts holds results of another plan:\n  axis d: 2.0 → 2.5"))
  }

  @Test("it refuses another division of the parts")
  func otherDivision() throws {
    let refusal = try withTemporaryFolder { try words(shards: 3, in: $0, after: runShard) }
    #expect(refusal.contains("is divided into 2 shards, not 3"))
  }

  @Test("it refuses what is not of this program's making", arguments: ["r.h5", "r.h5.parts"])
  func foreign(name: String) throws {
    try withTemporaryFolder { folder in
      let refusal = try words(in: folder) { _ in
        try Data("text".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
      #expect(
        refusal.contains(
          name == "r.h5" ? "is not a complete result" : "creating the folder failed: File exists"))
    }
    try withTemporaryFolder { folder in
      let refusal = try words(in: folder) { _ in
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(name)/sub", withIntermediateDirectories: true)
      }
      #expect(refusal.contains(name == "r.h5" ? "it is a folder" : "it is not a folder of sweep's"))
    }
  }
}
