internal import Foundation

/// What was done by when, and how long more of it takes if it goes on in the same way.
///
/// Work at a constant rate takes twice as long for twice as much. A flow whose steps grow as its
/// density smooths goes faster and faster: the time that it has taken is, roughly, a power of the time that
/// it has reached, with an exponent of 0.3 to 0.8 that changes slowly.
struct Pace: Sendable, Equatable {
  private struct Mark: Sendable, Equatable {
    var seconds: Double
    var done: Double
  }

  /// The first is where the count begins: what comes before it, such as making the initial density,
  /// is done once.
  private var marks: [Mark] = []
  private var last: Mark?

  /// An exponent above it is taken for 1: that of a constant rate, measured, is rarely 1 exactly,
  /// and to extrapolate a thousandfold its error must be none.
  private static let nearlyConstant = 0.8
  private static let least = 0.1

  /// Takes note of what is done after so many seconds.
  mutating func note(_ done: Double, at seconds: Double) {
    let mark = Mark(seconds: seconds, done: done)
    last = mark
    // Ever further apart: few are needed, however long it takes.
    if let newest = marks.last, seconds < 1.1 * newest.seconds { return }
    marks.append(mark)
  }

  /// How many seconds it takes in all until so much is done; none before it can be told.
  func seconds(until whole: Double) -> Double? {
    guard let first = marks.first, let last else { return nil }
    let (elapsed, done) = (last.seconds - first.seconds, last.done - first.done)
    guard elapsed > 0, done > 0 else { return nil }
    return first.seconds + elapsed * pow((whole - first.done) / done, exponent(first, last))
  }

  /// Over the last half of the time.
  private func exponent(_ first: Mark, _ last: Mark) -> Double {
    let middle = (first.seconds + last.seconds) / 2
    guard let earlier = marks.last(where: { $0.seconds <= middle }), earlier.done > first.done,
      last.done > earlier.done
    else { return 1 }
    let exponent =
      log((last.seconds - first.seconds) / (earlier.seconds - first.seconds))
      / log((last.done - first.done) / (earlier.done - first.done))
    return exponent > Self.nearlyConstant ? 1 : max(exponent, Self.least)
  }
}

extension Duration {
  /// So many seconds; a time that nobody will wait for where they are more than a duration holds.
  init(told seconds: Double) {
    self = .seconds(seconds < 1e15 ? seconds : 1e15)
  }
}
