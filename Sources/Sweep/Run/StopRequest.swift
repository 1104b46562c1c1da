internal import Synchronization

/// Asks a run to store what it has and end; may be set from any thread.
public final class StopRequest: Sendable {
  private let flag = Atomic<Bool>(false)

  /// A request not yet made.
  public init() {}

  /// Whether it was made.
  public var isSet: Bool { flag.load(ordering: .relaxed) }

  /// Makes it.
  public func set() { flag.store(true, ordering: .relaxed) }
}
