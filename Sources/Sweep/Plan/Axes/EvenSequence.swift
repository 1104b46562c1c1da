internal import Kernels

/// The numbers a + k s that lie evenly from an end on, as the decimals of the ends say.
struct EvenSequence {
  /// a + k s is `start` + k `step`, over `scale`.
  private let start: WideInteger
  private let step: WideInteger
  private let scale: WideInteger
  /// The same to about 100 bits.
  private let long: LinearSequence

  /// The numbers of n steps from one end to the other.
  init(from a: ExactDecimal, to b: ExactDecimal, steps n: Int) {
    let (numerators, scale) = ExactDecimal.aligned([a, b])
    start = numerators[0] * WideInteger(n)
    step = numerators[1] - numerators[0]
    self.scale = scale * WideInteger(n)
    long = LinearSequence(from: a.long, to: b.long, steps: n)
  }

  /// The numbers in steps of s from an end on.
  init(from a: ExactDecimal, by s: ExactDecimal) {
    let (numerators, scale) = ExactDecimal.aligned([a, s])
    (start, step, self.scale) = (numerators[0], numerators[1], scale)
    long = LinearSequence(from: a.long, by: s.long)
  }

  /// The double nearest to the number at position k.
  subscript(k: Int) -> Double {
    let (number, first) = (long[k], long[0].high)
    // The arithmetic of pairs is sure of no more than this, nor of next to subnormal numbers. Where
    // that might decide between two doubles, and next to 0, whole numbers do.
    let error = max(0x1p-94 * max(abs(first), abs(number.high - first)), 0x1p-1000)
    let nearest = number.high + (number.low + error)
    return nearest == number.high + (number.low - error)
      ? nearest : WideInteger.nearestQuotient(start + WideInteger(k) * step, scale)
  }

  /// A base to the number at position k, rounded once.
  func power(_ base: PowerBase, _ k: Int) -> Double { base.power(long[k]) }
}

/// The bases of powers on an axis.
enum PowerBase {
  case ten, two, e

  /// The base to an exponent, rounded once; whole powers of ten are those of literals.
  func power(_ exponent: ExactDecimal) -> Double { power(exponent.long) }

  fileprivate func power(_ exponent: DoubleDouble<Double>) -> Double {
    let nearest = exponent.high.rounded()
    // An exponent is whole where it is so to its last bits. Beyond, every power is 0 or infinite.
    let isWhole = abs((exponent + -nearest).high) < 0x1p-80
    let whole = isWhole && abs(nearest) < 10_000 ? Int(nearest) : nil
    return switch self {
    case .ten: whole.flatMap { Double("1e\($0)") } ?? powerOfTenRoundedOnce(exponent)
    case .two:
      whole.map { Double(sign: .plus, exponent: $0, significand: 1) }
        ?? powerOfTwoRoundedOnce(exponent)
    case .e: whole == 0 ? 1 : exponentialRoundedOnce(exponent)
    }
  }
}

/// a (b/a)^{k/n} for 0 ≤ k ≤ n, n > 0 and positive a, b, rounded once.
struct GeometricNumbers {
  private let sequence: GeometricSequence

  init(from a: ExactDecimal, to b: ExactDecimal, steps n: Int) {
    sequence = GeometricSequence(from: a.long, to: b.long, steps: n)
  }

  subscript(k: Int) -> Double { sequence[k] }
}

extension ExactDecimal {
  /// The number to about 106 bits.
  fileprivate var long: DoubleDouble<Double> { DoubleDouble(nearest, rest) }
}
