/// The full Wasserstein information matrix in (θ, μ, σ): its entries, eigenvalues, condition
/// and inverse.
///
/// The 3N − 1 parameters are θ_1 … θ_{N−1}, μ_1 … μ_N, σ_1 … σ_N. Diagonal entries may differ
/// by millions of decades, so errors follow the condition number of the matrix scaled to a
/// unit diagonal, G_ab/√(G_aa G_bb), which is near 1 for separated components and grows without
/// bound as components coincide.
public struct FullInformation: Sendable {
  /// 3N − 1.
  public let order: Int
  /// The eigenvalues, descending; NaN where the scaled matrix is singular to the errors of its entries.
  public let eigenvalues: [ScaledValue]
  /// The largest over the smallest eigenvalue of the matrix scaled to a unit diagonal; NaN where it is
  /// singular to the errors of its entries.
  public let scaledConditionNumber: Double
  private let entries: [ScaledValue]
  /// G⁻¹, an entry 0 where it is below 10⁻²⁹⁰ of √((G⁻¹)_aa (G⁻¹)_bb); NaN where the scaled
  /// matrix is singular to the errors of its entries.
  public let inverse: InformationMatrix

  /// The full matrix, from all of its blocks.
  ///
  /// - Precondition: the blocks of `InformationBlocks.full` were computed, and not their
  ///   diagonals alone.
  public init(_ blocks: MixtureInformation) {
    let entries = Self.assembled(blocks)
    let order = blocks.scale.rowCount
    self.entries = entries
    self.order = order
    let squares = (0..<order).map { entries[$0 * order + $0] }
    let correlation = (0..<(order * order)).map { place in
      let (a, b) = (place / order, place % order)
      return a == b ? 1 : entries[place].cosine(squares[a], squares[b])
    }
    let none = ScaledValue.none
    let worst = zip(entries, 0...).reduce(0) { worst, next in
      let (a, b) = (next.1 / order, next.1 % order)
      return max(worst, next.0.uncertainty(scaledBy: squares[a], squares[b]))
    }
    let matrix = GradedMatrix(correlation: correlation, order: order)
    let scaled = matrix?.eigenvalues { _, _ in 1 } ?? []
    let condition = (scaled.max() ?? .nan) / (scaled.min() ?? .nan)
    // [DV92, Theorem 2.3]: a relative change η of C moves an eigenvalue by at most n η κ(C)
    // of itself, and C⁻¹ likewise; beside the integrals there is rounding.
    let relative = Double(order) * condition * (worst + 0x1p-52)
    // Of a matrix that is singular to rounding one factorization may fail and another, in another
    // order, pass by chance: then nothing is known of either. NaN fails all of it.
    guard let matrix, relative < 1,
      let eigenvalues = Self.eigenvalues(correlation, squares, relative: relative)
    else {
      eigenvalues = [ScaledValue](repeating: none, count: order)
      inverse = .full([ScaledValue](repeating: none, count: order * order), order: order)
      scaledConditionNumber = .nan
      return
    }
    scaledConditionNumber = condition
    self.eigenvalues = eigenvalues
    let inverses = matrix.inverseOfCorrelation()
    let scaledInverses = (0..<(order * order)).map { place in
      let (a, b) = (place / order, place % order)
      let size = (inverses[a * order + a] * inverses[b * order + b]).squareRoot()
      // Nearer to the end of the range digits are lost.
      let factor = inverses[place].magnitude > 1e-290 ? inverses[place] : 0
      return ScaledValue.quotient(
        factor, error: relative * size, byRootsOf: squares[a], squares[b])
    }
    inverse = .full(scaledInverses, order: order)
  }

  /// The entry G_ab, parameters counted from 0.
  public subscript(a: Int, b: Int) -> ScaledValue { entries[a * order + b] }

  /// The largest over the smallest eigenvalue.
  public var conditionNumber: ScaledValue {
    guard let first = eigenvalues.first, let last = eigenvalues.last else { return .none }
    return first.divided(by: last)
  }

  private static func assembled(_ blocks: MixtureInformation) -> [ScaledValue] {
    let weights = blocks.wasserstein.rowCount
    let order = blocks.scale.rowCount
    let count = weights + 1
    precondition(
      order == 3 * count - 1 && blocks.cross.rowCount == weights && blocks.mean.rowCount == count
        && !blocks.wasserstein.isDiagonal && !blocks.mean.isDiagonal, "all blocks are needed")
    return (0..<(order * order)).map { place in
      let (a, b) = (min(place / order, place % order), max(place / order, place % order))
      if b >= weights + count { return blocks.scale[a, b - weights - count] }
      if a >= weights { return blocks.mean[a - weights, b - weights] }
      return b >= weights ? blocks.cross[a, b - weights] : blocks.wasserstein[a, b]
    }
  }

  private static func eigenvalues(
    _ correlation: [Double], _ squares: [ScaledValue], relative: Double
  ) -> [ScaledValue]? {
    let order = squares.count
    let logarithms = squares.map { $0.logarithm }
    let ranks = (0..<order).sorted { a, b in
      let step = (logarithms[a] - logarithms[b]).value
      return step != 0 ? step > 0 : a < b
    }
    let sorted = (0..<(order * order)).map { place in
      correlation[ranks[place / order] * order + ranks[place % order]]
    }
    guard let matrix = GradedMatrix(correlation: sorted, order: order) else { return nil }
    let factors = matrix.eigenvalues { j, k in
      exponential(0.5 * (logarithms[ranks[k]] - logarithms[ranks[j]]).value)
    }
    let values = zip(factors, ranks).map { factor, rank in
      var value = squares[rank]
      value.mantissa *= factor
      return value.withUncertainty(relative)
    }
    return values.sorted { ($0.logarithm - $1.logarithm).value > 0 }
  }
}

extension InformationMatrix {
  /// A whole square matrix.
  fileprivate static func full(_ entries: [ScaledValue], order: Int) -> Self {
    let squares = (0..<order).map { entries[$0 * order + $0] }
    return Self(entries: entries, rowSquares: squares, columnSquares: squares)
  }
}

extension ScaledValue {
  /// The value over √(a b).
  fileprivate func cosine(_ a: ScaledValue, _ b: ScaledValue) -> Double {
    var copy = self
    copy.uncertainty = mantissa
    return copy.uncertainty(scaledBy: a, b)
  }

  /// factor/√(a b).
  fileprivate static func quotient(
    _ factor: Double, error: Double, byRootsOf a: ScaledValue, _ b: ScaledValue
  ) -> ScaledValue {
    // Half the sum of two exponents may not be a double: the rest goes into the mantissa.
    let sum = DoubleDouble<Double>.sum(a.exponent, b.exponent)
    let root =
      exponential(-0.5 * sum.low) / a.mantissa.squareRoot() / b.mantissa.squareRoot()
    return ScaledValue(
      exponent: -0.5 * sum.high, binaryExponent: -(a.binaryExponent + b.binaryExponent) / 2,
      mantissa: factor * root, uncertainty: error * root)
  }

  /// The quotient.
  fileprivate func divided(by other: ScaledValue) -> ScaledValue {
    let difference = DoubleDouble<Double>.sum(exponent, -other.exponent)
    let quotient = mantissa / other.mantissa * exponential(difference.low)
    return ScaledValue(
      exponent: difference.high, binaryExponent: binaryExponent - other.binaryExponent,
      mantissa: quotient, uncertainty: .nan
    ).withUncertainty(relativeUncertainty + other.relativeUncertainty)
  }

  /// The value with another estimate of its error, relative to itself.
  fileprivate func withUncertainty(_ relative: Double) -> ScaledValue {
    var copy = self
    copy.uncertainty = mantissa == 0 ? 0 : relative * mantissa.magnitude
    return copy
  }
}
