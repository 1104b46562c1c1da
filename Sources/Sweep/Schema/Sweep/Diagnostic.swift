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
  let excerpt: Excerpt
}

/// A line of a text and the blank that puts a caret under one of its
/// characters.
struct Excerpt: Sendable, Equatable {
  /// The line, cut down to the neighbourhood of the place where it is long.
  let line: String
  /// What stands left of the caret: spaces, and tabs where the line has tabs.
  let indentation: String
  /// The column in characters, counted from 1.
  let column: Int
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
