extension Diagnostic {
  /// What is to be said of a place in a text.
  init(
    _ severity: Severity, _ message: String, help: String?, at place: Place, of source: SourceText
  ) {
    let excerpt = Excerpt(of: source, at: place)
    self.init(
      severity: severity, path: source.path, line: place.line, column: excerpt.column,
      message: message, help: help, excerpt: excerpt)
  }
}

extension Excerpt {
  /// How much of a long line is shown.
  private static let width = 96

  /// The excerpt of a text around a place.
  init(of source: SourceText, at place: Place) {
    let line = source.line(place.line)
    let scalars = line.unicodeScalars
    let target =
      scalars.index(scalars.startIndex, offsetBy: place.column - 1, limitedBy: scalars.endIndex)
      ?? scalars.endIndex
    let before = line[..<target]
    // A place within a cluster of combining scalars is that of the cluster.
    let column = before.utf8.count == place.column - 1 ? place.column : before.count + 1
    var start = line.startIndex
    var end = line.endIndex
    if line.utf8.count > Self.width {
      start = before.index(before.endIndex, offsetBy: -60, limitedBy: line.startIndex) ?? start
      end = line.index(start, offsetBy: Self.width, limitedBy: line.endIndex) ?? end
    }
    let isCutLeft = start > line.startIndex
    let shown =
      (isCutLeft ? "…" : "") + line[start..<end].map(Self.shown).joined()
      + (end < line.endIndex ? "…" : "")
    let indentation =
      (isCutLeft ? " " : "")
      + line[start..<max(start, target)].map { character in
        character == "\t" ? "\t" : Self.isWide(character) ? "  " : " "
      }.joined()
    self.init(line: shown, indentation: indentation, column: column)
  }

  private static func shown(_ character: Character) -> String {
    character == "\t" || character.isVisible ? String(character) : "\u{FFFD}"
  }

  /// Whether terminals give a character two columns (East Asian wide and
  /// emoji, in their main blocks).
  private static func isWide(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
