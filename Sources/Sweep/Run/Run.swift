internal import Foundation

/// What a finished run has to say.
public enum RunOutcome: Sendable, Equatable {
  /// The result is there; so many of its points have each status.
  case complete([PointStatus: Int])
  /// The result was there before, and of the same plan.
  case wasComplete
  /// The run was asked to stop; everything computed is stored.
  case stopped(RunProgress)
}

/// Why a run cannot go on.
public enum RunError: Error, Sendable, CustomStringConvertible {
  /// The output holds results of another plan.
  case otherPlan(path: String, differences: [String])

  /// The message, over several lines where that reads better.
  public var description: String {
    switch self {
    case .otherPlan(let path, let differences):
      "\(path) holds results of another plan:\n"
        + differences.map { "  \($0)" }.joined(separator: "\n")
        + "\nchoose another output, or move the old one aside"
    }
  }
}

/// One run of a study into a result file.
///
/// Finished blocks are stored in `OUT.parts` by time or size; when all are there, they are merged
/// into `OUT`. A run that finds parts of the same plan goes on from them.
public struct Run {
  private let study: Study
  private let output: String
  private let workers: Int
  private let stop: StopRequest
  private let clock = ContinuousClock()

  /// A run with so many workers, which ends early once `stop` is set.
  public init(_ study: Study, output: String, workers: Int, stop: StopRequest) {
    self.study = study
    self.output = output
    self.workers = workers
    self.stop = stop
  }

  private var partsPath: String { output + ".parts" }

  /// Runs to the end, calling `report` now and then from the caller's thread.
  ///
  /// - Throws: `RunError`, `StoreError`, `StorageError`, `HDF5Error`.
  public func perform(report: (RunProgress) -> Void) throws -> RunOutcome {
    if FileManager.default.fileExists(atPath: output) {
      try checkExistingResult()
      return .wasComplete
    }
    let parts = try openParts()
    let progress = try compute(into: parts, report: report)
    guard parts.doneBlocks.count == study.grid.count else {
      parts.unlock()
      return .stopped(progress)
    }
    try merge(parts, into: output)
    return .complete(try statusCounts())
  }

  /// Refuses to go on unless the output is a result of this plan.
  private func checkExistingResult() throws {
    let result = try ResultReader(output)
    guard let plan = result.texts["plan"], plan == study.planText else {
      throw RunError.otherPlan(
        path: output, differences: differences(from: result.texts["plan"] ?? ""))
    }
    // A kill between the storing of a result and the removal of its parts leaves both.
    if FileManager.default.fileExists(atPath: partsPath),
      try PartsFolder.storedPlan(at: partsPath) == study.planText
    {
      try removeParts(at: partsPath)
    }
  }

  private func openParts() throws -> PartsFolder {
    do {
      return try PartsFolder(
        at: partsPath, plan: study.planText, layout: study.layout, grid: study.grid,
        shard: Shard(number: 0, count: 1))
    } catch StoreError.otherPlan(let path, let stored) {
      throw RunError.otherPlan(path: path, differences: differences(from: stored))
    }
  }

  private func differences(from stored: String) -> [String] {
    PlanComparison.differences(from: stored, to: study.planText)
  }

  private func compute(
    into parts: PartsFolder, report: (RunProgress) -> Void
  ) throws -> RunProgress {
    let grid = study.grid
    let pending = (0..<grid.count).filter { !parts.doneBlocks.contains($0) }
    let earlier = parts.doneBlocks.reduce(0) { $0 + grid.points(of: $1).count }
    var progress = RunProgress(total: grid.pointCount, earlier: earlier)
    var batch = Batch(checkpoint: study.file.checkpoint, now: clock.now)
    let start = clock.now

    let scheduler = Scheduler(workerCount: workers) { [stop] in stop.isSet }
    try scheduler.run(pending) { [study] block in
      study.compute(block: block)
    } deliver: { (block: Int, columns: [Column]) throws(any Error) in
      progress.computed += grid.points(of: block).count
      batch.append(block, columns, bytes: grid.points(of: block).count * study.bytesPerPoint)
      if batch.isDue(at: clock.now) { try parts.commit(batch.take(at: clock.now)) }
    } idle: { () throws(any Error) in
      progress.elapsed = clock.now - start
      report(progress)
      if batch.isDue(at: clock.now) { try parts.commit(batch.take(at: clock.now)) }
    }
    try parts.commit(batch.take(at: clock.now))
    progress.elapsed = clock.now - start
    report(progress)
    return progress
  }

  /// How many points of the result have each status.
  ///
  /// Read from the file, which merging has verified: blocks of earlier runs count too.
  private func statusCounts() throws -> [PointStatus: Int] {
    var counts: [PointStatus: Int] = [:]
    for (code, count) in try countStatus(in: output) {
      if let status = PointStatus(rawValue: code) { counts[status] = count }
    }
    return counts
  }
}

/// Finished blocks that wait to be stored together.
private struct Batch {
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
