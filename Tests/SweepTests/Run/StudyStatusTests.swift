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
