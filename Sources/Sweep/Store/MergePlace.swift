internal import Foundation

/// Where a result is written before it has its name.
///
/// In the folder of parts, where it is out of the way, if that lies beside the result. Else beside the
/// result: no file gets a name on another file system, and two folders of one may be mounted apart.
struct MergePlace {
  /// The folder that the temporary file lies in.
  let folder: Folder
  /// The file's name there, but for what says that it is temporary.
  let name: String

  private let parts: Folder
  private let result: String

  /// The place for merging some parts into a result.
  ///
  /// - Throws: `StorageError` where the result's folder is none; `StoreError.amongParts` where it is
  ///   that of the parts: these are removed when they are merged.
  init(of parts: Folder, for result: String) throws {
    let own = Folder.containing(result)
    try own.requireToBeThere(for: "creating a file in it")
    guard !own.isSame(as: parts) else {
      throw StoreError.amongParts(path: result)
    }
    self.result = result
    self.parts = parts
    let isBeside = parts.liesDirectly(in: own)
    folder = isBeside ? parts : own
    name = isBeside ? PartsFolder.mergedName : Folder.lastName(of: result)
  }

  /// Removes what merges have left that were killed, here and beside the result.
  ///
  /// - Throws: `StorageError`.
  func removeLeftovers() throws(StorageError) {
    try folder.removeLeftovers { $0 == name }
    try Self.removeLeftovers(beside: result)
  }

  /// Removes what merges have left beside a result, also those that collected parts to set them aside.
  ///
  /// In a folder that may be written to and not listed it stays.
  ///
  /// - Throws: `StorageError`.
  static func removeLeftovers(beside result: String) throws(StorageError) {
    let name = Folder.lastName(of: result)
    let folder = Folder.containing(result)
    guard access(folder.path, R_OK) == 0 else { return }
    try folder.removeLeftovers {
      $0 == name || $0.hasPrefix(name + Folder.asideMark)
    }
  }

  /// The path of a new, empty file.
  ///
  /// - Throws: `StorageError`.
  func reserve() throws(StorageError) -> String {
    try TemporaryName.reserve(for: folder.file(name))
  }

  /// Makes sure that there is room for a result of so many bytes, and for so many more among the parts.
  ///
  /// - Throws: `StorageError` with `ENOSPC`.
  func requireRoom(forResult bytes: Int, andParts more: Int = 0) throws(StorageError) {
    guard folder != parts else { return try folder.requireRoom(forBytes: bytes.addingOrMost(more)) }
    let isOneDisk = folder.isOnDisk(of: parts)
    try folder.requireRoom(forBytes: bytes.addingOrMost(isOneDisk ? more : 0))
    if !isOneDisk { try parts.requireRoom(forBytes: more) }
  }
}

extension Folder {
  /// The last component of a file's path.
  fileprivate static func lastName(of path: String) -> String {
    String(path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...])
  }

  /// What follows the name of a result in the names of what was moved aside.
  static let asideMark = ".bak-"

  /// Whether two paths lead to one folder.
  fileprivate func isSame(as other: Folder) -> Bool {
    guard let own = Folder.status(of: path), let other = Folder.status(of: other.path) else {
      return false
    }
    return own.st_ino == other.st_ino && own.st_dev == other.st_dev
  }

  /// What the system says of a file; none where it says nothing.
  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// Makes sure that the folder is there, before anything is done in vain.
  fileprivate func requireToBeThere(for attempt: String) throws(StorageError) {
    guard let status = Folder.status(of: path) else {
      throw StorageError(path: path, attempt: attempt, code: errno)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw StorageError(path: path, attempt: attempt, code: ENOTDIR)
    }
  }

  /// Whether this folder is one of another's own, neither behind a link nor mounted there.
  fileprivate func liesDirectly(in other: Folder) -> Bool {
    guard let own = Folder.status(of: path), let above = Folder.status(of: "\(path)/.."),
      let other = Folder.status(of: other.path)
    else { return false }
    return above.st_ino == other.st_ino && above.st_dev == other.st_dev
      && own.st_dev == other.st_dev
  }

  /// Whether what is written to both lies on one file system.
  fileprivate func isOnDisk(of other: Folder) -> Bool {
    Folder.status(of: path)?.st_dev == Folder.status(of: other.path)?.st_dev
  }
}
