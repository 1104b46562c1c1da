import Foundation
import Sweep

/// The line that says how far a run has come: rewritten in place on a terminal, a plain
/// line every half minute elsewhere.
final class ProgressLine {
  private static let barWidth = 24

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
    let total = progress.total
    let done = progress.earlier + progress.computed
    let share = total > 0 ? progress.done / Double(total) : 1
    let rate = progress.rate
    var text = String(format: "%3.0f %%  ", (share * 100).rounded(.down))
    text += "\(done.grouped)/\(total.grouped) points"
    if rate > 0 { text += "  \(rate.perSecond)" }
    if let left = progress.timeLeft, done < total { text += "  \(left.spoken) left" }
    if Terminal.isInteractive {
      let filled = Int(share * Double(Self.barWidth))
      let bar =
        String(repeating: "━", count: filled)
        + String(repeating: "╌", count: Self.barWidth - filled)
      // Back to the first column, and clear what a longer line left behind.
      Terminal.show("\r\(bar) \(text)\u{1b}[K")
      isOnScreen = true
    } else {
      Terminal.say(text)
    }
  }

  /// Removes the line from a terminal, for what is said next.
  func end() {
    guard isOnScreen else { return }
    Terminal.show("\r\u{1b}[K")
    isOnScreen = false
  }
}

extension Double {
  /// A rate of points with a fitting unit.
  fileprivate var perSecond: String {
    self >= 10 ? "\(Int(rounded()).grouped)/s" : String(format: "%.2g/s", self)
  }
}
