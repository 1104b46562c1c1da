import ArgumentParser
import Foundation
import Sweep

extension ResultTable.Cell {
  /// The value to six digits, or to so many.
  func short(_ digits: Int = 6) -> String {
    switch self {
    case .number(let value): String(format: "%.\(digits)g", value)
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

extension [ResultTable.Cell] {
  /// The values as text, the first ones to so many digits, the others to six.
  func short(_ digits: [Int]) -> [String] {
    enumerated().map { $1.short($0 < digits.count ? digits[$0] : 6) }
  }
}

extension Selection {
  /// The words of `--at`, for the help of an option.
  static let help = ArgumentHelp(
    "Only these positions: NAME=VALUE, =WORD, =first, =last, =LOW..HIGH, =..HIGH or =LOW..; repeatable, "
      + "several values of one name are alternatives.")

  /// The selections that options of the command line name.
  static func all(_ texts: [String]) throws -> [Selection] {
    try texts.map { text in
      guard let selection = Selection(text) else {
        throw ValidationError(
          "--at wants NAME=VALUE, NAME=WORD, NAME=first, NAME=last, NAME=LOW..HIGH, NAME=..HIGH or "
            + "NAME=LOW.., not '\(text)'")
      }
      return selection
    }
  }
}
