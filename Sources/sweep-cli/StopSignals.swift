import Foundation
import Sweep
import Synchronization

/// The signal that came first, 0 before.
///
/// All that a handler may touch: it can interrupt any instruction of any thread.
private let firstSignal = Atomic<Int32>(0)

/// What asks a run to stop: signals, and a limit on its time.
///
/// A second Ctrl-C is not waited on: it ends the program at once, by the signal itself.
///
/// Plain handlers, and no thread or descriptor to watch for them: those can run out.
struct StopSignals {
  private static let names: [Int32: String] = [
    SIGINT: "Ctrl-C", SIGTERM: "SIGTERM", SIGUSR1: "SIGUSR1", SIGUSR2: "SIGUSR2",
  ]

  /// What the signals and the limit ask for.
  let request: StopRequest

  /// Watches the signals from now on, and the time if there is a limit.
  init(limit: TimeSpan?) {
    let clock = ContinuousClock()
    let deadline = limit.map { clock.now + .seconds($0.seconds) }
    request = StopRequest {
      firstSignal.load(ordering: .relaxed) != 0 || deadline.map { clock.now >= $0 } ?? false
    }
    // A global is made when it is first met, which must not be in a handler.
    firstSignal.store(0, ordering: .relaxed)
    for number in Self.names.keys {
      signal(number) { number in
        let isFirst = firstSignal.compareExchange(
          expected: 0, desired: number, ordering: .relaxed
        ).exchanged
        guard !isFirst, number == SIGINT || number == SIGTERM else { return }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// What the stop is owed to.
  var cause: String { Self.names[firstSignal.load(ordering: .relaxed)] ?? "--max-time" }

  /// Gives the signals back their usual meaning.
  func restore() {
    for number in Self.names.keys { signal(number, SIG_DFL) }
  }
}
