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
  /// The bytes that would have been needed, where that was found out beforehand.
  public let neededBytes: UInt64?

  /// An error of the given number; on a full disk it looks up what is free.
  init(path: String, attempt: String, code: Int32) {
    self.path = path
    self.attempt = attempt
    self.code = code
    // The file itself may be gone by now; its folder is not.
    let isFull = code == ENOSPC || code == EDQUOT
    self.freeBytes = isFull ? Folder.containing(path).freeBytes : nil
    self.neededBytes = nil
  }

  /// The error of a disk with less room than what is still to be written takes.
  init(path: String, needed: UInt64, free: UInt64) {
    self.path = path
    self.attempt = "making room"
    self.code = ENOSPC
    self.freeBytes = free
    self.neededBytes = needed
  }

  /// Whether a folder could not be created because that is missing in which it was to lie.
  public var isOfMissingFolder: Bool { code == ENOENT && attempt == Folder.creating }

  /// The message, in one line.
  public var description: String {
    if let neededBytes, let freeBytes {
      return "\(path): too little room on the disk: what is still to be written needs "
        + "\(Int(clamping: neededBytes).bytes), \(Int(clamping: freeBytes).bytes) are free"
    }
    let free = freeBytes.map { "; \(Int(clamping: $0).bytes) are free" } ?? ""
    return "\(path): \(attempt) failed: \(String(cString: strerror(code)))\(free)"
  }
}
