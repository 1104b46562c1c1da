internal import Foundation

/// The name that a file has until it is whole: `NAME.HOST-PROCESS-NUMBER.temporary`.
///
/// A writer never takes a name that exists, so no two have the same file in work, whether or not a
/// lock keeps them apart.
struct TemporaryName: Equatable {
  /// The name that the file is to have.
  let target: String
  /// Where it is written: the host's name, of letters, digits, `-` and `_`.
  let host: String
  /// By which process there.
  let process: pid_t
  /// Which of the names that this process may take.
  let number: Int

  private static let suffix = ".temporary"

  /// The name itself.
  var name: String { "\(target).\(host)-\(process)-\(number)\(Self.suffix)" }

  /// The parts of a name; none if it is another file's, or another spelling.
  init?(named name: String) {
    guard name.hasSuffix(Self.suffix) else { return nil }
    let words = name.dropLast(Self.suffix.count)
    guard let point = words.lastIndex(of: ".") else { return nil }
    let writer = words[words.index(after: point)...]
      .split(separator: "-", omittingEmptySubsequences: false)
    guard writer.count > 2, let process = pid_t(writer[writer.count - 2]), process > 0,
      let number = Int(writer[writer.count - 1])
    else { return nil }
    self.init(
      for: String(words[..<point]), host: writer.dropLast(2).joined(separator: "-"),
      process: process, number)
    guard self.name == name else { return nil }
  }

  /// The name of the file by which this process may write another.
  init(for target: String, host: String = ownHost, process: pid_t = getpid(), _ number: Int = 0) {
    self.target = target
    self.host = host
    self.process = process
    self.number = number
  }

  /// Creates the file by which one at a path is to come into being.
  ///
  /// - Throws: `StorageError`.
  static func create(for path: String) throws(StorageError) -> FileDescriptor {
    var number = 0
    while true {
      let temporary = TemporaryName(for: path, number)
      do throws(StorageError) {
        return try FileDescriptor(
          temporary.name, flags: O_WRONLY | O_CREAT | O_EXCL, attempt: "creating")
      } catch {
        // Of a process that had this number before, or on a host of this name.
        guard error.code == EEXIST else { throw error }
        number += 1
      }
    }
  }

  /// Creates an empty file, as `create` does, for HDF5 to write to; its path.
  ///
  /// - Throws: `StorageError`.
  static func reserve(for path: String) throws(StorageError) -> String {
    var file = try create(for: path)
    let temporary = file.path
    do throws(StorageError) {
      try file.finish()
    } catch {
      unlink(temporary)
      throw error
    }
    return temporary
  }

  /// Whether nobody writes the file any more.
  ///
  /// The lock of a shard says so only where it reaches the other nodes. A process of this host can
  /// be asked for; what belongs to another, or to a number that lives, is taken for abandoned when it
  /// has not grown for an hour. Should its writer still come back, it finds the file gone and fails
  /// to give it its name, which is an error and no loss.
  func isAbandoned(in folder: Folder) -> Bool {
    if host == Self.ownHost, kill(process, 0) != 0, errno == ESRCH { return true }
    var status = stat()
    guard stat(folder.file(name), &status) == 0 else { return false }
    return time(nil) - status.st_mtim.tv_sec > 3600
  }

  /// This host's name, without what separates the parts of a name.
  static let ownHost = String(
    ProcessInfo.processInfo.hostName.map { character in
      character.isASCII && (character.isLetter || character.isNumber || character == "-")
        ? character : "_"
    })
}

extension Folder {
  /// Removes what nobody writes any more of the files that are to have some names.
  ///
  /// - Throws: `StorageError`.
  func removeLeftovers(of isTarget: (String) -> Bool) throws(StorageError) {
    for name in try names() {
      guard let temporary = TemporaryName(named: name), isTarget(temporary.target),
        temporary.isAbandoned(in: self)
      else { continue }
      try remove(name)
    }
  }
}
