/// The Gram matrix ∫ a_i a_j dx of functions a_i = m_i e^{h_i}, each entry with
/// an exponent of its own.
///
/// An entry is e^S Σ of lanes: S follows the largest exponent met so far, and
/// the sum is rescaled when a panel exceeds it by more than 30. The entries (i, j), i ≤ j,
/// lie row by row.
struct ScaledGram: ~Copyable {
  private struct Entry {
    var exponent = -Double.infinity
    /// The sum, lane by lane, over e^S.
    var sum = SIMD8<Double>(repeating: 0)
    /// The sum of magnitudes.
    var magnitude = SIMD8<Double>(repeating: 0)
    /// The bound of the quadrature error, summed over panels.
    var truncation = 0.0

    mutating func rescale(to newExponent: Double) {
      let factor = exponential(exponent - newExponent)
      sum = sum * factor
      magnitude = magnitude * factor
      truncation *= factor
      exponent = newExponent
    }
  }

  /// How many functions there are.
  let count: Int
  private let isDiagonal: Bool
  private let entries: UnsafeMutablePointer<Entry>
  private let entryCount: Int
  private let rule = GaussLegendreRule.shared

  /// The empty sum for `count` functions; of the diagonal entries alone where `diagonalOnly`.
  init(count: Int, diagonalOnly: Bool) {
    self.count = count
    isDiagonal = diagonalOnly
    entryCount = diagonalOnly ? count : count * (count + 1) / 2
    entries = .allocate(capacity: entryCount)
    entries.initialize(repeating: Entry(), count: entryCount)
  }

  deinit { entries.deallocate() }

  /// One vector of nodes: exponents and mantissas of the functions, and the
  /// common factor of all entries, the rule's weight left out.
  struct Nodes {
    let exponents: UnsafeMutablePointer<DoubleDouble<SIMD8<Double>>>
    let mantissas: UnsafeMutablePointer<SIMD8<Double>>
    let factor: SIMD8<Double>
  }

  /// Adds a panel of the given half length, the first and the last eight of its nodes.
  @inline(__always)
  func add(_ first: Nodes, _ second: Nodes, half: Double) {
    var entry = entries
    for i in 0..<count {
      for j in i..<(isDiagonal ? i + 1 : count) {
        add(first, second, i, j, half: half, to: &entry.pointee)
        entry += 1
      }
    }
  }

  @inline(__always)
  private func add(
    _ first: Nodes, _ second: Nodes, _ i: Int, _ j: Int, half: Double, to entry: inout Entry
  ) {
    let exponents = (first.exponent(i, j), second.exponent(i, j))
    let highest = Self.largest(exponents.0.high, exponents.1.high)
    // Mantissas lie between 10⁻²⁰ and 10³, so a panel this far below another, e^{−120} = 10⁻⁵²,
    // would not change the last bit of the sum.
    if highest < entry.exponent - 120 { return }
    if highest > entry.exponent + 30 { entry.rescale(to: highest) }

    let terms = (
      first.term(i, j, exponents.0, over: entry.exponent) * half,
      second.term(i, j, exponents.1, over: entry.exponent) * half
    )
    let weighted = (terms.0 * rule.weights.0, terms.1 * rule.weights.1)
    let magnitude = weighted.0.magnitude + weighted.1.magnitude
    entry.sum = entry.sum + (weighted.0 + weighted.1)
    entry.magnitude = entry.magnitude + magnitude

    entry.truncation += truncation(of: weighted)
  }

  /// An estimate of the 16-point rule's error on a panel, from the last
  /// Legendre coefficients of the integrand.
  ///
  /// The rule is exact up to degree 31, and its error is about twice the coefficient of degree
  /// 32. From A, the larger of |a₁₂|, |a₁₃|, to B, the larger of |a₁₄|, |a₁₅|, the coefficients
  /// fall by B/A in two degrees; 2 B (B/A)⁸ is what they fall to at degree 30 if
  /// the fall goes on at that rate. For analytic integrands it grows steeper, so this is an
  /// overestimate, the more so the better the integrand is resolved.
  @inline(__always)
  private func truncation(of weighted: (SIMD8<Double>, SIMD8<Double>)) -> Double {
    func coefficient(_ reader: (SIMD8<Double>, SIMD8<Double>)) -> Double {
      sumOfLanes(weighted.0 * reader.0 + weighted.1 * reader.1).magnitude
    }
    let before = Double.larger(coefficient(rule.readers.of12), coefficient(rule.readers.of13))
    let last = Double.larger(coefficient(rule.readers.of14), coefficient(rule.readers.of15))
    guard last < before else { return 2 * last }
    let fall = last / before
    let square = fall * fall
    let fourth = square * square
    return 2 * last * (fourth * fourth)
  }

  @inline(__always)
  private static func largest(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> Double {
    let eight = SIMD8<Double>.larger(a, b)
    let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.lowHalf .< eight.highHalf)
    let two = four.lowHalf.replacing(with: four.highHalf, where: four.lowHalf .< four.highHalf)
    return two[0] < two[1] ? two[1] : two[0]
  }

  /// The entry (i, j), i ≤ j.
  subscript(i: Int, j: Int) -> ScaledValue {
    let position = isDiagonal ? i : i * count - i * (i - 1) / 2 + (j - i)
    let entry = entries[position]
    let magnitude = sumOfLanes(entry.magnitude)
    // Each term carries some ten roundings; summed over the nodes they behave
    // as independent, so this is a generous multiple of what is seen.
    let rounding = 16 * 0x1p-53 * magnitude
    return ScaledValue(
      exponent: entry.exponent, mantissa: sumOfLanes(entry.sum),
      uncertainty: rounding + entry.truncation)
  }
}

extension ScaledGram.Nodes {
  /// h_i + h_j.
  @inline(__always)
  fileprivate func exponent(_ i: Int, _ j: Int) -> DoubleDouble<SIMD8<Double>> {
    let heads = DoubleDouble.sum(exponents[i].high, exponents[j].high)
    return DoubleDouble(heads.high, heads.low + (exponents[i].low + exponents[j].low))
  }

  /// The integrand m_i m_j e^{h_i + h_j} · factor over e^S.
  @inline(__always)
  fileprivate func term(
    _ i: Int, _ j: Int, _ exponent: DoubleDouble<SIMD8<Double>>, over reference: Double
  ) -> SIMD8<Double> {
    let rest = DoubleDouble.sum(
      large: exponent.high - SIMD8(repeating: reference), small: exponent.low)
    return (mantissas[i] * mantissas[j]) * (factor * exponential(rest))
  }
}
