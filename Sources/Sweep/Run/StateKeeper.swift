/// Has blocks in work leave their states now and then, and stores them.
struct StateKeeper {
  private let unfinished: UnfinishedBlocks
  private let interval: Duration
  private let clock = ContinuousClock()
  private var due: ContinuousClock.Instant
  /// Whether any state was stored, now or by an earlier run.
  private(set) var hasStored: Bool

  /// Storing may take this part of the time at most, unless the run ends.
  private static let dearest = 50

  init(_ unfinished: UnfinishedBlocks, every seconds: Double, now: ContinuousClock.Instant) {
    self.unfinished = unfinished
    interval = .seconds(seconds)
    due = now + interval
    hasStored = unfinished.hasStored
  }

  /// Stores the states that were left, and asks for others when it is time.
  mutating func store(in parts: PartsFolder) throws {
    let start = clock.now
    let states = unfinished.takeStates()
    for (block, share, numbers) in states {
      try parts.store(numbers, share: share, ofBlock: block)
    }
    if !states.isEmpty {
      hasStored = true
      let end = clock.now
      due = max(due, end + (end - start) * Self.dearest)
    }
    guard clock.now >= due else { return }
    unfinished.askForStates()
    due = clock.now + interval
  }
}
