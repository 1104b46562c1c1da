extension Double {
  /// How many steps from one double to the next lie between two numbers: 0 exactly where their
  /// bits are equal.
  ///
  /// The order is that of all doubles in IEEE 754-2019, 5.10, in which −0 comes just before 0: a
  /// step lies between them, and otherwise the way leads through 0 and the subnormal numbers as
  /// through any others.
  ///
  /// - Precondition: neither is NaN.
  func ulpDistance(to other: Double) -> UInt64 {
    let (mine, others) = (placeInTotalOrder, other.placeInTotalOrder)
    return mine > others ? mine - others : others - mine
  }

  /// Bits of positive numbers ascend with them and those of negative numbers descend.
  private var placeInTotalOrder: UInt64 {
    sign == .minus ? ~bitPattern : bitPattern | 1 << 63
  }

  /// |a − b| / max(|a|, |b|), at most 2; infinite between an infinity and anything else.
  ///
  /// - Precondition: neither is NaN.
  func relativeDifference(to other: Double) -> Double {
    if self == other { return 0 }
    let largest = Swift.max(magnitude, other.magnitude)
    guard largest.isFinite else { return .infinity }
    let difference = (self - other).magnitude
    // Only numbers of different signs differ by more than a double holds.
    return difference.isFinite
      ? difference / largest : magnitude / largest + other.magnitude / largest
  }
}
