import Foundation
import Sweep
import Synchronization

/// The signal that came first, 0 before.
///
/// With its time, all that a handler may touch: it can interrupt any instruction of any thread.
private let firstSignal = Atomic<Int32>(0)

/// When it came, in nanoseconds of a steady clock; 0 before.
private let firstTime = Atomic<Int64>(0)

private func nanoseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// What asks a run to stop: signals, and a limit on its time.
///
/// A second Ctrl-C or SIGTERM is not waited on: it ends the program at once, by the signal itself.
/// SIGTERM within a second of the first signal is taken for the same: batch systems send it to all
/// of a job, and the job's script passes its own on.
///
/// SIGHUP, of a terminal that was closed, is one of them unless it was ignored when the program began:
/// that is what nohup does, for the run to go on.
///
/// Plain handlers, and no thread or descriptor to watch for them: those can run out.
struct StopSignals {
  private static let names: [Int32: String] = [
    SIGINT: "Ctrl-C", SIGTERM: "SIGTERM", SIGHUP: "SIGHUP", SIGUSR1: "SIGUSR1", SIGUSR2: "SIGUSR2",
  ]

  /// What the signals and the limit ask for.
  let request: StopRequest
  private let numbers: [Int32]

  /// Watches the signals from now on, and the time if there is a limit.
  init(limit: TimeSpan?) {
    let clock = ContinuousClock()
    let deadline = limit.map { clock.now + .seconds($0.seconds) }
    request = StopRequest {
      firstSignal.load(ordering: .relaxed) != 0 || deadline.map { clock.now >= $0 } ?? false
    }
    // A global is made when it is first met, which must not be in a handler.
    firstSignal.store(0, ordering: .relaxed)
    firstTime.store(0, ordering: .relaxed)
    numbers = Self.names.keys.filter { $0 != SIGHUP || !isIgnored($0) }
    for number in numbers {
      signal(number) { number in
        let now = nanoseconds()
        let (isFirst, first) = firstTime.compareExchange(
          expected: 0, desired: now, ordering: .relaxed)
        if isFirst { firstSignal.store(number, ordering: .relaxed) }
        guard !isFirst, number == SIGINT || (number == SIGTERM && now - first >= 1_000_000_000)
        else { return }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// What the stop is owed to.
  var cause: String { Self.names[firstSignal.load(ordering: .relaxed)] ?? "--max-time" }

  /// Gives the signals back their usual meaning.
  func restore() {
    for number in numbers { signal(number, SIG_DFL) }
  }
}

/// Whether a signal is ignored, as who started the program may have wished.
private func isIgnored(_ number: Int32) -> Bool {
  let handler = signal(number, SIG_IGN)
  signal(number, handler)
  return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}
