internal import CHDF5
internal import Foundation

/// What HDF5 could not do, and why.
public struct HDF5Error: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was attempted, as in "writing 'log_wim'".
  public let action: String
  /// The file.
  public let path: String
  /// The innermost reason that HDF5 gives: where it first went wrong.
  public let reason: String
  /// The operating system's error number, where that is the cause.
  public let code: Int32?
  /// Whether what was read is at fault: it was no writing that failed, and not the disk.
  public let isOfDamage: Bool

  /// The message, in one line.
  public var description: String { "\(path): \(action) failed: \(reason)" }

  init(
    action: String, path: String, reason: String, code: Int32? = nil, isOfReading: Bool = true
  ) {
    self.action = action
    self.path = path
    self.reason = reason
    self.code = code
    isOfDamage = isOfReading && code == nil
  }

  /// The error that lies on this thread's HDF5 error stack.
  ///
  /// To be made right after the call that failed: the next one clears the
  /// stack. `systemCode` is what `errno` was then: all there is to say where the call has cleared the stack
  /// itself, as the high-level library does when a dimension scale cannot be read.
  init(stackAfter action: String, path: String, systemCode: Int32, isOfReading: Bool) {
    var reasons: [String] = []
    withUnsafeMutablePointer(to: &reasons) { pointer in
      let visit: H5E_walk2_t = { _, entry, context in
        let reasons = context?.assumingMemoryBound(to: [String].self)
        if let text = entry?.pointee.desc { reasons?.pointee.append(String(cString: text)) }
        return 0
      }
      H5Ewalk2(sweep_H5E_DEFAULT(), H5E_WALK_UPWARD, visit, pointer)
    }
    let code =
      reasons.isEmpty && systemCode != 0
      ? systemCode : reasons.lazy.compactMap(HDF5Error.code(in:)).first
    // HDF5 wraps the system's words in addresses and times.
    let system = code.map { String(cString: strerror($0)) }
    self.init(
      action: action, path: path, reason: system ?? reasons.first ?? "HDF5 gives no reason",
      code: code, isOfReading: isOfReading)
  }

  /// The number after "errno = " in a reason.
  private static func code(in reason: String) -> Int32? {
    let marker = "errno = "
    guard var rest = Optional(reason[...]) else { return nil }
    while !rest.isEmpty, !rest.hasPrefix(marker) { rest = rest.dropFirst() }
    return Int32(rest.dropFirst(marker.count).prefix { $0.isNumber })
  }
}
