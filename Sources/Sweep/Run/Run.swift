internal import Foundation

/// One run of a study into a result file.
///
/// Finished blocks are stored in `OUT.parts` by time or size; when all are there, they are merged
/// into `OUT`. A run that finds parts of the same plan goes on from them. A run of one shard
/// computes its share of the blocks and leaves merging to others.
public struct Run {
  private let study: Study
  private let output: String
  private let options: RunOptions
  private let stop: StopRequest
  private let clock = ContinuousClock()

  /// A run into a result file, which ends early once `stop` is set.
  ///
  /// - Precondition: a run of one shard resumes.
  public init(_ study: Study, output: String, options: RunOptions, stop: StopRequest) {
    precondition(
      options.shard == nil || options.start == .resume,
      "a shard has no say over what others have done")
    self.study = study
    self.output = output
    self.options = options
    self.stop = stop
  }

  private var partsPath: String { OutputName(result: output).parts }

  /// Runs to the end, calling `report` now and then from the caller's thread, and `notice` with
  /// what a user should know though it does not keep the run from going on.
  ///
  /// - Throws: `RunError`, `StoreError`, `StorageError`, `HDF5Error`, `DescriptorShortage`.
  public func perform(
    report: (RunProgress) -> Void, notice: (String) -> Void = { _ in }
  ) throws -> RunOutcome {
    // Known now, it does not end a run of hours when that comes to merging.
    try DescriptorShortage.check(needed: DescriptorShortage.running)
    let earlier = try prepareStart()
    let check = OutputCheck(study, output: output)
    if try check.hasResult() {
      try tidyParts(at: partsPath, ofResult: output, plan: study.planText, notice: notice)
      return .wasComplete(try statusCounts(of: output))
    }
    let parts = try check.sayingDifferences {
      try PartsFolder(
        at: partsPath, study: study, shard: options.shard ?? Shard(number: 0, count: 1))
    }
    if !parts.keepsOthersOut {
      notice(
        "\(partsPath) lies on a file system without locks: nothing keeps a second run of the same shard "
          + "from computing it, too")
    }
    let states = try parts.takeStates()
    for error in parts.damaged {
      notice("\(error); its points are computed again")
    }
    let unfinished = UnfinishedBlocks(stored: states) { [stop] in stop.isSet }
    let progress = try compute(
      into: parts, keeping: earlier, unfinished: unfinished, report: report)
    let missing = missingPoints(of: parts)
    guard missing == 0 else {
      parts.unlock()
      return stop.isSet ? .stopped(progress) : .shardDone(missing: missing)
    }
    guard options.shard == nil else {
      parts.unlock()
      return .shardDone(missing: 0)
    }
    if let folder = try merge(parts, into: output) { notice(noticeOfDamage(in: folder)) }
    return .complete(try statusCounts(of: output))
  }

  /// Does to earlier work what the options ask for, and returns what can be taken from it.
  private func prepareStart() throws -> EarlierResult? {
    switch options.start {
    case .resume: return nil
    case .fresh:
      try Aside(of: output).moveEverything()
      return nil
    case .retryFailed, .extend:
      let onlySuccesses = options.start == .retryFailed
      guard
        let path = try EarlierWork(output: output, study: study).setAside(
          samePlan: onlySuccesses)
      else { return nil }
      return try EarlierResult(path, for: study, onlySuccesses: onlySuccesses)
    }
  }

  private func missingPoints(of parts: PartsFolder) -> Int {
    let done = parts.doneBlocks.reduce(0) { $0 + study.grid.points(of: $1).count }
    return study.grid.pointCount - done
  }

  /// Whether a block belongs to the shard: blocks are dealt like cards, so that regions that are
  /// hard to compute spread.
  private func isOwn(_ block: Int) -> Bool {
    options.shard?.holds(block: block) ?? true
  }

  private func compute(
    into parts: PartsFolder, keeping earlier: EarlierResult?, unfinished: UnfinishedBlocks,
    report: (RunProgress) -> Void
  ) throws -> RunProgress {
    let own = (0..<study.grid.count).filter(isOwn)
    let pending = own.filter { !parts.doneBlocks.contains($0) }
    let total = pointCount(of: own)
    var left = byteCount(of: pending)
    var progress = RunProgress(total: total, earlier: total - pointCount(of: pending))
    var batch = Batch(checkpoint: study.file.checkpoint, now: clock.now)
    var states = StateKeeper(unfinished, every: study.file.checkpoint.seconds, now: clock.now)
    let start = clock.now
    func commit() throws {
      let blocks = batch.take(at: clock.now)
      try parts.commit(blocks)
      if states.hasStored { try parts.removeStates(ofBlocks: blocks.map(\.block)) }
      left -= byteCount(of: blocks.map(\.block))
      // Others fill the disk, too. Who has asked to stop writes no more.
      if !stop.isSet { try requireRoom(forLeft: left, in: parts) }
    }
    // Who cannot store need not compute: blocks in work end at their next slice, not after hours.
    func orStop(_ store: () throws -> Void) throws {
      do {
        try store()
      } catch {
        stop.set()
        throw error
      }
    }
    try requireRoom(forLeft: left, in: parts)
    for wave in waves(of: pending, keeping: earlier) {
      let known = try knownPoints(of: wave, in: earlier)
      let scheduler = Scheduler(
        workerCount: options.workers, blocksPerWorker: max(1, min(4, roomForBlocks)),
        room: roomForBlocks
      ) { [stop] in stop.isSet }
      progress.waited += try scheduler.run(wave) { [study] block, loop in
        let context = unfinished.context(of: block, loop: loop)
        return study.compute(block: block, keeping: known[block], in: context)
      } deliver: { (block: Int, columns: [Column]) throws(any Error) in
        unfinished.remove(block)
        let count = study.grid.points(of: block).count
        let taken = known[block]?.isKnown.count { $0 } ?? 0
        progress.earlier += taken
        progress.computed += count - taken
        batch.append(block, columns, bytes: study.byteCount(ofBlock: block))
        try orStop { if batch.isDue(at: clock.now) { try commit() } }
      } idle: { () throws(any Error) in
        progress.note(unfinished.progress, at: clock.now - start)
        report(progress)
        try orStop {
          if batch.isDue(at: clock.now) { try commit() }
          try states.store(in: parts)
        }
      }
      if stop.isSet { break }
    }
    try commit()
    try states.store(in: parts)
    progress.note(unfinished.progress, at: clock.now - start)
    report(progress)
    return progress
  }

  /// How many blocks may wait while others are stored: as many as are stored at once.
  ///
  /// Workers that are faster than the disk then wait only if they are so for longer than it
  /// takes to fill a segment. Of blocks so large that only a few are, no more are alive
  /// than there are workers.
  private var roomForBlocks: Int {
    let limit = study.file.checkpoint.megabytes * 1_048_576
    // Also in number: what a block costs beside its values is not counted.
    return min(4096, Int(min(limit, 64 * 1_048_576)) / max(1, study.largestByteCount))
  }

  /// Makes sure that the disk has room for the bytes that are left, and, where this run is to
  /// merge them, for all of them once more.
  private func requireRoom(forLeft left: Int, in parts: PartsFolder) throws {
    guard options.shard == nil else { return try parts.folder.requireRoom(forBytes: left) }
    try MergePlace(of: parts.folder, for: output)
      .requireRoom(forResult: study.layout.byteCount, andParts: left)
  }

  private func byteCount(of blocks: [Int]) -> Int {
    blocks.reduce(0) { $0.addingOrMost(study.byteCount(ofBlock: $1)) }
  }

  private func pointCount(of blocks: [Int]) -> Int {
    blocks.reduce(0) { $0 + study.grid.points(of: $1).count }
  }

  /// The blocks in portions: all at once, or, where known points are held in memory, as many as
  /// take some 32 MiB.
  private func waves(of blocks: [Int], keeping earlier: EarlierResult?) -> [[Int]] {
    guard earlier != nil else { return [blocks] }
    let count = max(options.workers, (32 << 20) / max(1, study.largestByteCount))
    return stride(from: 0, to: blocks.count, by: count).map {
      Array(blocks[$0..<min($0 + count, blocks.count)])
    }
  }

  private func knownPoints(
    of blocks: [Int], in earlier: EarlierResult?
  ) throws -> [Int: KnownPoints] {
    guard let earlier else { return [:] }
    var known: [Int: KnownPoints] = [:]
    for block in blocks { known[block] = try earlier.known(block: block, of: study.grid) }
    return known
  }
}
