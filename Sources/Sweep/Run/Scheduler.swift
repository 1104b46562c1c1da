internal import Dispatch
internal import Synchronization

/// Computes blocks on several workers and hands them over one at a time.
///
/// Workers take the next block as soon as they are free. A finished block waits in a mailbox of
/// bounded size until the caller's thread, the only one that stores, takes it: memory stays
/// bounded when storing is slower than computing. The order of delivery is that of
/// completion and must not show in a result. Workers for whom no block is left help the others.
struct Scheduler {
  /// What runs on the workers at once.
  let workerCount: Int
  /// Blocks alive per worker at least: one in work and a few that wait to be delivered.
  var blocksPerWorker = 4
  /// Blocks that may be in work or wait to be delivered, beyond a few a worker.
  var room = 0
  /// Asked between blocks: whether to start no more of them.
  let shouldStop: @Sendable () -> Bool

  /// How often the caller is given a turn when no block arrives.
  private static let tick = DispatchTimeInterval.milliseconds(200)

  /// Computes `blocks`, calling `deliver` with each as it is done and `idle` between
  /// deliveries and while there are none; returns once no worker runs any more, early if
  /// `shouldStop` said so.
  ///
  /// `compute` is given the block and who shares its loops; it may give up a block when to stop.
  ///
  /// - Returns: how long workers have waited for room, all of them together.
  /// - Throws: what `deliver` or `idle` throws, after the workers have stopped.
  @discardableResult
  func run<Block: Sendable, Failure: Error>(
    _ blocks: [Int], compute: @escaping @Sendable (Int, ParallelLoop) -> Block?,
    deliver: (Int, Block) throws(Failure) -> Void, idle: () throws(Failure) -> Void
  ) throws(Failure) -> Duration {
    let mailbox = Mailbox<Block>(
      blocks: blocks, capacity: max(room, workerCount * blocksPerWorker))
    let pool = TilePool()
    // Without blocks nobody is needed; else those without one help.
    let threads = blocks.isEmpty ? 0 : workerCount
    let workers = WorkerThreads(count: threads) { [shouldStop] in
      while !shouldStop(), let block = mailbox.next() {
        mailbox.put(block, compute(block, pool.loop))
        pool.wakeHelpers()
      }
      pool.help { mailbox.isComputing }
    }
    var failure: Failure?
    var delivered = 0
    while delivered < blocks.count {
      // Asked before the mailbox is looked into: what was put before the last worker left is
      // found there.
      let isRunning = workers.areRunning
      // Where the system gives no thread, the caller's own computes.
      if workers.isEmpty, !shouldStop(), let block = mailbox.next() {
        mailbox.put(block, compute(block, .serial))
      }
      let arrival = mailbox.take(timeout: isRunning ? Self.tick : .never)
      if arrival == nil, !isRunning { break }
      // After a failure only the room is given back, so that the workers can end.
      guard failure == nil else { continue }
      do throws(Failure) {
        if let (block, values) = arrival {
          delivered += 1
          try deliver(block, values)
        }
        try idle()
      } catch {
        failure = error
        mailbox.close()
      }
    }
    workers.join()
    if let failure { throw failure }
    return mailbox.waited
  }
}

/// Where workers take numbers of blocks and leave finished ones.
private final class Mailbox<Block: Sendable>: Sendable {
  private struct State {
    var next = 0
    var isClosed = false
    var computing = 0
    var finished: [(Int, Block)] = []
    var waited = Duration.zero
  }

  private let blocks: [Int]
  private let state = Mutex(State())
  /// Counts the room left for blocks being computed or waiting.
  private let room: DispatchSemaphore
  /// Counts the finished blocks that wait.
  private let arrivals = DispatchSemaphore(value: 0)

  init(blocks: [Int], capacity: Int) {
    self.blocks = blocks
    room = DispatchSemaphore(value: capacity)
  }

  /// The next block to compute, once there is room for it; none if all are taken.
  func next() -> Int? {
    var waited = Duration.zero
    if room.wait(timeout: .now()) == .timedOut {
      waited = ContinuousClock().measure { room.wait() }
    }
    let block = state.withLock { state -> Int? in
      state.waited += waited
      guard !state.isClosed, state.next < blocks.count else { return nil }
      defer { state.next += 1 }
      state.computing += 1
      return blocks[state.next]
    }
    if block == nil { room.signal() }
    return block
  }

  /// Leaves a finished block, or what is none where it was given up.
  func put(_ block: Int, _ values: Block?) {
    state.withLock { state in
      state.computing -= 1
      if let values { state.finished.append((block, values)) }
    }
    if values == nil { room.signal() } else { arrivals.signal() }
  }

  /// Whether some block is being computed.
  var isComputing: Bool { state.withLock { $0.computing > 0 } }

  /// Takes a finished block, waiting for one no longer than the timeout.
  func take(timeout: DispatchTimeInterval) -> (Int, Block)? {
    let deadline = timeout == .never ? DispatchTime.now() : DispatchTime.now() + timeout
    guard arrivals.wait(timeout: deadline) == .success else { return nil }
    defer { room.signal() }
    return state.withLock { $0.finished.removeFirst() }
  }

  /// How long workers have waited for room.
  var waited: Duration { state.withLock { $0.waited } }

  /// Lets no more blocks be started.
  func close() { state.withLock { $0.isClosed = true } }
}
