import Foundation
import Sweep

/// The line that says how far a run has come: rewritten in place on a terminal, a plain
/// line every half minute elsewhere.
final class ProgressLine {
  private static let barWidth = 24
  private static let leastBarWidth = 6

  private let interval: TimeInterval
  private var lastShown = Date.distantPast
  private var isOnScreen = false

  init() {
    interval = Terminal.isInteractive ? 0.2 : 30
    if !Terminal.isInteractive { lastShown = Date() }
  }

  /// Shows the progress unless it was shown a moment ago.
  func show(_ progress: RunProgress) {
    guard Date().timeIntervalSince(lastShown) >= interval else { return }
    lastShown = Date()
    guard Terminal.isInteractive else {
      return Terminal.say(Self.words(progress).joined(separator: "  "))
    }
    // The last column stays free: what stands there may move the cursor to the next line.
    let line = Self.line(progress, width: Terminal.size(of: STDERR_FILENO).columns - 1)
    // Back to the first column, and clear what a longer line left behind.
    Terminal.show("\r\(line)\u{1b}[K")
    isOnScreen = true
  }

  /// The share, the points and, as far as they are known, the rate and the time left.
  private static func words(_ progress: RunProgress) -> [String] {
    let done = progress.earlier + progress.computed
    let rate = progress.rate > 0 ? progress.rate.perSecond : nil
    let left = done < progress.total ? progress.timeLeft.map { "\($0.spoken) left" } : nil
    return [
      String(format: "%3.0f %%", (share(progress) * 100).rounded(.down)),
      "\(done.grouped)/\(progress.total.grouped) points",
    ] + [rate, left].compactMap(\.self)
  }

  private static func share(_ progress: RunProgress) -> Double {
    progress.total > 0 ? progress.done / Double(progress.total) : 1
  }

  /// A bar and the words; where they have no room the bar shrinks, then goes, and words after it, the
  /// rate first.
  private static func line(_ progress: RunProgress, width: Int) -> String {
    var words = words(progress)
    let all = words.count
    while words.count > 1, words.joined(separator: "  ").count > width {
      words.remove(at: words.count == 4 ? 2 : words.count - 1)
    }
    let text = words.joined(separator: "  ")
    let room = min(barWidth, width - text.count - 1)
    guard room >= leastBarWidth, words.count == all else {
      return String(text.prefix(max(0, width)))
    }
    let filled = min(room, Int(share(progress) * Double(room)))
    return String(repeating: "━", count: filled) + String(repeating: "╌", count: room - filled)
      + " " + text
  }

  /// Removes the line from a terminal, for what is said next.
  func end() {
    guard isOnScreen else { return }
    Terminal.show("\r\u{1b}[K")
    isOnScreen = false
  }
}
