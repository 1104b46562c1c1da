import Foundation
import Synchronization
import Testing

@testable import Sweep

@Suite struct SchedulerTests {
  private struct Full: Error {}

  @Test("delivers every block once, whatever the number of workers", arguments: [1, 2, 7, 64])
  func everyBlock(workers: Int) throws {
    var delivered: [Int] = []
    let scheduler = Scheduler(workerCount: workers) { false }
    try scheduler.run(Array(0..<500)) { block, _ in
      block * block
    } deliver: { (block: Int, value: Int) throws(Full) in
      #expect(value == block * block)
      delivered.append(block)
    } idle: { () throws(Full) in
    }
    #expect(delivered.sorted() == Array(0..<500))
  }

  @Test(
    "has no more blocks alive than the mailbox has room for, and one being delivered",
    arguments: [1, 4])
  func bounded(blocksPerWorker: Int) throws {
    let alive = Atomic<Int>(0)
    let most = Atomic<Int>(0)
    let scheduler = Scheduler(workerCount: 3, blocksPerWorker: blocksPerWorker) { false }
    try scheduler.run(Array(0..<300)) { block, _ in
      let now = alive.add(1, ordering: .relaxed).newValue
      most.max(now, ordering: .relaxed)
      return block
    } deliver: { (_: Int, _: Int) throws(Full) in
      usleep(200)
      alive.subtract(1, ordering: .relaxed)
    } idle: { () throws(Full) in
    }
    #expect(most.load(ordering: .relaxed) <= 3 * blocksPerWorker + 1)
    #expect(alive.load(ordering: .relaxed) == 0)
  }

  @Test("ends with the error of a delivery, and delivers nothing after it")
  func failure() {
    var delivered = 0
    let scheduler = Scheduler(workerCount: 4) { false }
    #expect(throws: Full.self) {
      try scheduler.run(Array(0..<200)) { block, _ in
        block
      } deliver: { (_: Int, _: Int) throws(Full) in
        delivered += 1
        if delivered == 10 { throw Full() }
      } idle: { () throws(Full) in
      }
    }
    #expect(delivered == 10)
  }

  @Test("starts no block after a request to stop, and delivers those begun")
  func stop() throws {
    let stop = StopRequest()
    var delivered = 0
    let scheduler = Scheduler(workerCount: 2) { stop.isSet }
    try scheduler.run(Array(0..<10_000)) { block, _ in
      block
    } deliver: { (_: Int, _: Int) throws(Full) in
      delivered += 1
      if delivered == 20 { stop.set() }
    } idle: { () throws(Full) in
    }
    #expect(delivered >= 20 && delivered <= 20 + 2 * 4 + 2)
  }

  @Test("computes on the caller's thread where the system has no other to give")
  func withoutThreads() async throws {
    await #expect(processExitsWith: .success) {
      // Room for what is allocated here, but not for the 8 MiB of a thread's stack.
      limitAddressSpace(toMore: 4 << 20)
      var delivered: [Int] = []
      let scheduler = Scheduler(workerCount: 4) { false }
      try scheduler.run(Array(0..<100)) { block, _ in
        block
      } deliver: { (block: Int, _: Int) throws(Full) in
        delivered.append(block)
      } idle: { () throws(Full) in
      }
      #expect(delivered == Array(0..<100))
    }
  }

  @Test("does nothing with no blocks")
  func nothing() throws {
    try Scheduler(workerCount: 2) { false }.run([]) { block, _ in
      block
    } deliver: {
      (_: Int, _: Int) throws(Full) in
      Issue.record("there was no block")
    } idle: { () throws(Full) in
    }
  }
}

/// Lets this process grow by so many bytes and no more.
private func limitAddressSpace(toMore bytes: Int) {
  let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
  let size = pages.split(separator: " ").first.flatMap { Int($0) } ?? 0
  var limit = rlimit()
  limit.rlim_cur = rlim_t(size * Int(sysconf(Int32(_SC_PAGESIZE))) + bytes)
  limit.rlim_max = limit.rlim_cur
  setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
}
