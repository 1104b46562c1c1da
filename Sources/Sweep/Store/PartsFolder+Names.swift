/// The names that files have in a folder of parts.
extension PartsFolder {
  /// The name in the folder that a merged result would have, which it never gets.
  static let mergedName = "merged.h5"

  /// What the name of a damaged segment ends with.
  static let damagedSuffix = ".damaged"

  static func lockName(of shard: Shard) -> String { "shard-\(shard.label).lock" }

  /// Whether a file in the folder is the lock of a shard.
  static func isLockOfShard(_ name: String) -> Bool {
    guard name.hasPrefix("shard-"), name.hasSuffix(".lock") else { return false }
    return Shard(label: String(name.dropFirst("shard-".count).dropLast(".lock".count))) != nil
  }

  /// Whether a file in the folder is a lock of this program's.
  ///
  /// Who takes a lock writes to its file: others' locks, as `Cargo.lock`, are no locks here.
  static func isLock(_ name: String) -> Bool {
    name == FileLock.ofMerging || isLockOfShard(name)
  }

  /// Whether a file in the folder is of this program's making, be it half written or damaged.
  ///
  /// What is ours is removed when it is merged: the beginning of a name alone would take `segment-plot.png`
  /// with it.
  static func isOurs(_ name: String) -> Bool {
    if let temporary = TemporaryName(named: name) { return isOurs(temporary.target) }
    if name.hasSuffix(damagedSuffix) { return isOurs(String(name.dropLast(damagedSuffix.count))) }
    return name == PartsManifest.name || name == ShardCount.name || isLock(name)
      || shard(ofSegment: name) != nil || StateFile(named: name) != nil || name == mergedName
  }

  /// Whether a segment of one of so many shards has a name.
  static func isSegment(_ name: String, ofDivisionBy count: Int) -> Bool {
    shard(ofSegment: name)?.count == count
  }

  /// The shard of a segment named `segment-K-of-N-ORDINAL.h5`; none for other names.
  private static func shard(ofSegment name: String) -> Shard? {
    guard name.hasPrefix("segment-"), name.hasSuffix(".h5") else { return nil }
    let words = name.dropFirst("segment-".count).dropLast(".h5".count)
    guard let dash = words.lastIndex(of: "-"), Int(words[dash...].dropFirst()) != nil else {
      return nil
    }
    return Shard(label: String(words[..<dash]))
  }

  /// The first ordinal that no file with this beginning of its name has had, be it damaged.
  static func sequence(after names: [String], prefix: String) -> Int {
    let used = names.filter { $0.hasPrefix(prefix) }.compactMap {
      Int($0.dropFirst(prefix.count).prefix { $0.isNumber })
    }
    return (used.max() ?? -1) + 1
  }
}
