internal import Foundation

/// The last line of a segment or result: the SHA-256 of all bytes before it.
///
/// HDF5 and its readers ignore what follows the end that a file states of
/// itself. With the seal, damage is found before HDF5 meets it: HDF5 1.10 does
/// not check the heaps in which it keeps texts and references and may crash on
/// a flipped bit there. A program that opens the file for writing cuts the
/// line off, which tells a file that was edited from one that was damaged.
enum Seal {
  /// What a file's seal says of it.
  enum State {
    /// All bytes are as they were written.
    case intact
    /// Some byte has changed.
    case broken
    /// There is no seal.
    case absent
  }

  private static let mark = "\nsweep sha256 "
  /// The length of the line, its line feeds included.
  static let length = mark.utf8.count + 64 + 1

  /// The line for bytes of this digest.
  static func line(_ digest: consuming SHA256) -> [UInt8] {
    Array("\(mark)\(SHA256.hexadecimal(digest.finalize()))\n".utf8)
  }

  /// Compares all bytes of a file with its seal, if it has one.
  static func state(of path: String) throws(StorageError) -> State {
    guard !isSpecial(path) else { return .absent }
    let end = try self.tail(of: path)
    guard end.starts(with: mark.utf8) else {
      // Other programs leave all of it or nothing.
      return end.indices.contains { isCut(end[$0...]) } ? .broken : .absent
    }
    let (digest, tail) = try read(path)
    return tail == line(digest) ? .intact : .broken
  }

  /// Whether the last bytes of a file are the beginning of a seal that was cut.
  private static func isCut(_ end: ArraySlice<UInt8>) -> Bool {
    let mark = Array(mark.utf8)
    return end.count > 6 && zip(end, mark).allSatisfy { $0 == $1 }
  }

  /// Seals a file that is closed and brings it to the disk.
  ///
  /// - Returns: the line.
  static func close(_ path: String) throws(StorageError) -> [UInt8] {
    var (digest, tail) = try read(path)
    tail.withUnsafeBytes { digest.update($0) }
    let line = line(digest)
    var file = try FileDescriptor(path, flags: O_WRONLY | O_APPEND, attempt: "opening")
    try file.append(line)
    try file.synchronize()
    try file.finish()
    return line
  }

  /// The last bytes of a file, as many as a seal has.
  static func tail(of path: String) throws(StorageError) -> [UInt8] {
    let file = try FileDescriptor(path, flags: O_RDONLY, attempt: "opening")
    try file.moveBackFromEnd(by: min(length, file.byteCount))
    return try file.next(length)
  }

  /// The digest of all bytes but the last, which would be the seal, and those.
  private static func read(_ path: String) throws(StorageError) -> (SHA256, tail: [UInt8]) {
    let file = try FileDescriptor(path, flags: O_RDONLY, attempt: "opening")
    let pieceSize = 1 << 20
    var digest = SHA256()
    var tail: [UInt8] = []
    while true {
      let piece = try file.next(pieceSize)
      tail += piece
      let hashed = max(0, tail.count - length)
      tail.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<hashed])) }
      tail.removeFirst(hashed)
      if piece.count < pieceSize { return (digest, tail) }
    }
  }
}
