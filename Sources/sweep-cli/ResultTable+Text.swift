import ArgumentParser
import Foundation
import Sweep

extension ResultTable.Cell {
  /// The value to six digits.
  var short: String {
    switch self {
    case .number(let value): String(format: "%.6g", value)
    case .integer(let value): "\(value)"
    case .text(let text): text
    case .none: "-"
    }
  }

  /// The value to its last digit, quoted where a comma would divide it.
  var csv: String {
    let text = everyDigit
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}

extension Selection {
  /// The selections that options of the command line name.
  static func all(_ texts: [String]) throws -> [Selection] {
    try texts.map { text in
      guard let selection = Selection(text) else {
        throw ValidationError("--at wants NAME=VALUE or NAME=LOW..HIGH, not '\(text)'")
      }
      return selection
    }
  }
}
