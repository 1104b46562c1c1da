/// How far two densities on a grid are from each other; |C_i| is the size of a cell.
public struct DensityDistance: Sendable, Equatable {
  /// max |p_i − q_i|.
  public let maximum: Double
  /// Σ |p_i − q_i| |C_i|.
  public let l1: Double
  /// √(Σ (p_i − q_i)² |C_i|).
  public let l2: Double
  /// The symmetric Kullback–Leibler divergence Σ (p_i − q_i) ln(p_i/q_i) |C_i|.
  ///
  /// Terms with p_i = q_i count 0; ∞ where just one of them is 0 or less.
  public let symmetricDivergence: Double

  /// The distances of p from q on the cells of a flow.
  public init(_ p: [Double], _ q: [Double], on flow: GridFlow) {
    precondition(p.count == flow.count && q.count == flow.count, "a density for every cell")
    var largest = 0.0
    for i in p.indices {
      let difference = (p[i] - q[i]).magnitude
      largest = difference.isNaN ? .nan : Double.larger(largest, difference)
    }
    maximum = largest
    l1 = flow.integral { (p[$0] - q[$0]).magnitude }
    l2 = flow.integral { (p[$0] - q[$0]) * (p[$0] - q[$0]) }.squareRoot()
    symmetricDivergence = flow.integral { Self.term(p[$0], q[$0]) }
  }

  private static func term(_ p: Double, _ q: Double) -> Double {
    let difference = p - q
    guard difference != 0 else { return 0 }
    guard p > 0, q > 0 else { return difference.isNaN ? .nan : .infinity }
    let ratio = difference / q
    // Near each other: ln(1 + x) does not lose what the quotient's logarithm would.
    let logarithm =
      ratio.magnitude < 0.5 ? Kernels.logarithm(onePlus: ratio) : logarithm(p) - logarithm(q)
    return difference * logarithm
  }
}
