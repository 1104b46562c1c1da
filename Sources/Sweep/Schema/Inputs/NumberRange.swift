/// The finite real numbers from or above one number up to another.
public struct NumberRange: Sendable, Equatable {
  /// The lower end; `-.greatestFiniteMagnitude`, or below, where there is none.
  public let lower: Double
  /// Whether the lower end itself belongs to the range.
  public let includesLower: Bool
  /// The upper end, which belongs to the range; `.greatestFiniteMagnitude` where there is none.
  public let upper: Double

  /// The numbers greater than `lower` and at most `upper`.
  public static func above(
    _ lower: Double, atMost upper: Double = .greatestFiniteMagnitude
  ) -> Self {
    Self(lower: lower, includesLower: false, upper: upper)
  }

  /// The numbers from `lower` to `upper`, both among them.
  public static func from(
    _ lower: Double, atMost upper: Double = .greatestFiniteMagnitude
  ) -> Self {
    Self(lower: lower, includesLower: true, upper: upper)
  }

  /// All finite numbers.
  public static var all: Self { .from(-.greatestFiniteMagnitude) }

  /// Whether a number belongs to the range; NaN belongs to none.
  public func contains(_ number: Double) -> Bool {
    (includesLower ? number >= lower : number > lower) && number <= upper
  }

  /// Whether there is a lower end.
  public var hasLower: Bool { lower > -.greatestFiniteMagnitude }
  /// Whether there is an upper end.
  public var hasUpper: Bool { upper < .greatestFiniteMagnitude }
}

/// Which lists of numbers an input takes.
public struct NumberList: Sendable, Equatable {
  /// How many numbers a list may have.
  public let counts: ClosedRange<Int>
  /// The least number allowed, itself allowed; `-.greatestFiniteMagnitude` where there is none.
  public let lowest: Double
  /// Whether each number must be greater than the one before.
  public let isAscending: Bool

  /// Lists of so many numbers.
  public init(
    counts: ClosedRange<Int>, from lowest: Double = -.greatestFiniteMagnitude,
    isAscending: Bool = false
  ) {
    self.counts = counts
    self.lowest = lowest
    self.isAscending = isAscending
  }

  /// What each number may be.
  var range: NumberRange { .from(lowest) }
}
