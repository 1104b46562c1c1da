import Dispatch
import Foundation
import Sweep
import Synchronization

/// Turns the signals that ask a program to end into a request to stop.
///
/// A second Ctrl-C is not waited on: it ends the program at once, by the signal itself.
final class StopSignals {
  private static let signals: [(number: Int32, name: String)] = [
    (SIGINT, "Ctrl-C"), (SIGTERM, "SIGTERM"), (SIGUSR1, "SIGUSR1"), (SIGUSR2, "SIGUSR2"),
  ]

  /// The name of the signal that came first.
  private final class First: Sendable {
    let name = Mutex<String?>(nil)
  }

  private let first = First()
  private let stop: StopRequest
  /// A queue of its own: on the shared ones a timer would wait for a worker to end.
  private let queue = DispatchQueue(label: "sweep.signals")
  private var sources: [any DispatchSourceSignal] = []

  /// Watches the signals from now on.
  init(_ stop: StopRequest) {
    self.stop = stop
    for (number, name) in Self.signals {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [first] in
        if stop.isSet, number == SIGINT || number == SIGTERM {
          signal(number, SIG_DFL)
          raise(number)
        }
        first.name.withLock { $0 = $0 ?? name }
        stop.set()
      }
      source.resume()
      sources.append(source)
    }
  }

  /// Makes the same request when the time has passed.
  func stop(after seconds: Double) {
    queue.asyncAfter(deadline: .now() + seconds) { [first, stop] in
      first.name.withLock { $0 = $0 ?? "--max-time" }
      stop.set()
    }
  }

  /// The signal that came first.
  var name: String? { first.name.withLock { $0 } }

  /// Gives the signals back their usual meaning.
  func restore() {
    sources.forEach { $0.cancel() }
    for (number, _) in Self.signals { signal(number, SIG_DFL) }
  }
}
