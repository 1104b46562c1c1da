internal import Foundation

/// An open file, closed when it goes out of scope.
struct FileDescriptor: ~Copyable {
  let path: String
  private let number: Int32
  private var isOpen = true

  /// Opens a file with the flags of `open(2)`.
  init(_ path: String, flags: Int32, attempt: String) throws(StorageError) {
    var opened: Int32
    repeat {
      opened = open(path, flags | O_CLOEXEC, 0o666)
    } while opened < 0 && errno == EINTR
    guard opened >= 0 else { throw StorageError(path: path, attempt: attempt, code: errno) }
    self.path = path
    self.number = opened
  }

  deinit {
    if isOpen { close(number) }
  }

  /// Writes all the bytes, however few the system takes at a time.
  func append(_ bytes: [UInt8]) throws(StorageError) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        write(number, buffer.baseAddress.map { $0 + done }, buffer.count - done)
      }
      if written < 0 && errno == EINTR { continue }
      // No progress without an error would be an endless loop.
      guard written > 0 else {
        throw StorageError(path: path, attempt: "writing", code: written < 0 ? errno : EIO)
      }
      done += written
    }
  }

  /// Reads up to `count` bytes; fewer mean the end of the file.
  func next(_ count: Int) throws(StorageError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let taken = bytes.withUnsafeMutableBytes { buffer in
        read(number, buffer.baseAddress.map { $0 + filled }, count - filled)
      }
      if taken < 0 && errno == EINTR { continue }
      guard taken >= 0 else { throw StorageError(path: path, attempt: "reading", code: errno) }
      if taken == 0 { break }
      filled += taken
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  /// Lets reading go on so many bytes before the end.
  func moveBackFromEnd(by count: Int) throws(StorageError) {
    guard lseek(number, -off_t(count), SEEK_END) >= 0 else {
      throw StorageError(path: path, attempt: "reading", code: errno)
    }
  }

  /// The size of the file.
  var byteCount: Int {
    var status = stat()
    return fstat(number, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Whether the last byte is another than a line feed.
  var endsWithinLine: Bool {
    var status = stat()
    var last: UInt8 = 0
    return fstat(number, &status) == 0 && status.st_size > 0
      && pread(number, &last, 1, status.st_size - 1) == 1 && last != 0x0A
  }

  /// Brings what was written to the disk.
  ///
  /// After a failure the file is lost: the kernel may have dropped the pages
  /// and says yes when asked again.
  func synchronize() throws(StorageError) {
    guard fsync(number) == 0 else {
      throw StorageError(path: path, attempt: "fsync", code: errno)
    }
  }

  /// Closes the file and says whether that lost anything, as it may on NFS.
  mutating func finish() throws(StorageError) {
    isOpen = false
    guard close(number) == 0 || errno == EINTR else {
      throw StorageError(path: path, attempt: "closing", code: errno)
    }
  }

  /// Cuts the file to nothing; failing to is no harm where this is used.
  func truncate() {
    _ = ftruncate(number, 0)
  }

  /// What came of asking for a lock.
  enum LockAnswer {
    case taken
    /// Another process has it.
    case refused
    /// The file system has no locks, as Lustre mounted without `flock`, or the server keeps none.
    case unknown
  }

  /// Takes the exclusive lock, or says at once that another holds it.
  func lock() throws(StorageError) -> LockAnswer {
    guard flock(number, LOCK_EX | LOCK_NB) != 0 else { return .taken }
    switch errno {
    case EWOULDBLOCK: return .refused
    case ENOSYS, EOPNOTSUPP, ENOLCK: return .unknown
    default: throw StorageError(path: path, attempt: "locking", code: errno)
    }
  }

  /// Whether the path still leads to the file that is open.
  func isStillThere() -> Bool {
    var opened = stat()
    var named = stat()
    return fstat(number, &opened) == 0 && stat(path, &named) == 0
      && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }
}

/// Whether a pipe, device or socket lies at a path, or a link to one: opening it may never end.
func isSpecial(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
}
