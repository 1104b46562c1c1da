/// A number as JSON writes it.
///
///     -? (0 | [1-9][0-9]*) (\. [0-9]+)? ([eE] [+-]? [0-9]+)?
///
/// YAML readers differ in what else they take for a number (`.5`, `1_000`,
/// `010`, `1:30`), so nothing else is one here.
struct NumberLiteral {
  /// The characters.
  let text: String
  /// Whether it has neither a point nor an exponent.
  private(set) var isWhole = true
  /// Whether it has a point.
  private(set) var hasPoint = false
  /// Whether its exponent, if it has one, has a sign.
  private(set) var hasSignedExponent = true
  /// Whether all digits before the exponent are zero.
  private(set) var isZero = true

  /// The number that the text is; none if it breaks the grammar.
  init?(_ text: String) {
    self.text = text
    var text = text
    let isNumber = text.withUTF8 { bytes -> Bool in
      var index = 0
      func digits() -> Int {
        let start = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
          index += 1
        }
        return index - start
      }
      // Bytes and not characters: a million numbers are read in half of the time.
      func skip(_ one: UInt8, _ other: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == one || bytes[index] == other else {
          return false
        }
        index += 1
        return true
      }
      _ = skip(0x2D, 0x2D)
      let first = index
      guard case let count = digits(), count == 1 || count > 1 && bytes[first] != 0x30 else {
        return false
      }
      if skip(0x2E, 0x2E) {
        hasPoint = true
        isWhole = false
        guard digits() > 0 else { return false }
      }
      isZero = bytes[first..<index].allSatisfy { $0 == 0x30 || $0 == 0x2E }
      if skip(0x65, 0x45) {
        isWhole = false
        hasSignedExponent = skip(0x2B, 0x2D)
        guard digits() > 0 else { return false }
      }
      return index == bytes.count
    }
    guard isNumber else { return nil }
  }

  /// How to write the number so that PyYAML, too, reads a number; none if it
  /// does already.
  ///
  /// PyYAML wants a point and a signed exponent: `1e-3` and `1.0e3` are texts
  /// to it.
  var portableSpelling: String? {
    guard !isWhole, !hasPoint || !hasSignedExponent else { return nil }
    let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
    guard parts.count == 2 else { return nil }
    return parts[0] + (hasPoint ? "" : ".0") + (hasSignedExponent ? "e" : "e+") + parts[1]
  }
}

/// Why a scalar is not the number that is wanted, and what would be right.
struct NumberProblem: Error, Equatable {
  let message: String
  var help: String?
}

extension NumberLiteral {
  /// 2⁵³: from here on not every whole number is a double.
  static let largestExactWhole = 1 << 53

  /// The double nearest to the number.
  func real() -> Result<Double, NumberProblem> {
    guard let value = Double(text), value.isFinite else {
      return .failure(
        NumberProblem(
          message: "\(quoted(text)) is too large for a double",
          help: "the largest is \(Double.greatestFiniteMagnitude)"))
    }
    if value == 0, !isZero {
      return .failure(
        NumberProblem(
          message: "\(quoted(text)) is too small for a double and would be read as 0",
          help: "the smallest is \(Double.leastNonzeroMagnitude)"))
    }
    if isWhole, abs(value) >= 0x1p53, (Int(text)?.magnitude ?? .max) > Self.largestExactWhole {
      return .failure(
        NumberProblem(
          message: "\(quoted(text)) is a whole number above 2^53, which a double may not hold",
          help: "write \(portable(value)) if the nearest double is meant"))
    }
    return .success(value)
  }

  /// The whole number, within ±2⁵³.
  func integer() -> Result<Int, NumberProblem> {
    guard isWhole else {
      let whole = Double(text).flatMap(Int.init(exactly:))
      return .failure(
        NumberProblem(
          message: "\(quoted(text)) is not written as a whole number",
          help: whole.map { "write \($0)" }))
    }
    guard let value = Int(text), value.magnitude <= Self.largestExactWhole else {
      return .failure(
        NumberProblem(message: "\(quoted(text)) lies beyond 2^53", help: nil))
    }
    return .success(value)
  }
}

/// A double as a sweep file may hold it: the shortest spelling that reads as
/// the same double, with a point.
func portable(_ value: Double) -> String {
  let text = "\(value)"
  return NumberLiteral(text)?.portableSpelling ?? text
}
