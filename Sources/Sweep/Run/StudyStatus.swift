internal import Foundation

/// How far a sweep has come, as its parts or its result tell.
public struct StudyStatus: Sendable, Equatable {
  /// How far one shard has come.
  public struct ShardStatus: Sendable, Equatable {
    /// Which shard of how many.
    public let shard: Shard
    /// Its points.
    public var total: Int
    /// How many of them are stored.
    public var done = 0
    /// How many of those are not `ok`.
    public var failed = 0
    /// Points stored a second, by who works on it now; else between its first and its last segment.
    public var rate: Double?
    /// Who works on it, if anyone does; not who merges.
    public var holder: String?

    /// What is left at that rate; none where nobody works on it.
    public var timeLeft: Duration? {
      guard let rate, rate > 0, holder != nil else { return nil }
      return Duration(told: Double(total - done) / rate)
    }
  }

  /// All points.
  public let total: Int
  /// How many of them are stored.
  public let done: Int
  /// How many of those are not `ok`.
  public let failed: Int
  /// How many points are unfinished and have a state from which they go on.
  public let unfinished: Int
  /// The parts done of these, added up.
  public let unfinishedShare: Double
  /// Whether the result itself is there.
  public let isComplete: Bool
  /// Who makes the result of the parts at this moment, if anyone does.
  public let merger: String?
  /// What is wrong with segments that are damaged, whose points do not count as stored.
  public let damaged: [String]
  /// The shards; none for a result.
  public let shards: [ShardStatus]

  /// The status of `OUT`, whose name may end in `.parts`.
  ///
  /// Reads only, and may run while others write.
  ///
  /// - Throws: `StoreError`, `StorageError`, `HDF5Error`.
  public init(of path: String) throws {
    self = try Self.settled { try Self(lookingAt: path) }
  }

  /// What a look finds, after five at most.
  ///
  /// Between two looks a run may have begun, or merged its parts and removed them: what was listed a
  /// moment ago is gone then, and another look finds what is there now. No other error is worth hashing
  /// all segments once more.
  static func settled<Found>(_ look: () throws -> Found) throws -> Found {
    for _ in 0..<4 {
      do {
        return try look()
      } catch let error where Self.isOfWhatIsGone(error) {
        usleep(50_000)
      }
    }
    return try look()
  }

  private static func isOfWhatIsGone(_ error: any Error) -> Bool {
    // The second is how NFS calls a file that another node has removed.
    let gone = [ENOENT, ESTALE]
    return switch error {
    case let error as StorageError: gone.contains(error.code)
    case let error as HDF5Error: error.code.map(gone.contains) ?? false
    case StoreError.nothingStored, StoreError.notParts: true
    default: false
    }
  }

  /// How long a watch waits after a look that took so long: every byte stored is hashed in a look, and
  /// the disk is there for the run.
  public static func pause(afterLookOf duration: Duration) -> Duration {
    max(.seconds(2), duration * 10)
  }

  /// Whether nothing more is to be seen: all is stored, and nobody makes the result of it.
  ///
  /// Who has a shard's lock then is about to merge, or to end. A result changes no more, be it one
  /// that lacks points.
  public var isOver: Bool {
    shards.isEmpty || done == total && merger == nil && shards.allSatisfy { $0.holder == nil }
  }

  /// Whether no run has begun at `OUT` and one still may: nothing is stored there, and the folder
  /// for it exists.
  public static func isAwaited(at path: String) -> Bool {
    let name = OutputName(path)
    guard !Folder.holds(name.result) else { return false }
    let parts = Folder(path: name.parts)
    guard Folder.holds(parts.path) else {
      return isFolder(Folder.containing(name.result).path)
    }
    return isBeginning(parts)
  }

  /// Whether a run may be about to begin in a folder.
  ///
  /// It makes the folder first; a folder of other things awaits none.
  private static func isBeginning(_ parts: Folder) -> Bool {
    guard !PartsFolder.hasPlan(at: parts.path), let names = try? parts.names() else { return false }
    return names.allSatisfy { $0.hasPrefix(PartsManifest.name) }
  }

  private init(lookingAt path: String) throws {
    let name = OutputName(path)
    // Parts without a plan are on their way out: the result is there, or will be in a moment.
    let isMerged = !PartsFolder.hasPlan(at: name.parts)
    if !name.isParts(path) || isMerged, FileManager.default.fileExists(atPath: name.result) {
      let counts = try statusCounts(of: name.result)
      let total = counts.values.reduce(0, +)
      let missing = counts[.not_computed, default: 0]
      self.total = total
      done = total - missing
      failed = done - counts[.ok, default: 0]
      unfinished = 0
      unfinishedShare = 0
      isComplete = missing == 0
      merger = nil
      damaged = []
      shards = []
      return
    }
    let folder = Folder(path: name.parts)
    guard Folder.holds(folder.path), !Self.isBeginning(folder) else {
      throw StoreError.nothingStored(at: path)
    }
    let study = try Study(ofPartsAt: folder.path)
    let parts = try PartsFolder(at: folder.path, study: study, shard: nil)
    let failedCounts = try parts.failedCounts()
    var shards = try Self.shards(of: parts, study, failedCounts)
    merger = parts.merger(beside: shards.map(\.shard))
    if merger != nil { for index in shards.indices { shards[index].holder = nil } }
    total = study.grid.pointCount
    // A block may lie in two shards' segments: each point counts once.
    done = parts.doneBlocks.reduce(0) { $0 + study.grid.points(of: $1).count }
    failed = failedCounts.values.reduce(0, +)
    let shares = try parts.unfinishedShares()
    unfinished = shares.count
    unfinishedShare = shares.values.reduce(0, +)
    isComplete = false
    damaged = parts.damaged.map { "\($0)" }
    self.shards = shards
  }

  private static func shards(
    of parts: PartsFolder, _ study: Study, _ failedCounts: [Int: Int]
  ) throws -> [ShardStatus] {
    let count = try PartsFolder.shardCount(at: parts.path)
    var known = Set(parts.segments.map(\.shard))
    // Those beyond the blocks have nothing to do.
    for number in 0..<min(count ?? 1, study.grid.count) {
      known.insert(Shard(number: number, count: count ?? 1))
    }
    let sorted = known.sorted { ($0.count, $0.number) < ($1.count, $1.number) }
    return sorted.map { shard in
      var status = ShardStatus(shard: shard, total: 0)
      // A block counts whoever has stored it: a run of all of them may have gone before the shards.
      for block in stride(from: shard.number, to: study.grid.count, by: shard.count) {
        let points = study.grid.points(of: block)
        status.total += points.count
        guard parts.doneBlocks.contains(block) else { continue }
        status.done += points.count
        status.failed += failedCounts[points.lowerBound, default: 0]
      }
      status.holder = parts.holder(of: shard)
      status.rate = rate(
        of: parts.segments.filter { $0.shard == shard }.compactMap(\.stored),
        heldSince: status.holder.flatMap { _ in parts.heldSince(shard) }, now: Date())
      return status
    }
  }

  /// Points stored a second: by who works on the shard now, since that began; else between the first and
  /// the last time that some were stored.
  ///
  /// Time in which nobody worked on it does not count where it can be told. Nor does the time since
  /// points were stored last, as long as others took as long: points come all at once, and the time left
  /// would jump. When nothing follows for longer than that the rate falls, the longer the lower.
  static func rate(
    of stored: [(time: Date, points: Int)], heldSince start: Date?, now: Date
  ) -> Double? {
    let times = stored.map(\.time).sorted()
    guard let first = times.first, let last = times.last else { return nil }
    // The first that is stored tells nothing where it is not known when that was begun.
    let counted = stored.filter {
      if let start { $0.time >= start } else { $0.time > first }
    }
    let begin = start ?? first
    let since = [begin] + times.filter { $0 > begin }
    let pauses = zip(since, since.dropFirst()).map { $1.timeIntervalSince($0) }
    // Clocks of nodes differ.
    let end = start == nil ? last : max(last, now - (pauses.max() ?? 0))
    let points = counted.reduce(0) { $0 + $1.points }
    let seconds = end.timeIntervalSince(begin)
    return points > 0 && seconds > 0 ? Double(points) / seconds : nil
  }
}

extension Segment {
  /// When it was stored, and how many points it has; none if it is gone.
  fileprivate var stored: (time: Date, points: Int)? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let time = attributes?[.modificationDate] as? Date else { return nil }
    return (time, points.reduce(0) { $0 + $1.count })
  }
}
