import Foundation
import Testing

@testable import Sweep

@Suite struct DescriptorShortageTests {
  @Test("too few descriptors are said, with how many are needed, before anything is done")
  func shortage() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let limit = leaveFree(3)
      let shortage = #expect(throws: DescriptorShortage.self) {
        try Run(
          study(smallStudy), output: folder.file("r.h5"), options: RunOptions(),
          stop: StopRequest()
        ).perform { _ in }
      }
      // What this process itself has open may change by one or two meanwhile.
      #expect(shortage.map { $0.free < 8 && $0.needed == 16 && $0.limit == limit } == true)
      #expect(!Folder.holds(folder.file("r.h5.parts")))
      try DescriptorShortage.check(needed: 3)
    }
  }

  @Test("the message says what limit would do")
  func message() {
    #expect(
      DescriptorShortage(free: 6, needed: 16, limit: 9).description
        == "only 6 more files can be open at once, 16 are needed: raise the limit, which is 9, to at "
        + "least 19 (ulimit -n)")
  }

  @Test("merging needs one more for each shard")
  func shards() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let study = ExampleStudy()
      let path = folder.file("out.h5.parts")
      for number in 0..<4 {
        let shard = Shard(number: number, count: 4)
        let parts = try study.parts(at: path, shard: shard)
        try study.commit(
          (0..<study.grid.count).filter { $0 % 4 == number }, batch: 9, to: parts)
      }
      let parts = try study.parts(at: path, shard: nil)
      let limit = leaveFree(18)
      #expect(throws: DescriptorShortage(free: 18, needed: 20, limit: limit)) {
        try merge(parts, into: folder.file("out.h5"))
      }
      leaveFree(20)
      try merge(parts, into: folder.file("out.h5"))
    }
  }
}

/// Sets the limit with which this process can open so many more files, and returns it.
@discardableResult
private func leaveFree(_ count: Int) -> UInt64 {
  var limit = rlimit()
  getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  limit.rlim_cur = 3
  repeat {
    limit.rlim_cur += 1
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  } while (try? DescriptorShortage.check(needed: count)) == nil
  return UInt64(limit.rlim_cur)
}
