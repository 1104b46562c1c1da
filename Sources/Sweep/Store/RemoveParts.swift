internal import Foundation

/// Removes a folder of parts whose result is complete.
///
/// For what a kill between storing a result and removing its parts leaves
/// behind; the caller has verified the result. Of a folder without a plan only
/// an empty one and damaged segments are left: the plan goes last.
///
/// - Returns: the folder to which damaged segments were moved, if there were any.
/// - Throws: `StoreError.notParts`, `.locked`; `StorageError`.
@discardableResult
public func removeParts(at path: String) throws -> String? {
  let folder = Folder(path: path)
  guard PartsFolder.hasPlan(at: path) else { return try removeRemains(of: folder) }
  _ = try PartsFolder.storedPlan(at: path)
  let locks = try lockAll(in: folder, except: nil)
  let damaged = try removeOwnFiles(in: folder)
  _ = consume locks
  return damaged
}

/// Removes what is ours, the plan last: until then the folder is recognised.
func removeOwnFiles(in folder: Folder) throws -> String? {
  let names = try folder.names().filter {
    PartsFolder.isOurs($0) && !$0.hasSuffix(PartsFolder.damagedSuffix) && $0 != PartsManifest.name
  }
  for name in names { try folder.remove(name) }
  try folder.remove(PartsManifest.name)
  return try removeRemains(of: folder)
}

/// Removes locks of a process that was refused while the folder was being tidied: it has made one anew
/// where that was gone already.
private func removeFreeLocks(in folder: Folder) throws {
  let names = try folder.names()
  guard names.allSatisfy({ PartsFolder.isLock($0) || $0.hasSuffix(PartsFolder.damagedSuffix) })
  else { return }
  for name in names where PartsFolder.isLock(name) {
    do {
      let lock = try FileLock(folder.file(name))
      try folder.remove(name)
      _ = consume lock
    } catch StoreError.locked {
      // Who holds it tidies up.
      return
    }
  }
}

/// Removes a folder that is empty, and gives one of nothing but damaged segments a name that
/// says so: they are not in the result, but the parts are done with.
///
/// Others' files keep the folder.
private func removeRemains(of folder: Folder) throws -> String? {
  try removeFreeLocks(in: folder)
  let names = try folder.names()
  guard names.allSatisfy({ $0.hasSuffix(PartsFolder.damagedSuffix) }) else { return nil }
  if names.isEmpty {
    guard rmdir(folder.path) != 0 else {
      try Folder.containing(folder.path).synchronize()
      return nil
    }
    // A folder that is a mount point, or lies elsewhere behind a link, stays.
    guard errno == EIO else { return nil }
    throw StorageError(path: folder.path, attempt: "removing", code: EIO)
  }
  let base = OutputName(folder.path).result + PartsFolder.damagedSuffix
  let numbered = (2...).lazy.map { "\(base)-\($0)" }
  let path = Folder.holds(base) ? numbered.first { !Folder.holds($0) } ?? base : base
  guard rename(folder.path, path) == 0 else {
    throw StorageError(path: path, attempt: "moving damaged segments there", code: errno)
  }
  try Folder.containing(path).synchronize()
  return path
}
