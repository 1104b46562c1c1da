internal import Foundation

/// An exclusive lock on a file, held until it goes out of scope.
///
/// The system's own lock (`flock`) ends with the process however it ends, so a
/// lock file that is left behind locks nothing.
struct FileLock: ~Copyable {
  /// The name of the one that merging holds, beside those of all shards.
  static let ofMerging = "merge.lock"

  /// Whether it keeps others out: not where the file system has no locks.
  let isKept: Bool
  private let descriptor: FileDescriptor

  /// Takes the lock at once or says who holds it.
  ///
  /// - Throws: `StoreError.locked`, `StorageError`.
  init(_ path: String) throws {
    while true {
      // No lock is a link: what one leads to is not ours to write to.
      let file = try FileDescriptor(
        path, flags: O_RDWR | O_CREAT | O_NOFOLLOW, attempt: "opening the lock")
      let answer = try file.lock()
      guard answer != .refused else {
        let holder = String(decoding: try file.next(256), as: UTF8.self)
        throw StoreError.locked(
          path: path, holder: holder.isEmpty ? "another process" : holder)
      }
      // A merge may have removed the file between opening and locking it; the
      // lock is then on a file that nobody else will find.
      guard file.isStillThere() else { continue }
      file.truncate()
      // Who holds it is a courtesy to the next one: a full disk must not keep
      // the lock from being taken.
      try? file.append(Array(FileLock.holder.utf8))
      self.isKept = answer == .taken
      self.descriptor = file
      return
    }
  }

  deinit {
    // While the lock is still held: what says who holds it is not to outlive that. Only a kill
    // leaves it.
    descriptor.truncate()
  }

  /// This process, in words.
  private static var holder: String {
    "process \(getpid()) on \(ProcessInfo.processInfo.hostName)"
  }
}
