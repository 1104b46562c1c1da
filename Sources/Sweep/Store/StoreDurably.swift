internal import Foundation

/// Stores bytes as a new file that is there whole or not at all.
///
/// They are written under a temporary name of this process in the same folder, brought to the
/// disk, renamed, and the folder is brought to the disk: after return neither
/// a kill nor a power loss takes them away. After an error nothing is left
/// but what was there before, and the caller may try again with the same
/// bytes, which then go to a file of their own.
///
/// - Throws: `StorageError`; its code is `EEXIST` where `path` exists.
func storeDurably(_ bytes: [UInt8], at path: String) throws(StorageError) {
  var file = try TemporaryName.create(for: path)
  let temporary = file.path
  do throws(StorageError) {
    try file.append(bytes)
    try file.synchronize()
    try file.finish()
    try publish(temporary, as: path)
  } catch {
    unlink(temporary)
    throw error
  }
}

/// Gives a file that is on the disk its final name, never replacing another.
///
/// - Throws: `StorageError`; its code is `EEXIST` where `path` exists.
func publish(_ temporary: String, as path: String) throws(StorageError) {
  try renameWithoutReplacing(temporary, to: path)
  try Folder.containing(path).synchronize()
}

/// A second name and then the removal of the first: unlike `rename(2)`, that
/// fails where the new name is taken.
private func renameWithoutReplacing(_ old: String, to new: String) throws(StorageError) {
  let refusal = link(old, new) == 0 ? 0 : errno
  // A server may have done it and its answer be lost: asked once more it says that the name is taken.
  if refusal == 0 || refusal == EEXIST && areOneFile(old, new) {
    unlink(old)
    return
  }
  // Some file systems know no second names. There the look before the rename
  // is guarded by the locks that writers hold.
  let hasNoLinks = [EPERM, ENOTSUP, ENOSYS, EMLINK].contains(refusal)
  guard hasNoLinks, !Folder.holds(new) else {
    let code = hasNoLinks ? EEXIST : refusal
    throw StorageError(path: new, attempt: "renaming into place", code: code)
  }
  guard rename(old, new) == 0 else {
    throw StorageError(path: new, attempt: "renaming into place", code: errno)
  }
}

/// Whether two names are those of one file.
private func areOneFile(_ one: String, _ other: String) -> Bool {
  var first = stat()
  var second = stat()
  return lstat(one, &first) == 0 && lstat(other, &second) == 0
    && first.st_ino == second.st_ino && first.st_dev == second.st_dev
}
