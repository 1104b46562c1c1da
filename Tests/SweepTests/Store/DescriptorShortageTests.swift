import Foundation
import Testing

@testable import Sweep

@Suite struct DescriptorShortageTests {
  @Test("too few descriptors are said, with how many are needed, before anything is done")
  func shortage() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let limit = leaveFree(3)
      #expect {
        try Run(
          study(smallStudy), output: folder.file("r.h5"), options: RunOptions(),
          stop: StopRequest()
        ).perform { _ in }
      } throws: { isShortage($0, needed: 16, limit: limit) }
      #expect(!Folder.holds(folder.file("r.h5.parts")))
      try DescriptorShortage.check(needed: 2)
    }
  }

  @Test("what is enough to begin is enough to merge", arguments: [false, true])
  func enough(extends: Bool) async throws {
    await #expect(processExitsWith: .success) { [extends] in
      let folder = try TemporaryFolder()
      let options = RunOptions(start: extends ? .extend : .resume)
      if extends { try run(smallStudy, folder, RunOptions()) }
      // Two for what this process itself opens meanwhile.
      leaveFree(DescriptorShortage.running + 2)
      // A commit a block, so that there are more segments than are open at once.
      let wider = smallStudy.replacingOccurrences(of: "[0.5, 1.0", with: "[0.25, 0.5, 1.0")
      try run(wider + "\ncheckpoint: {megabytes: 0.0001}\n", folder, options)
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
      // One is for the lock of the merge itself.
      let limit = leaveFree(16)
      #expect {
        try merge(parts, into: folder.file("out.h5"))
      } throws: { isShortage($0, needed: 16, limit: limit) }
      leaveFree(17)
      try merge(parts, into: folder.file("out.h5"))
    }
  }
}

private func run(_ text: String, _ folder: TemporaryFolder, _ options: RunOptions) throws {
  _ = try Run(
    study(text), output: folder.file("r.h5"), options: options, stop: StopRequest()
  ).perform { _ in }
}

/// How many are free is not asked for: the test's own process opens and closes some.
private func isShortage(_ error: any Error, needed: Int, limit: UInt64) -> Bool {
  guard let error = error as? DescriptorShortage else { return false }
  return error.needed == needed && error.limit == limit && error.free < needed
}

/// Sets the limit with which this process can open so many more files, and returns it.
///
/// Counted, not tried: the test's own process runs on Dispatch, which ends it when it wants to open
/// a file at a moment at which none can be.
@discardableResult
private func leaveFree(_ count: Int) -> UInt64 {
  var highest = 0
  var free = 0
  while free < count {
    if fcntl(Int32(highest), F_GETFD) == -1 { free += 1 }
    highest += 1
  }
  var limit = rlimit()
  getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  limit.rlim_cur = rlim_t(highest)
  setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  return UInt64(highest)
}
