internal import Foundation

/// Too few files can be open at once for what is to be done.
public struct DescriptorShortage: Error, Equatable, Sendable, CustomStringConvertible {
  /// How many more could be opened.
  public let free: Int
  /// How many more are needed.
  public let needed: Int
  /// How many this process may have in all.
  public let limit: UInt64

  /// What merging needs at its most beside the locks: eight segments, the result, its folder, and
  /// what the system's libraries open for a moment.
  static let merging = 12
  /// What a run needs from its beginning to its merging, which asks again: the locks of its shard
  /// and of the merge, and an earlier result, too.
  static let running = merging + 4

  /// The message, in one line.
  public var description: String {
    "only \(free) more files can be open at once, \(needed) are needed: raise the limit, which is "
      + "\(limit), to at least \(limit &+ UInt64(needed - free)) (ulimit -n)"
  }

  /// Makes sure that so many more files can be open at once, by opening them: the limit alone does
  /// not tell what a parent left open, or what is left to the whole system.
  static func check(needed: Int) throws(DescriptorShortage) {
    var opened: [Int32] = []
    defer { for descriptor in opened { close(descriptor) } }
    while opened.count < needed {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        guard errno == EMFILE || errno == ENFILE else { return }
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        throw DescriptorShortage(
          free: opened.count, needed: needed, limit: UInt64(limit.rlim_cur))
      }
      opened.append(descriptor)
    }
  }
}
