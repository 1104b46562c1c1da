import ArgumentParser

/// A span of time on the command line: `90`, `90s`, `55m`, `1h30m`, or Slurm's `1:30:00`.
struct TimeSpan: ExpressibleByArgument {
  let seconds: Double

  init?(argument: String) {
    guard let seconds = Self.colonSeparated(argument) ?? Self.united(argument), seconds > 0 else {
      return nil
    }
    self.seconds = seconds
  }

  /// `minutes:seconds` or `hours:minutes:seconds`.
  private static func colonSeparated(_ text: String) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { return nil }
    var seconds = 0.0
    for part in parts {
      guard let value = UInt32(part) else { return nil }
      seconds = seconds * 60 + Double(value)
    }
    return seconds
  }

  /// Numbers with `h`, `m` or `s`; a number alone is in seconds.
  private static func united(_ text: String) -> Double? {
    if let seconds = Double(text), seconds.isFinite { return seconds }
    let units: [Character: Double] = ["h": 3600, "m": 60, "s": 1]
    var seconds = 0.0
    var digits = ""
    for character in text {
      if let unit = units[character], let value = Double(digits) {
        seconds += value * unit
        digits = ""
      } else {
        digits.append(character)
      }
    }
    return digits.isEmpty ? seconds : nil
  }
}
