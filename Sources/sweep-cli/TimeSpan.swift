import ArgumentParser

/// A span of time on the command line: `90s`, `55m`, `1h30m`, `1d12h`, or in Slurm's forms `5:00`,
/// `1:30:00`, `1-12`, `1-12:30` and `1-12:30:00`.
struct TimeSpan {
  let seconds: Double

  /// Reads the limit of a Slurm task.
  ///
  /// A number alone is minutes to Slurm and seconds to `run --max-time`: it is refused.
  static func ofTask(_ text: String) throws -> TimeSpan {
    try TimeSpan(text) { _ in
      throw ValidationError(
        "a number alone is minutes to Slurm and seconds to sweep: write \(text)m or \(text)s")
    }
  }

  /// Reads the limit of a run, where a number alone is in seconds.
  static func ofRun(_ text: String) throws -> TimeSpan {
    try TimeSpan(text) { $0 }
  }

  /// Reads a limit as Slurm prints it, `30:00` or `1-00:00:00`; none for `infinite` and `n/a`.
  static func toldBySlurm(_ text: String) -> TimeSpan? { clock(text).map(TimeSpan.init(seconds:)) }

  private init(seconds: Double) { self.seconds = seconds }

  /// Reads a span; `unitless` says how many seconds a number alone is.
  ///
  /// - Throws: `ValidationError` with what would be right.
  private init(_ text: String, unitless: (Double) throws -> Double) throws {
    if text.first == "-" {
      let isNegative = text.dropFirst().first?.isNumber == true
      throw isNegative ? Self.notPositive : Self.unreadable
    }
    var seconds = try Self.number(text) ?? Self.clock(text) ?? Self.united(text)
    guard seconds > 0 else { throw Self.notPositive }
    if Self.number(text) != nil { seconds = try unitless(seconds) }
    // Whole seconds are integers in scripts.
    guard seconds <= 10_000 * 86400 else { throw ValidationError("at most 10000d can be given") }
    self.seconds = seconds
  }

  private static let forms =
    "55m, 1h30m, 1d12h, 1:30:00 (hours:minutes:seconds), 1-12:00:00 (days first)"
  private static let unreadable = ValidationError("write it like one of \(forms)")
  private static let notPositive = ValidationError("it must be more than 0, like one of \(forms)")

  private static func number(_ text: some StringProtocol) -> Double? {
    // `Double` would read inf and 0x10, too.
    text.allSatisfy(isOfNumber) ? Double(text) : nil
  }

  private static func isOfNumber(_ character: Character) -> Bool {
    ("0"..."9").contains(character) || character == "."
  }

  /// `minutes:seconds`, `hours:minutes:seconds`, and hours with whatever follows them after `days-`.
  private static func clock(_ text: String) -> Double? {
    let halves = text.split(separator: "-", omittingEmptySubsequences: false)
    let fields = halves[halves.count - 1].split(separator: ":", omittingEmptySubsequences: false)
    let numbers = (halves.dropLast() + fields).compactMap { $0.contains(".") ? nil : number($0) }
    guard numbers.count == halves.count - 1 + fields.count else { return nil }
    switch (halves.count, fields.count) {
    case (1, 2...3): return numbers.reduce(0) { 60 * $0 + $1 }
    case (2, 1...3): return zip(numbers, [86400, 3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
    default: return nil
    }
  }

  /// Numbers with `d`, `h`, `m` or `s`, each at most once and in this order.
  private static func united(_ text: String) throws -> Double {
    var units: ArraySlice<(name: Character, seconds: Double)> = [
      ("d", 86400), ("h", 3600), ("m", 60), ("s", 1),
    ]
    var seconds = 0.0
    var rest = text[...]
    while !rest.isEmpty {
      let digits = rest.prefix(while: isOfNumber)
      guard let value = number(digits) else { throw unreadable }
      rest = rest.dropFirst(digits.count)
      guard let name = rest.popFirst() else {
        let choices = units.map { "\(text)\($0.name)" }
        guard !choices.isEmpty else { throw unreadable }
        throw ValidationError(
          "\(digits) at its end has no unit: write \(choices.joined(separator: " or "))")
      }
      guard let place = units.firstIndex(where: { $0.name == name }) else { throw unreadable }
      seconds += value * units[place].seconds
      units = units[(place + 1)...]
    }
    return seconds
  }
}
