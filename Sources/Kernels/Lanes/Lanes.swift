internal import CLanes

/// A fixed number of doubles that go through the same arithmetic side by side.
///
/// Kernels are written once over this protocol. `SIMD8<Double>` runs in
/// production; `Double`, a single lane, is the oracle that the vector form is
/// tested against bit by bit. The protocol is narrow on purpose: it holds what
/// the kernels need, nothing that mixes lanes, and nothing whose digits differ
/// between instruction sets (no reciprocal or root estimates; contraction only
/// where `addingProduct` says so).
public protocol Lanes: Sendable {
  /// The outcome of a comparison, lane by lane.
  associatedtype Mask: Sendable
  /// The binary representations of the lanes.
  associatedtype Bits: LaneBits

  /// All lanes the same value.
  init(repeating value: Double)
  /// The values with the given binary representations.
  init(bits: Bits)
  /// The binary representations of the lanes.
  var bits: Bits { get }

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  prefix static func - (a: Self) -> Self

  /// The value plus the product of `a` and `b`, rounded once.
  func addingProduct(_ a: Self, _ b: Self) -> Self
  /// The square root, correctly rounded.
  func squareRoot() -> Self
  /// The other value in the lanes that the mask names, this one elsewhere.
  func replacing(with other: Self, where mask: Mask) -> Self

  static func .< (a: Self, b: Self) -> Mask
  static func .<= (a: Self, b: Self) -> Mask
  static func .== (a: Self, b: Self) -> Mask
  /// The lanes that both masks name.
  static func both(_ a: Mask, _ b: Mask) -> Mask
  /// Whether the mask names any lane.
  static func isAny(_ mask: Mask) -> Bool
}

/// The binary representations of some lanes, as whole numbers.
public protocol LaneBits: Sendable {
  /// All lanes the same pattern.
  init(repeating pattern: Int64)

  static func &+ (a: Self, b: Self) -> Self
  static func &- (a: Self, b: Self) -> Self
  static func & (a: Self, b: Self) -> Self
  static func | (a: Self, b: Self) -> Self
  static func &<< (a: Self, b: Self) -> Self
  static func &>> (a: Self, b: Self) -> Self
}

extension Lanes {
  /// The magnitude of each lane.
  @inline(__always)
  public var magnitude: Self { Self(bits: bits & Bits(repeating: .max)) }

  /// The larger of two values, lane by lane; the first where either is NaN.
  @inline(__always)
  public static func larger(_ a: Self, _ b: Self) -> Self {
    a.replacing(with: b, where: a .< b)
  }

  /// The smaller of two values, lane by lane; the first where either is NaN.
  @inline(__always)
  public static func smaller(_ a: Self, _ b: Self) -> Self {
    a.replacing(with: b, where: b .< a)
  }
}

// The protocol says what each of these does.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension Double: Lanes {
  @inline(__always)
  public init(repeating value: Double) { self = value }
  @inline(__always)
  public init(bits: SingleLaneBits) {
    self.init(bitPattern: UInt64(bitPattern: bits.pattern))
  }
  @inline(__always)
  public var bits: SingleLaneBits { SingleLaneBits(repeating: Int64(bitPattern: bitPattern)) }
  @inline(__always)
  public func replacing(with other: Double, where mask: Bool) -> Double { mask ? other : self }
  @inline(__always)
  public static func .< (a: Double, b: Double) -> Bool { a < b }
  @inline(__always)
  public static func .<= (a: Double, b: Double) -> Bool { a <= b }
  @inline(__always)
  public static func .== (a: Double, b: Double) -> Bool { a == b }
  @inline(__always)
  public static func both(_ a: Bool, _ b: Bool) -> Bool { a && b }
  @inline(__always)
  public static func isAny(_ mask: Bool) -> Bool { mask }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// The binary representation of a single lane.
///
/// Not `Int64` itself: there the wrapping operators are declared in a way that
/// cannot witness a protocol's.
public struct SingleLaneBits: LaneBits {
  /// The representation.
  public let pattern: Int64

  @inline(__always)
  public init(repeating pattern: Int64) { self.pattern = pattern }
  @inline(__always)
  public static func &+ (a: Self, b: Self) -> Self { Self(repeating: a.pattern &+ b.pattern) }
  @inline(__always)
  public static func &- (a: Self, b: Self) -> Self { Self(repeating: a.pattern &- b.pattern) }
  @inline(__always)
  public static func & (a: Self, b: Self) -> Self { Self(repeating: a.pattern & b.pattern) }
  @inline(__always)
  public static func | (a: Self, b: Self) -> Self { Self(repeating: a.pattern | b.pattern) }
  @inline(__always)
  public static func &<< (a: Self, b: Self) -> Self { Self(repeating: a.pattern &<< b.pattern) }
  @inline(__always)
  public static func &>> (a: Self, b: Self) -> Self { Self(repeating: a.pattern &>> b.pattern) }
}

// The protocol says what each of these does.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SIMD8<Double>: Lanes {
  // Instead of the standard library's, for the reason in CLanes.
  @inline(__always)
  public static func + (a: Self, b: Self) -> Self { sweep_lanes_sum(a, b) }
  @inline(__always)
  public static func - (a: Self, b: Self) -> Self { sweep_lanes_difference(a, b) }
  @inline(__always)
  public static func * (a: Self, b: Self) -> Self { sweep_lanes_product(a, b) }
  @inline(__always)
  public static func / (a: Self, b: Self) -> Self { sweep_lanes_quotient(a, b) }
  @inline(__always)
  public func addingProduct(_ a: Self, _ b: Self) -> Self { sweep_lanes_product_sum(a, b, self) }
  @inline(__always)
  public func squareRoot() -> Self { sweep_lanes_root(self) }
  @inline(__always)
  public init(bits: SIMD8<Int64>) { self = unsafeBitCast(bits, to: Self.self) }
  @inline(__always)
  public var bits: SIMD8<Int64> { unsafeBitCast(self, to: SIMD8<Int64>.self) }
  @inline(__always)
  public static func both(
    _ a: SIMDMask<SIMD8<Int64>>, _ b: SIMDMask<SIMD8<Int64>>
  ) -> SIMDMask<SIMD8<Int64>> { a .& b }
  @inline(__always)
  public static func isAny(_ mask: SIMDMask<SIMD8<Int64>>) -> Bool {
    // Halves joined: `any` of the standard library is a call here.
    let bits = unsafeBitCast(mask, to: SIMD8<Int64>.self)
    let four = bits.lowHalf | bits.highHalf
    let two = four.lowHalf | four.highHalf
    return two.x | two.y != 0
  }
}

extension SIMD8<Int64>: LaneBits {}
