internal import CHDF5
internal import Foundation

/// The way through which all calls for one file go.
///
/// No other code looks at a status. Where a file is written, the first failure
/// closes the channel for good and what is open stays open: HDF5 1.10 does not
/// survive more calls after a write that failed, and reports success where data
/// are lost.
final class HDF5Channel {
  let path: String
  /// What is said of the file should HDF5 die as it reads it; none where it is written.
  private let words: FileWords?
  /// Whether a failure has made the file unusable.
  private(set) var isClosed = false

  /// The size of the file that is read; none where it is written.
  var byteCount: Int? { words?.byteCount }

  init(path: String, forWriting: Bool) {
    self.path = path
    words = forWriting ? nil : FileWords(path: path)
  }

  /// Makes a call and throws what HDF5 says when its status is negative.
  @discardableResult
  func checked<Status: SignedInteger>(
    _ action: @autoclosure () -> String, _ call: () -> Status
  ) throws(HDF5Error) -> Status {
    guard !isClosed else {
      throw HDF5Error(
        action: action(), path: path, reason: "an earlier call failed", isOfReading: false)
    }
    HDF5Library.start()
    // What succeeds does not reset it.
    errno = 0
    let status = guarded(call)
    let systemCode = errno
    guard status >= 0 else {
      isClosed = words == nil
      throw HDF5Error(
        stackAfter: action(), path: path, systemCode: systemCode, isOfReading: words != nil)
    }
    return status
  }

  /// Makes a call whose status says nothing.
  func guarded<Status>(_ call: () -> Status) -> Status {
    guard let words else { return call() }
    return HDF5Guard.reading(words, call)
  }
}

/// An identifier that HDF5 gave out and that is given back once.
///
/// `hid_t` is an integer, which the compiler would let any task copy; this
/// cannot be copied and is owned by classes that are not `Sendable`.
struct HDF5Handle: ~Copyable {
  typealias Closer = @convention(c) (hid_t) -> herr_t

  let id: hid_t
  private let channel: HDF5Channel
  private let closer: Closer
  private var isOpen = true

  /// The identifier that a call returns, or the error it met.
  init(
    _ channel: HDF5Channel, _ action: @autoclosure () -> String, closedBy closer: Closer,
    _ call: () -> hid_t
  ) throws(HDF5Error) {
    self.id = try channel.checked(action(), call)
    self.channel = channel
    self.closer = closer
  }

  /// Closes the identifier and says whether that failed.
  mutating func close(_ action: @autoclosure () -> String) throws(HDF5Error) {
    guard isOpen else { return }
    isOpen = false
    let (id, closer) = (id, closer)
    try channel.checked(action()) { closer(id) }
  }

  deinit {
    let (id, closer) = (id, closer)
    if isOpen, !channel.isClosed { _ = channel.guarded { closer(id) } }
  }
}
