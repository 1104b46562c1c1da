// Made by scripts/coefficients.py; edit that.

/// Constants and polynomials of the elementary functions.
enum Coefficients {
  /// ln 2; the high part has 42 bits, so its product with an exponent is exact.
  static let log2High = 0.6931471805598903
  static let log2Low = 5.497923018708371e-14

  /// ln 2 as a sum of three doubles, the first two with 42 bits.
  static let longLog2High = 0.6931471805598903
  static let longLog2Middle = 5.49792301870721e-14
  static let longLog2Low = 1.1612227229362532e-26

  /// ln 10 as a double-double.
  static let log10High = 2.302585092994046
  static let log10Low = -2.1707562233822494e-16

  /// 1/ln 2.
  static let inverseLog2 = 1.4426950408889634

  /// π as a double-double.
  static let piHigh = 3.141592653589793
  static let piLow = 1.2246467991473532e-16

  /// π/2 as a sum of four doubles, the first three with 33 bits.
  static let halfPiHigh = 1.5707963267341256
  static let halfPiMiddle = 6.077100506303966e-11
  static let halfPiLow = 2.0222662487111665e-21
  static let halfPiLeast = 8.4784276603689e-32

  /// (eʳ − 1 − r)/r² on |r| ≤ (ln 2)/2.
  ///
  /// Relative error before rounding: 0.044 · 2⁻⁵³.
  @inline(__always)
  static func exponentialTail<L: Lanes>(_ x: L) -> L {
    let square = x * x
    var even = L(repeating: 2.0914686968086876e-09)
    even = L(repeating: 2.75572736431103e-07).addingProduct(even, square)
    even = L(repeating: 2.4801587325547743e-05).addingProduct(even, square)
    even = L(repeating: 0.0013888888888883748).addingProduct(even, square)
    even = L(repeating: 0.04166666666666667).addingProduct(even, square)
    even = L(repeating: 0.5).addingProduct(even, square)
    var odd = L(repeating: 2.5105217004720745e-08)
    odd = L(repeating: 2.7557255400206422e-06).addingProduct(odd, square)
    odd = L(repeating: 0.00019841269874820627).addingProduct(odd, square)
    odd = L(repeating: 0.008333333333326136).addingProduct(odd, square)
    odd = L(repeating: 0.1666666666666667).addingProduct(odd, square)
    return even.addingProduct(odd, x)
  }

  /// (2 artanh(s)/s − 2)/s² as a polynomial in s², |s| ≤ (√2 − 1)/(√2 + 1).
  ///
  /// Relative error before rounding: 0.5 · 2⁻⁵³.
  @inline(__always)
  static func logarithmTail<L: Lanes>(_ x: L) -> L {
    let square = x * x
    var even = L(repeating: 0.13268759668560612)
    even = L(repeating: 0.18181795630884753).addingProduct(even, square)
    even = L(repeating: 0.2857142857080323).addingProduct(even, square)
    even = L(repeating: 0.6666666666666666).addingProduct(even, square)
    var odd = L(repeating: 0.13086767009948175)
    odd = L(repeating: 0.15386240205813478).addingProduct(odd, square)
    odd = L(repeating: 0.2222222239180047).addingProduct(odd, square)
    odd = L(repeating: 0.4000000000000088).addingProduct(odd, square)
    return even.addingProduct(odd, x)
  }

  /// (1 + 2x) erfcx(x) as a polynomial in t = (x − 4)/(x + 4), x ≥ 0.
  ///
  /// Relative error before rounding: 0.37 · 2⁻⁵³.
  @inline(__always)
  static func scaledErfcx<L: Lanes>(_ x: L) -> L {
    let square = x * x
    var even = L(repeating: 1.5712153638319064e-09)
    even = L(repeating: -1.6357383982124768e-08).addingProduct(even, square)
    even = L(repeating: 7.111912428010423e-08).addingProduct(even, square)
    even = L(repeating: 2.980596055322769e-07).addingProduct(even, square)
    even = L(repeating: -1.1225140354449658e-05).addingProduct(even, square)
    even = L(repeating: 0.0001506231178516207).addingProduct(even, square)
    even = L(repeating: -0.0007577737141838885).addingProduct(even, square)
    even = L(repeating: -0.01619773397992426).addingProduct(even, square)
    even = L(repeating: -0.06633036582050367).addingProduct(even, square)
    even = L(repeating: -0.10103906603585294).addingProduct(even, square)
    even = L(repeating: 0.015379652102610162).addingProduct(even, square)
    even = L(repeating: 1.2329951186255526).addingProduct(even, square)
    var odd = L(repeating: 9.655408225482863e-10)
    odd = L(repeating: -1.2544825403855518e-08).addingProduct(odd, square)
    odd = L(repeating: 1.0683442926744586e-07).addingProduct(odd, square)
    odd = L(repeating: -8.218020654813044e-07).addingProduct(odd, square)
    odd = L(repeating: 5.707239573693257e-06).addingProduct(odd, square)
    odd = L(repeating: -2.439811794207995e-05).addingProduct(odd, square)
    odd = L(repeating: -0.00019925700412184815).addingProduct(odd, square)
    odd = L(repeating: 0.005031970032548695).addingProduct(odd, square)
    odd = L(repeating: 0.0371675155318432).addingProduct(odd, square)
    odd = L(repeating: 0.09373283499865172).addingProduct(odd, square)
    odd = L(repeating: 0.0680970542546862).addingProduct(odd, square)
    odd = L(repeating: -0.1396211168405625).addingProduct(odd, square)
    return even.addingProduct(odd, x)
  }

  /// (sin(r)/r − 1)/r² as a polynomial in r², |r| ≤ π/4.
  ///
  /// Relative error before rounding: 0.51 · 2⁻⁵³.
  @inline(__always)
  static func sineTail<L: Lanes>(_ x: L) -> L {
    let square = x * x
    var even = L(repeating: -7.586691094197958e-13)
    even = L(repeating: -2.5052106231802837e-08).addingProduct(even, square)
    even = L(repeating: -0.00019841269841265063).addingProduct(even, square)
    even = L(repeating: -0.16666666666666666).addingProduct(even, square)
    var odd = L(repeating: 1.6058531516797758e-10)
    odd = L(repeating: 2.7557319219337312e-06).addingProduct(odd, square)
    odd = L(repeating: 0.008333333333333331).addingProduct(odd, square)
    return even.addingProduct(odd, x)
  }

  /// (cos r − 1 + r²/2)/r⁴ as a polynomial in r², |r| ≤ π/4.
  ///
  /// Relative error before rounding: 0.5 · 2⁻⁵³.
  @inline(__always)
  static func cosineTail<L: Lanes>(_ x: L) -> L {
    let square = x * x
    var even = L(repeating: 4.7458685530816656e-14)
    even = L(repeating: 2.0876755790721963e-09).addingProduct(even, square)
    even = L(repeating: 2.4801587301584645e-05).addingProduct(even, square)
    even = L(repeating: 0.041666666666666664).addingProduct(even, square)
    var odd = L(repeating: -1.1470460830795304e-11)
    odd = L(repeating: -2.755731922140179e-07).addingProduct(odd, square)
    odd = L(repeating: -0.0013888888888888887).addingProduct(odd, square)
    return even.addingProduct(odd, x)
  }

  /// (arsinh(r)/r − 1)/v as a polynomial in v = 4r², 0 ≤ v ≤ 0.26.
  ///
  /// Relative error of 1 + v T(v) before rounding: 1.1 · 2⁻⁵³.
  @inline(__always)
  static func relativeMobilityTail<L: Lanes>(_ x: L) -> L {
    let square = x * x
    var even = L(repeating: -6.95349556639557e-07)
    even = L(repeating: -2.1835299653811323e-05).addingProduct(even, square)
    even = L(repeating: -0.000697544559067982).addingProduct(even, square)
    even = L(repeating: -0.04166666666664585).addingProduct(even, square)
    var odd = L(repeating: 4.175401928937401e-06)
    odd = L(repeating: 0.00011867806363394698).addingProduct(odd, square)
    odd = L(repeating: 0.0046874999976818).addingProduct(odd, square)
    return even.addingProduct(odd, x)
  }

  /// (arsinh(r)/r − 1)/v as a polynomial in v = 4r², 0 ≤ v ≤ 0.015625.
  ///
  /// Relative error of 1 + v T(v) before rounding: 0.51 · 2⁻⁵³.
  @inline(__always)
  static func closeRelativeMobilityTail<L: Lanes>(_ x: L) -> L {
    let square = x * x
    var even = L(repeating: -0.000697534521258957)
    even = L(repeating: -0.04166666666659465).addingProduct(even, square)
    var odd = L(repeating: 0.00011787543152527868)
    odd = L(repeating: 0.004687499950678349).addingProduct(odd, square)
    return even.addingProduct(odd, x)
  }

  /// (eʳ − 1)/r for |r| < 5.5·10⁻³, to about 100 bits.
  static func longExponential(_ r: DoubleDouble<Double>) -> DoubleDouble<Double> {
    var tail = 1.6059043836821613e-10
    tail = 2.08767569878681e-09.addingProduct(tail, r.high)
    tail = 2.505210838544172e-08.addingProduct(tail, r.high)
    tail = 2.755731922398589e-07.addingProduct(tail, r.high)
    tail = 2.7557319223985893e-06.addingProduct(tail, r.high)
    tail = 2.48015873015873e-05.addingProduct(tail, r.high)
    tail = 0.0001984126984126984.addingProduct(tail, r.high)
    var sum = DoubleDouble(tail)
    sum = DoubleDouble(0.001388888888888889, -5.300543954373577e-20) + sum * r
    sum = DoubleDouble(0.008333333333333333, 1.1564823173178714e-19) + sum * r
    sum = DoubleDouble(0.041666666666666664, 2.3129646346357427e-18) + sum * r
    sum = DoubleDouble(0.16666666666666666, 9.25185853854297e-18) + sum * r
    sum = DoubleDouble(0.5, 0.0) + sum * r
    sum = DoubleDouble(1.0, 0.0) + sum * r
    return sum
  }

  /// β(2j + 1) = 1 − 3^{−2j−1} + 5^{−2j−1} − …; from j = 17 on 1 to the last bit.
  static let dirichletBeta: [Double] = [
    0.7853981633974483,
    0.9689461462593694,
    0.9961578280770881,
    0.9995545078905399,
    0.9999496841872201,
    0.9999943749738237,
    0.9999993735837719,
    0.9999999303408427,
    0.9999999922577821,
    0.9999999991396608,
    0.999999999904403,
    0.9999999999893779,
    0.9999999999988197,
    0.9999999999998689,
    0.9999999999999855,
    0.9999999999999983,
    0.9999999999999998,
  ]
}
