/// An unevaluated sum `high` + `low` of two doubles, lane by lane.
///
/// About 104 bits where `low` is at most half an ulp of `high`. The error-free
/// sum is that of D. E. Knuth, "The Art of Computer Programming", vol. 2,
/// §4.2.2; the algorithms for pairs are discussed in M. Joldes, J.-M. Muller
/// and V. Popescu, "Tight and rigorous error bounds for basic building blocks
/// of double-word arithmetic", ACM TOMS 44 (2017) 15res.
public struct DoubleDouble<L: Lanes>: Sendable {
  /// The sum, rounded.
  public var high: L
  /// What rounding took away.
  public var low: L

  /// The sum of two parts, |low| ≤ ½ ulp(high).
  @inline(__always)
  public init(_ high: L, _ low: L) {
    self.high = high
    self.low = low
  }

  /// A value that one double holds.
  @inline(__always)
  public init(_ value: L) {
    self.init(value, L(repeating: 0))
  }

  /// a + b, exactly.
  @inline(__always)
  public static func sum(_ a: L, _ b: L) -> Self {
    let high = a + b
    let share = high - a
    return Self(high, (a - (high - share)) + (b - share))
  }

  /// a + b, exactly, where |a| ≥ |b| or a = 0.
  @inline(__always)
  public static func sum(large a: L, small b: L) -> Self {
    let high = a + b
    return Self(high, b - (high - a))
  }

  /// a · b, exactly unless the low part underflows.
  @inline(__always)
  public static func product(_ a: L, _ b: L) -> Self {
    let high = a * b
    return Self(high, (-high).addingProduct(a, b))
  }

  /// The sum, with a relative error of a few 2⁻¹⁰⁴ unless it cancels.
  @inline(__always)
  public static func + (a: Self, b: Self) -> Self {
    let heads = sum(a.high, b.high)
    return sum(large: heads.high, small: heads.low + (a.low + b.low))
  }

  /// The difference, with a relative error of a few 2⁻¹⁰⁴ unless it cancels.
  @inline(__always)
  public static func - (a: Self, b: Self) -> Self { a + (-b) }

  /// The sum with one double.
  @inline(__always)
  public static func + (a: Self, b: L) -> Self {
    let heads = sum(a.high, b)
    return sum(large: heads.high, small: heads.low + a.low)
  }

  /// The negative.
  @inline(__always)
  public prefix static func - (a: Self) -> Self { Self(-a.high, -a.low) }

  /// The product, with a relative error of a few 2⁻¹⁰⁴.
  @inline(__always)
  public static func * (a: Self, b: Self) -> Self {
    let heads = product(a.high, b.high)
    let cross = (a.high * b.low).addingProduct(a.low, b.high)
    return sum(large: heads.high, small: heads.low + cross)
  }

  /// The product with one double.
  @inline(__always)
  public static func * (a: Self, b: L) -> Self {
    let heads = product(a.high, b)
    return sum(large: heads.high, small: heads.low.addingProduct(a.low, b))
  }

  /// The quotient, with a relative error of a few 2⁻¹⁰⁴.
  @inline(__always)
  public static func / (a: Self, b: Self) -> Self {
    let first = a.high / b.high
    let rest = a - b * first
    return sum(large: first, small: rest.high / b.high)
  }

  /// The square root, with a relative error of a few 2⁻¹⁰⁴; of positive values and 0.
  ///
  /// One Newton step from the root of the high part, which squares its error.
  @inline(__always)
  public func squareRoot() -> Self {
    let root = high.squareRoot()
    let rest = self - Self.product(root, root)
    let step = rest.high / (root + root)
    let zero = L(repeating: 0)
    return Self.sum(large: root, small: step.replacing(with: zero, where: root .== zero))
  }

  /// The other value in the lanes that the mask names.
  @inline(__always)
  public func replacing(with other: Self, where mask: L.Mask) -> Self {
    Self(high.replacing(with: other.high, where: mask), low.replacing(with: other.low, where: mask))
  }

  /// The value rounded to one double.
  @inline(__always)
  public var value: L { high + low }
}

extension DoubleDouble: Equatable where L: Equatable {}
extension DoubleDouble: Hashable where L: Hashable {}

extension DoubleDouble {
  /// The same double-double in every lane.
  @inline(__always)
  public init(repeating value: DoubleDouble<Double>) {
    self.init(L(repeating: value.high), L(repeating: value.low))
  }
}
