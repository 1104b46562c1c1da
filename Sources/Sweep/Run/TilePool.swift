internal import Dispatch
internal import Foundation
internal import Synchronization

/// Lets workers that have no block left compute parts of the loops of those that have.
///
/// A loop that nobody can help with costs one look. Helpers watch for loops for a moment,
/// since a long flow begins one after the other, and sleep then.
final class TilePool: Sendable {
  private struct State {
    var loops: [Loop] = []
    var sleeping = 0
  }

  private let state = Mutex(State())
  private let helpers = Atomic<Int>(0)
  /// Rises with whatever helpers wait for.
  private let events = Atomic<Int>(0)
  private let wake = DispatchSemaphore(value: 0)

  /// How often helpers look before they sleep.
  private static let looks = 20_000

  /// The loop as computations are given it.
  var loop: ParallelLoop { ParallelLoop { [self] count, body in run(count, body) } }

  private func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard count > 1, helpers.load(ordering: .relaxed) > 0 else {
      for number in 0..<count { body(number) }
      return
    }
    let loop = Loop(count, body)
    announce { $0.append(loop) }
    loop.work()
    loop.join()
    state.withLock { $0.loops.removeAll { $0 === loop } }
  }

  /// Computes parts of others' loops while `isNeeded`; who ends that calls `wakeHelpers`.
  func help(while isNeeded: () -> Bool) {
    helpers.add(1, ordering: .relaxed)
    defer { helpers.subtract(1, ordering: .relaxed) }
    while true {
      // Before the question: an answer that changes from now on is an event.
      let seen = events.load(ordering: .acquiring)
      guard isNeeded() else { return }
      if let loop = state.withLock({ $0.loops.first(where: \.hasMore) }) {
        loop.work()
      } else if !hasEvent(since: seen), sleeps(since: seen) {
        wake.wait()
      }
    }
  }

  /// Has helpers ask again whether they are needed.
  func wakeHelpers() { announce { _ in } }

  private func announce(_ change: (inout [Loop]) -> Void) {
    let sleeping = state.withLock { state in
      change(&state.loops)
      events.add(1, ordering: .releasing)
      defer { state.sleeping = 0 }
      return state.sleeping
    }
    for _ in 0..<sleeping { wake.signal() }
  }

  private func hasEvent(since seen: Int) -> Bool {
    for _ in 0..<Self.looks where events.load(ordering: .relaxed) != seen { return true }
    return false
  }

  /// Counts the caller among those to be woken, unless there is something new.
  private func sleeps(since seen: Int) -> Bool {
    state.withLock { state in
      guard events.load(ordering: .acquiring) == seen else { return false }
      state.sleeping += 1
      return true
    }
  }

  /// One loop, whose parts are dealt out one by one.
  private final class Loop: Sendable {
    private let count: Int
    private let body: @Sendable (Int) -> Void
    private let next = Atomic<Int>(0)
    private let done = Atomic<Int>(0)

    init(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.body = body
    }

    var hasMore: Bool { next.load(ordering: .relaxed) < count }

    /// Computes parts until all are taken.
    func work() {
      while true {
        let number = next.add(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        body(number)
        done.add(1, ordering: .releasing)
      }
    }

    /// Waits for the parts that others have taken.
    func join() {
      var looks = 0
      while done.load(ordering: .acquiring) < count {
        looks += 1
        // Whoever computes the part may be waiting for this core.
        if looks % 1000 == 0 { sched_yield() }
      }
    }
  }
}
