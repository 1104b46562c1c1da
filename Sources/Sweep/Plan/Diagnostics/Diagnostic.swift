/// Something to say about a file that someone wrote: where, what, and what
/// would be right.
public struct Diagnostic: Sendable, Equatable {
  /// Whether the file can be used in spite of it.
  public enum Severity: String, Sendable {
    case error, warning
  }

  /// Whether the file can be used in spite of it.
  public let severity: Severity
  /// The file.
  public let path: String
  /// The line, counted from 1.
  public let line: Int
  /// The column in characters, counted from 1.
  public let column: Int
  /// What is wrong.
  public let message: String
  /// What would be right, where that can be said.
  public let help: String?
  private let excerpt: Excerpt

  init(
    _ severity: Severity, _ message: String, help: String?, at place: Place, of source: SourceText
  ) {
    self.severity = severity
    self.message = message
    self.help = help
    path = source.path
    line = place.line
    excerpt = Excerpt(of: source, at: place)
    column = excerpt.column
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The diagnostic with its line and a caret under the place.
  public var description: String {
    let number = String(line)
    let margin = String(repeating: " ", count: number.count)
    var lines = [
      "\(severity.rawValue): \(message)",
      " \(margin)--> \(path):\(line):\(column)",
      " \(margin) |",
      excerpt.line.isEmpty ? " \(number) |" : " \(number) | \(excerpt.line)",
      " \(margin) | \(excerpt.indentation)^",
    ]
    if let help {
      lines.append(" \(margin) = help: \(help)")
    }
    return lines.joined(separator: "\n")
  }
}
