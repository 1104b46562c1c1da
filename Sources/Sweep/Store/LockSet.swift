/// Locks that are held together.
final class LockSet {
  private let first: FileLock
  private let rest: LockSet?

  init(_ first: consuming FileLock, _ rest: LockSet?) {
    self.first = first
    self.rest = rest
  }
}

/// Takes all locks of a folder of parts but the one that it holds itself.
func lockAll(of parts: PartsFolder) throws -> LockSet? {
  try lockAll(in: parts.folder, except: parts.lockName)
}

/// Takes the merge's lock and those of all shards but our own.
func lockAll(in folder: Folder, except own: String?) throws -> LockSet? {
  var locks = LockSet(try FileLock(folder.file(FileLock.ofMerging)), nil)
  let names = try folder.names().filter { PartsFolder.isLockOfShard($0) && $0 != own }
  // All locks are held at once.
  try DescriptorShortage.check(needed: names.count + DescriptorShortage.merging)
  for name in names {
    locks = LockSet(try FileLock(folder.file(name)), locks)
  }
  return locks
}
