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

  /// Whether a file in the folder is of this program's making.
  static func isOurs(_ name: String) -> Bool {
    name == PartsManifest.name || name == ShardCount.name || isLock(name)
      || name.hasPrefix("segment-") || StateFile.isOurs(name) || name == mergedName
      || (TemporaryName(named: name).map { isOurs($0.target) } ?? false)
  }

  /// The first ordinal that no file with this beginning of its name has had, be it damaged.
  static func sequence(after names: [String], prefix: String) -> Int {
    let used = names.filter { $0.hasPrefix(prefix) }.compactMap {
      Int($0.dropFirst(prefix.count).prefix { $0.isNumber })
    }
    return (used.max() ?? -1) + 1
  }
}
