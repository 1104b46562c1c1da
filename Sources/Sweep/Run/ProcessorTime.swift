internal import Foundation

/// How much of a processor a thread has had.
///
/// What other programs take of a busy machine does not count, as time by the clock would: a login node,
/// where plans are timed, has many users, and the node that computes them often none.
enum ProcessorTime {
  /// Of the calling thread, since it began.
  static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// How much of it the calling thread needs for something.
  static func measure(_ work: () throws -> Void) rethrows -> Duration {
    let start = now
    try work()
    return now - start
  }
}
