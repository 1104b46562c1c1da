import Foundation
import Synchronization
import Testing

@testable import Sweep

@Suite struct TilePoolTests {
  private struct Failure: Error {}

  @Test("a loop is computed once in every part, with helpers or without", arguments: [0, 1, 3])
  func everyPart(helpers: Int) {
    let pool = TilePool()
    let isOver = Atomic<Bool>(false)
    let workers = WorkerThreads(count: helpers) {
      pool.help { !isOver.load(ordering: .relaxed) }
    }
    for count in [1, 2, 17, 1000] {
      let hits = Mutex([Int](repeating: 0, count: count))
      pool.loop.forEach(count) { number in hits.withLock { $0[number] += 1 } }
      #expect(hits.withLock { $0.allSatisfy { $0 == 1 } }, "\(count) parts")
    }
    isOver.store(true, ordering: .relaxed)
    pool.wakeHelpers()
    workers.join()
  }

  @Test("many loops one after the other find helpers that watch and helpers that sleep")
  func manyLoops() {
    let pool = TilePool()
    let isOver = Atomic<Bool>(false)
    let workers = WorkerThreads(count: 2) { pool.help { !isOver.load(ordering: .relaxed) } }
    let sum = Atomic<Int>(0)
    for round in 0..<2000 {
      // Now and then long enough for helpers to fall asleep.
      if round % 200 == 0 { usleep(2000) }
      pool.loop.forEach(8) { sum.add($0, ordering: .relaxed) }
    }
    #expect(sum.load(ordering: .relaxed) == 2000 * 28)
    isOver.store(true, ordering: .relaxed)
    pool.wakeHelpers()
    workers.join()
  }

  @Test("workers without a block compute parts of the block that is left")
  func lastBlock() throws {
    let threads = Mutex(Set<UInt>())
    try Scheduler(workerCount: 3) { false }.run([0]) { block, loop in
      // Until another worker has had the time to come.
      for _ in 0..<500 where threads.withLock({ $0.count }) < 2 {
        loop.forEach(6) { _ in
          usleep(500)
          threads.withLock { _ = $0.insert(UInt(pthread_self())) }
        }
      }
      return block
    } deliver: { (_: Int, _: Int) throws(Failure) in
    } idle: { () throws(Failure) in
    }
    #expect(threads.withLock { $0.count } > 1)
  }

  @Test("a block that is given up is not delivered, and the run ends")
  func givenUp() throws {
    let stop = StopRequest()
    var delivered: [Int] = []
    try Scheduler(workerCount: 2) { stop.isSet }.run(Array(0..<50)) { block, _ -> Int? in
      if block == 10 { stop.set() }
      return block >= 10 ? nil : block
    } deliver: { (block: Int, _: Int) throws(Failure) in
      delivered.append(block)
    } idle: { () throws(Failure) in
    }
    #expect(delivered.sorted() == Array(0..<10))
  }
}
