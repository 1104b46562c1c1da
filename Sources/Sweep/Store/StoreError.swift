/// Why the store refuses: what lies on the disk is not what it has to be.
public enum StoreError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Another process works on the same shard, or merges.
  case locked(path: String, holder: String)
  /// The folder holds the work of another plan, whose text this is.
  case otherPlan(path: String, stored: String)
  /// There is neither a result nor parts, and why or what makes them.
  case nothingStored(path: String, advice: String)
  /// There are parts, and not yet the result of them.
  case notMerged(OutputName)
  /// A result would lie in the folder of its own parts.
  case amongParts(path: String)
  /// The folder holds files but no plan: it is not of this program's making.
  case notParts(path: String)
  /// The folder is divided into another number of shards.
  case otherShardCount(path: String, stored: Int, asked: Int)
  /// Points that no segment holds, and how many each shard lacks; no shards where the folder is
  /// not divided.
  case missingPoints(path: String, points: [Range<Int>], shards: [Shard: Int] = [:])
  /// A whole segment that belongs to another plan, version or cut into blocks.
  case foreignSegment(path: String, points: [Range<Int>], reason: String)
  /// Two segments hold different values for the same points.
  case conflict(points: Range<Int>, first: String, second: String)
  /// A segment or result that is not as it was written.
  case damaged(path: String, reason: String)
  /// The result exists; results are never overwritten.
  case resultExists(path: String)
  /// A file that is no result, or an incomplete one.
  case notAResult(path: String, reason: String)
  /// A name that the result does not have.
  case unknownVariable(String, path: String, known: [String])
  /// A text with a zero character, which HDF5 would cut off there.
  case zeroInText(name: String)

  /// The message, in one line.
  public var description: String {
    switch self {
    case .locked(let path, let holder):
      "\(path) is locked by \(holder)"
    case .otherPlan(let path, _):
      "\(path) holds the work of another plan"
    case .nothingStored(let path, let advice):
      "nothing is stored at \(path)\(advice)"
    case .notMerged(let name):
      "there is no \(name.result) yet: \(name.parts) is not merged; "
        + "sweep merge \(name.parts) makes it of complete parts, sweep status \(name.result) tells "
        + "whether they are"
    case .amongParts(let path):
      "\(path) would lie among its parts, which go when they are merged: choose a name elsewhere"
    case .notParts(let path):
      "\(path) exists but holds no plan.json: it is not a folder of sweep's"
    case .otherShardCount(let path, let stored, let asked):
      "\(path) is divided into \(stored) shards, not \(asked); use --shard k/\(stored), or, while no "
        + "shard is at work, remove \(path)/\(ShardCount.name) to divide it anew: what is stored stays"
    case .missingPoints(let path, let points, let shards):
      shards.isEmpty
        ? "\(path) lacks \(StoreError.listing(points))"
        : "\(path) lacks \(StoreError.listing(shards)): \(StoreError.listing(points))"
    case .foreignSegment(let path, let points, let reason):
      "\(path) holds \(StoreError.listing(points)) of other work: \(reason)"
    case .conflict(let points, let first, let second):
      "\(StoreError.listing([points])) differ between \(first) and \(second)"
    case .damaged(let path, let reason):
      "\(path) is damaged: \(reason)"
    case .resultExists(let path):
      "\(path) exists; results are never overwritten"
    case .notAResult(let path, let reason):
      "\(path) is not a complete result of sweep: \(reason)"
    case .unknownVariable(let name, let path, let known):
      "\(path) has no variable '\(name)'; it has \(known.joined(separator: ", "))"
    case .zeroInText(let name):
      "a text of '\(name)' holds a zero character, which HDF5 cannot store"
    }
  }

  /// That nothing is stored at `OUT` or `OUT.parts`, and what is missing or to be done first.
  static func nothingStored(at path: String) -> StoreError {
    let folder = Folder.containing(path).path
    if !Folder.holds(folder) {
      return .nothingStored(path: path, advice: ": there is no folder \(folder)")
    }
    let output = OutputName(path).result
    return .nothingStored(
      path: path,
      advice: " yet: sweep run FILE -o \(output) begins it, on a cluster "
        + "sweep slurm FILE -o \(output) --tasks N --time T --submit")
  }

  /// How many points each shard lacks, in words: the first few, and the others together.
  private static func listing(_ shards: [Shard: Int]) -> String {
    func points(_ count: Int) -> String { count == 1 ? "1 point" : "\(count) points" }
    let sorted = shards.sorted { $0.key.number < $1.key.number }
    let names = sorted.map { "\($0.key.number)/\($0.key.count)" }
    guard sorted.count > 1 else {
      return sorted.map { "\(points($0.value)) of shard \(names[0])" }.joined()
    }
    var shown = zip(sorted, names).prefix(8).map { "\($0.value) of \($1)" }
    let others = sorted.dropFirst(8)
    if !others.isEmpty {
      shown.append("\(others.reduce(0) { $0 + $1.value }) of \(others.count) more")
    }
    let all = sorted.reduce(0) { $0 + $1.value }
    return "\(points(all)) of \(sorted.count) shards (\(shown.joined(separator: ", ")))"
  }

  /// Ranges of points in words, neighbours joined.
  private static func listing(_ ranges: [Range<Int>]) -> String {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, last.upperBound >= range.lowerBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    let shown = joined.prefix(8).map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)...\(range.upperBound - 1)"
    }
    let rest = joined.count > 8 ? " and \(joined.count - 8) more ranges" : ""
    let count = joined.reduce(0) { $0 + $1.count }
    return "\(count == 1 ? "point" : "points") \(shown.joined(separator: ", "))\(rest)"
  }
}
