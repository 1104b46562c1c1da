import Foundation
import Sweep

extension Duration {
  /// The duration in the unit that suits it: "35 µs", "1.2 s", "3 min 20 s", "2 h 05 min".
  var spoken: String {
    let seconds = self / .seconds(1)
    switch seconds {
    case ..<1e-3: return String(format: "%.3g µs", seconds * 1e6)
    case ..<1: return String(format: "%.3g ms", seconds * 1e3)
    case ..<100: return String(format: "%.2g s", seconds < 10 ? seconds : seconds.rounded())
    case ..<7200:
      let whole = Int(seconds.rounded())
      return String(format: "%ld min %02ld s", whole / 60, whole % 60)
    default:
      let minutes = Int((seconds / 60).rounded())
      return (minutes / 60).grouped + String(format: " h %02ld min", minutes % 60)
    }
  }
}

extension Double {
  /// A rate of points with a fitting unit.
  var perSecond: String {
    self >= 10 ? "\(Int(rounded()).grouped)/s" : String(format: "%.2g/s", self)
  }
}

extension Int {
  /// The number with its digits in groups of three.
  var grouped: String {
    var digits = Array(String(magnitude))
    var position = digits.count - 3
    while position > 0 {
      digits.insert(" ", at: position)
      position -= 3
    }
    return (self < 0 ? "-" : "") + String(digits)
  }

  /// So many points: "1 point", "1 116 points".
  var points: String { self == 1 ? "1 point" : "\(grouped) points" }

  /// So many cores: "1 core", "16 cores".
  var cores: String { self == 1 ? "1 core" : "\(grouped) cores" }

  /// So many blocks: "1 block", "1 116 blocks".
  var blocks: String { self == 1 ? "1 block" : "\(grouped) blocks" }

  /// So many tasks: "1 task", "16 tasks".
  var tasks: String { self == 1 ? "1 task" : "\(grouped) tasks" }
}

extension String {
  /// A word of the shell, whatever its characters.
  var asShellWord: String {
    let isPlain =
      !isEmpty
      && allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+=:,".contains($0))
      }
    return isPlain ? self : "'" + replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}

extension Estimate {
  /// What it is told from: "60 points timed", "2 points timed, 1 by coarser grids".
  var basis: String {
    Basis.allCases.compactMap { basis in
      samples[basis].map { count in
        switch basis {
        case .points: "\(count.points) timed"
        case .coarserGrids: "\(count) by coarser grids"
        case .beginnings: count == 1 ? "1 by its beginning" : "\(count) by their beginnings"
        }
      }
    }.joined(separator: ", ")
  }
}
