internal import Synchronization

/// Asks a run to store what it has and end; may be set from any thread.
public final class StopRequest: Sendable {
  private let flag = Atomic<Bool>(false)
  private let condition: @Sendable () -> Bool

  /// A request not yet made; it counts as made while a condition holds, too.
  public init(when condition: @escaping @Sendable () -> Bool = { false }) {
    self.condition = condition
  }

  /// Whether it was made.
  public var isSet: Bool { flag.load(ordering: .relaxed) || condition() }

  /// Makes it.
  public func set() { flag.store(true, ordering: .relaxed) }
}
