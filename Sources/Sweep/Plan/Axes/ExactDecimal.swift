/// A number as its digits say, significand · 10^exponent.
struct ExactDecimal {
  private let significand: WideInteger
  private let exponent: Int
  /// The double nearest to the number.
  let nearest: Double

  /// More digits than any double needs to be told from its neighbours and from what lies half-way.
  private static let digitLimit = 800

  /// The number that a literal spells, whose nearest double is finite, and 0 only where it is.
  ///
  /// Digits beyond the first 800 are taken for zeros: it is quadratic work to make a number of digits.
  init(_ literal: NumberLiteral) {
    let parts = literal.text.utf8.split { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }
    let written = parts.first.map { Array($0) } ?? []
    let whole = written.prefix { $0 != UInt8(ascii: ".") }
    var digits = written.filter { (0x30...0x39).contains($0) }.map { $0 - 0x30 }[...]
    let zeros = digits.reversed().prefix { $0 == 0 }.count
    var exponent = min(0, whole.count + 1 - written.count) + zeros
    digits = digits.dropLast(zeros).drop { $0 == 0 }
    exponent += max(0, digits.count - Self.digitLimit)
    let significand = WideInteger(digits: digits.prefix(Self.digitLimit))
    self.significand = written.first == UInt8(ascii: "-") ? -significand : significand
    // Of a number that is not 0 the exponent is next to that of a double.
    let power = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) ?? 0 : 0
    self.exponent = significand.isZero ? 0 : exponent + power
    nearest = Double(literal.text) ?? .nan
  }

  /// The numbers as whole ones, over a power of ten.
  static func aligned(
    _ numbers: [ExactDecimal]
  ) -> (numerators: [WideInteger], scale: WideInteger) {
    let least = min(0, numbers.map(\.exponent).min() ?? 0)
    let numerators = numbers.map { $0.significand * .powerOfTen($0.exponent - least) }
    return (numerators, .powerOfTen(-least))
  }

  /// The double nearest to what the nearest double leaves of the number.
  var rest: Double {
    guard nearest != 0 else { return 0 }
    let (numerators, scale) = Self.aligned([self])
    // The nearest double is a whole number of 53 bits times a power of two.
    let shift = 52 - Int(nearest.exponent)
    let whole = WideInteger(Int(Double(sign: .plus, exponent: shift, significand: nearest)))
    return WideInteger.nearestQuotient(
      numerators[0].doubled(max(0, shift)) - (whole * scale).doubled(max(0, -shift)),
      scale.doubled(max(0, shift)))
  }
}
