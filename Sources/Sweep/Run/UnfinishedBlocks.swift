internal import Synchronization

/// What is known of blocks in work: how far they are, and the states they have left.
///
/// Workers leave states here when asked; only the thread that stores takes them.
final class UnfinishedBlocks: Sendable {
  private struct State {
    /// What earlier runs have left, until the block is taken up.
    var stored: [Int: [Double]]
    var shares: [Int: Double] = [:]
    /// The blocks taken up from states of which nothing has been heard yet.
    var resumed: Set<Int> = []
    /// How far such blocks were, added up.
    var earlierShare = 0.0
    /// The states left, each with the share that it holds: the worker has gone on since.
    var left: [Int: (share: Double, numbers: [Double])] = [:]
    /// The blocks that have yet to leave a state.
    var asked: Set<Int> = []
  }

  private let state: Mutex<State>
  /// Whether an earlier run has left any.
  let hasStored: Bool
  private let shouldStop: @Sendable () -> Bool

  init(stored: [Int: [Double]], shouldStop: @escaping @Sendable () -> Bool) {
    state = Mutex(State(stored: stored))
    hasStored = !stored.isEmpty
    self.shouldStop = shouldStop
  }

  /// What the computation of a block is given.
  func context(of block: Int, loop: ParallelLoop) -> BlockContext {
    let stored = state.withLock { state in
      state.shares[block] = 0
      let stored = state.stored.removeValue(forKey: block)
      if stored != nil { state.resumed.insert(block) }
      return stored
    }
    var loop = loop
    loop.isGivenUp = shouldStop
    return BlockContext(loop: loop, stored: stored) { [self] share in
      let mustStop = shouldStop()
      return state.withLock { state in
        state.shares[block] = share
        // Heard after a slice: what that adds is little.
        if state.resumed.remove(block) != nil { state.earlierShare += share }
        if mustStop { return .stop }
        return state.asked.remove(block) == nil ? .goOn : .leaveState
      }
    } keep: { [self] numbers in
      state.withLock { $0.left[block] = ($0.shares[block] ?? 0, numbers) }
    }
  }

  /// Forgets a block that is finished.
  func remove(_ block: Int) {
    state.withLock { state in
      state.shares[block] = nil
      state.left[block] = nil
      state.asked.remove(block)
      state.resumed.remove(block)
    }
  }

  /// Asks all blocks in work for their states.
  func askForStates() {
    state.withLock { $0.asked = Set($0.shares.keys) }
  }

  /// The states that were left since the last time.
  func takeStates() -> [(block: Int, share: Double, numbers: [Double])] {
    state.withLock { state in
      defer { state.left = [:] }
      return state.left.sorted { $0.key < $1.key }
        .map { ($0.key, $0.value.share, $0.value.numbers) }
    }
  }

  /// How far the blocks in work are.
  struct Progress: Sendable {
    var count: Int
    /// The shares done of all, added up.
    var share: Double
    /// How much of blocks taken up earlier runs had done, of finished ones, too.
    var earlierShare: Double
  }

  var progress: Progress {
    state.withLock { state in
      Progress(
        count: state.shares.count, share: state.shares.values.reduce(0, +),
        earlierShare: state.earlierShare)
    }
  }
}
