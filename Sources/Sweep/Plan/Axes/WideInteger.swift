/// A whole number of any size.
struct WideInteger: Equatable {
  /// The magnitude in base 2⁶⁴, the least first, without zeros at the end.
  private var limbs: [UInt]
  private(set) var isNegative: Bool

  init(_ value: Int) { self.init([value.magnitude], isNegative: value < 0) }

  private init(_ limbs: [UInt], isNegative: Bool) {
    self.limbs = Array(limbs[..<((limbs.lastIndex { $0 != 0 } ?? -1) + 1)])
    self.isNegative = isNegative && !self.limbs.isEmpty
  }

  /// The number that decimal digits spell.
  init(digits: some Sequence<UInt8>) {
    self.init(0)
    for digit in digits { self = self * WideInteger(10) + WideInteger(Int(digit)) }
  }

  /// 10ⁿ, for n ≥ 0.
  static func powerOfTen(_ n: Int) -> WideInteger {
    (0..<n).reduce(WideInteger(1)) { power, _ in power * WideInteger(10) }
  }

  var isZero: Bool { limbs.isEmpty }

  /// How many bits the magnitude has.
  var bitWidth: Int {
    limbs.last.map { 64 * limbs.count - $0.leadingZeroBitCount } ?? 0
  }

  var magnitude: WideInteger { WideInteger(limbs, isNegative: false) }

  static prefix func - (a: WideInteger) -> WideInteger {
    WideInteger(a.limbs, isNegative: !a.isNegative)
  }

  static func * (a: WideInteger, b: WideInteger) -> WideInteger {
    var product = [UInt](repeating: 0, count: a.limbs.count + b.limbs.count)
    for (i, x) in a.limbs.enumerated() {
      var carry: UInt = 0
      for (j, y) in b.limbs.enumerated() {
        // (2⁶⁴ − 1)² + 2 (2⁶⁴ − 1) is below 2¹²⁸.
        var (high, low) = x.multipliedFullWidth(by: y)
        for addend in [carry, product[i + j]] {
          let (sum, overflow) = low.addingReportingOverflow(addend)
          low = sum
          if overflow { high += 1 }
        }
        product[i + j] = low
        carry = high
      }
      product[i + b.limbs.count] = carry
    }
    return WideInteger(product, isNegative: a.isNegative != b.isNegative)
  }

  static func + (a: WideInteger, b: WideInteger) -> WideInteger {
    if a.isNegative == b.isNegative {
      return WideInteger(
        combined(a, b) { $0.addingReportingOverflow($1) }, isNegative: a.isNegative)
    }
    let (large, small) = a.isSmaller(than: b) ? (b, a) : (a, b)
    return WideInteger(
      combined(large, small) { $0.subtractingReportingOverflow($1) }, isNegative: large.isNegative)
  }

  static func - (a: WideInteger, b: WideInteger) -> WideInteger { a + -b }

  /// The limbs of a sum or difference of magnitudes, with what is carried or borrowed.
  private static func combined(
    _ a: WideInteger, _ b: WideInteger, _ combine: (UInt, UInt) -> (UInt, Bool)
  ) -> [UInt] {
    var rest: UInt = 0
    return (0...max(a.limbs.count, b.limbs.count)).map { index in
      let (first, isOver) = combine(a.limb(index), b.limb(index))
      let (second, isOverAgain) = combine(first, rest)
      rest = isOver || isOverAgain ? 1 : 0
      return second
    }
  }

  private func limb(_ index: Int) -> UInt { index < limbs.count ? limbs[index] : 0 }

  /// Whether the magnitude is smaller.
  func isSmaller(than other: WideInteger) -> Bool {
    limbs.count != other.limbs.count
      ? limbs.count < other.limbs.count
      : limbs.reversed().lexicographicallyPrecedes(other.limbs.reversed())
  }

  /// The number times 2ⁿ, for n ≥ 0.
  func doubled(_ n: Int) -> WideInteger {
    let (words, bits) = n.quotientAndRemainder(dividingBy: 64)
    let shifted = (0...limbs.count).map { index in
      limb(index) << bits | (index > 0 && bits > 0 ? limbs[index - 1] >> (64 - bits) : 0)
    }
    return WideInteger([UInt](repeating: 0, count: words) + shifted, isNegative: isNegative)
  }
}

extension WideInteger {
  /// The double nearest to a quotient of positive divisor; of two that are as near, the even one.
  static func nearestQuotient(_ dividend: WideInteger, _ divisor: WideInteger) -> Double {
    guard !dividend.isZero else { return 0 }
    // A quotient of 56 or 57 bits, or of fewer where doubles have fewer.
    let shift = min(56 - (dividend.bitWidth - divisor.bitWidth), 1076)
    // It is one digit in base 2⁶⁴, which the leading digits give but for 2 too much, where the divisor
    // has no zeros in front: D. E. Knuth, "The Art of Computer Programming", vol. 2, §4.3.1.
    let zeros = (64 - divisor.bitWidth % 64) % 64
    let whole = divisor.doubled(max(0, -shift) + zeros)
    var rest = dividend.magnitude.doubled(max(0, shift) + zeros)
    let last = whole.limbs.count - 1
    var quotient = whole.limb(last).dividingFullWidth((rest.limb(last + 1), rest.limb(last)))
      .quotient
    rest = rest - whole * WideInteger([quotient], isNegative: false)
    while rest.isNegative {
      rest = rest + whole
      quotient -= 1
    }
    // To 53 bits, or to whole units of 2⁻¹⁰⁷⁴.
    let excess = max(64 - quotient.leadingZeroBitCount - 53, shift - 1074)
    let half: UInt = 1 << UInt(excess - 1)
    let below = quotient & (2 * half - 1)
    var rounded = quotient >> UInt(excess)
    if below > half || below == half && (!rest.isZero || rounded % 2 == 1) { rounded += 1 }
    return Double(
      sign: dividend.isNegative ? .minus : .plus, exponent: excess - shift,
      significand: Double(rounded))
  }
}
