/// A text that someone wrote, with its lines, for pointing into it.
///
/// The lines are found when they are first asked for: a text without mistakes
/// is never cut up.
final class SourceText {
  /// Where the text was read.
  let path: String
  /// The text, without a byte-order mark.
  let text: String

  /// The number of the text's first line in that file.
  private let firstLine: Int

  private lazy var lines: [Substring] = Self.lines(of: text)

  /// The text read at a path, from a line on.
  init(path: String, text: String, firstLine: Int = 1) {
    self.path = path
    self.firstLine = firstLine
    self.text =
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// The line of the given number, counted from 1; empty outside the text.
  func line(_ number: Int) -> Substring {
    lines.indices.contains(number - firstLine) ? lines[number - firstLine] : ""
  }

  /// The scalar at a place, if the text has one there.
  func scalar(at place: Place) -> Unicode.Scalar? {
    let scalars = line(place.line).unicodeScalars
    let index = scalars.index(
      scalars.startIndex, offsetBy: place.column - 1, limitedBy: scalars.endIndex)
    guard let index, index < scalars.endIndex else { return nil }
    return scalars[index]
  }

  /// The lines of a text, broken where libyaml breaks them: its line numbers
  /// would otherwise not be these.
  static func lines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    // Byte by byte: scalar by scalar takes several times as long.
    let bytes = Array(text.utf8)
    var start = text.startIndex
    var startOffset = 0
    func index(_ offset: Int) -> String.Index {
      text.utf8.index(start, offsetBy: offset - startOffset)
    }
    var offset = 0
    while offset < bytes.count {
      let length = lengthOfBreak(at: offset, in: bytes)
      if length > 0 {
        lines.append(text[start..<index(offset)])
        start = index(offset + length)
        startOffset = offset + length
      }
      offset += max(1, length)
    }
    lines.append(text[start...])
    return lines
  }

  /// How many bytes a line break takes; 0 where none begins.
  private static func lengthOfBreak(at offset: Int, in bytes: [UInt8]) -> Int {
    func follows(_ next: UInt8...) -> Bool {
      bytes[(offset + 1)...].starts(with: next)
    }
    switch bytes[offset] {
    case 0x0A: return 1
    case 0x0D: return follows(0x0A) ? 2 : 1
    // U+0085, U+2028, U+2029.
    case 0xC2: return follows(0x85) ? 2 : 0
    case 0xE2: return follows(0x80, 0xA8) || follows(0x80, 0xA9) ? 3 : 0
    default: return 0
    }
  }
}

/// A place in a text; lines and columns are counted from 1, columns in
/// Unicode scalars as libyaml counts them.
struct Place: Hashable, Comparable {
  var line: Int
  var column: Int

  static func < (one: Place, other: Place) -> Bool {
    (one.line, one.column) < (other.line, other.column)
  }
}

/// A word of a sweep file as a message shows it: in quotes, on one line, not
/// too long.
func quoted(_ text: some StringProtocol) -> String {
  let visible = text.prefix(60).map { $0.isVisible ? String($0) : "\u{FFFD}" }.joined()
  return text.count > 60 ? "'\(visible)…'" : "'\(visible)'"
}

extension Character {
  /// Whether a terminal shows it without moving to another line or worse.
  var isVisible: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
      default: true
      }
    }
  }
}
