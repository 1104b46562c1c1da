/// Finished blocks that wait to be stored together.
struct Batch {
  private let checkpoint: Checkpoint
  private var blocks: [(block: Int, columns: [Column])] = []
  private var byteCount = 0
  private var since: ContinuousClock.Instant

  init(checkpoint: Checkpoint, now: ContinuousClock.Instant) {
    self.checkpoint = checkpoint
    since = now
  }

  mutating func append(_ block: Int, _ columns: [Column], bytes: Int) {
    blocks.append((block, columns))
    byteCount += bytes
  }

  /// Whether the checkpoint's time or size is reached.
  func isDue(at now: ContinuousClock.Instant) -> Bool {
    guard !blocks.isEmpty else { return false }
    return Double(byteCount) >= checkpoint.megabytes * 1_048_576
      || now - since >= .seconds(checkpoint.seconds)
  }

  /// The blocks, in their order: what a segment holds does not show who was faster.
  mutating func take(at now: ContinuousClock.Instant) -> [(block: Int, columns: [Column])] {
    defer {
      blocks = []
      byteCount = 0
      since = now
    }
    return blocks.sorted { $0.block < $1.block }
  }
}
