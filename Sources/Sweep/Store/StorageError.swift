internal import Foundation

/// What the operating system refused to do with a file or folder.
public struct StorageError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file or folder.
  public let path: String
  /// What was attempted, as in "writing".
  public let attempt: String
  /// The system's error number.
  public let code: Int32
  /// The bytes that were free where the disk or the quota was full.
  public let freeBytes: UInt64?

  /// An error of the given number; on a full disk it looks up what is free.
  init(path: String, attempt: String, code: Int32) {
    self.path = path
    self.attempt = attempt
    self.code = code
    guard code == ENOSPC || code == EDQUOT else {
      self.freeBytes = nil
      return
    }
    var statistics = statvfs()
    // The file itself may be gone by now; its folder is not.
    let isKnown = statvfs(Folder.containing(path).path, &statistics) == 0
    self.freeBytes =
      isKnown ? UInt64(statistics.f_bavail) * UInt64(statistics.f_frsize) : nil
  }

  /// The message, in one line.
  public var description: String {
    let free = freeBytes.map { "; \($0) bytes are free" } ?? ""
    return "\(path): \(attempt) failed: \(String(cString: strerror(code)))\(free)"
  }
}
