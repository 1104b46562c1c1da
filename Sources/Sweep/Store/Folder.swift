internal import Foundation

/// A folder, by its path.
struct Folder: Sendable, Equatable {
  /// What is attempted when a folder is created, in words.
  static let creating = "creating the folder"

  let path: String

  /// The folder that a file lies in.
  static func containing(_ path: String) -> Folder {
    guard let slash = path.lastIndex(of: "/") else { return Folder(path: ".") }
    return Folder(path: slash == path.startIndex ? "/" : String(path[..<slash]))
  }

  /// The path of a file in this folder.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Whether anything lies at a path, be it a dangling link.
  static func holds(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Creates the folder unless it is there, so that it survives a power loss.
  func create() throws(StorageError) {
    guard mkdir(path, 0o777) != 0 else {
      try Folder.containing(path).synchronize()
      return
    }
    let code = errno
    guard code == EEXIST else { throw refusal(code) }
    try requireToBeFolder()
  }

  /// Makes sure that what lies at the path is a folder.
  func requireToBeFolder() throws(StorageError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      // Something is there, and leads nowhere.
      throw StorageError(path: path, attempt: "following the link", code: errno)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw refusal(EEXIST) }
  }

  private func refusal(_ code: Int32) -> StorageError {
    StorageError(path: path, attempt: Folder.creating, code: code)
  }

  /// Brings the names in the folder to the disk.
  func synchronize() throws(StorageError) {
    let folder = try FileDescriptor(path, flags: O_RDONLY | O_DIRECTORY, attempt: "opening")
    try folder.synchronize()
  }

  /// Makes sure that so many bytes are free.
  ///
  /// - Throws: `StorageError` with `ENOSPC`.
  func requireRoom(forBytes count: Int) throws(StorageError) {
    // Where the system does not tell, writing will.
    guard let free = freeBytes, free < UInt64(count) else { return }
    throw StorageError(path: path, needed: UInt64(count), free: free)
  }

  /// The bytes that are free to this user; none where the system does not tell.
  var freeBytes: UInt64? {
    var statistics = statvfs()
    guard statvfs(path, &statistics) == 0, statistics.f_blocks > 0 else { return nil }
    return UInt64(statistics.f_bavail) * UInt64(statistics.f_frsize)
  }

  /// The names of all files in the folder, sorted.
  func names() throws(StorageError) -> [String] {
    guard let stream = opendir(path) else {
      throw StorageError(path: path, attempt: "listing", code: errno)
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw StorageError(path: path, attempt: "listing", code: errno) }
    return names.sorted()
  }

  /// Removes a file of the folder; that it is gone already is no error.
  func remove(_ name: String) throws(StorageError) {
    guard unlink(file(name)) == 0 || errno == ENOENT else {
      throw StorageError(path: file(name), attempt: "removing", code: errno)
    }
  }
}

/// Whether a folder, or a link to one, lies at a path.
public func isFolder(_ path: String) -> Bool {
  var isFolder: ObjCBool = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
}
