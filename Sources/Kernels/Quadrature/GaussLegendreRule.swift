/// The 16-point Gauss–Legendre rule, its nodes laid out as two vectors of eight.
///
/// This layout is part of the digits that are promised: lanes run across the
/// nodes of one panel, and lane j of a sum collects nodes j and j + 8 of every
/// panel, in the order of the panels, before `sumOfLanes` adds the lanes up.
struct GaussLegendreRule {
  /// How many nodes the rule has.
  static let count = 16

  /// Nodes on [−1, 1].
  let nodes: (SIMD8<Double>, SIMD8<Double>)
  /// Weights.
  let weights: (SIMD8<Double>, SIMD8<Double>)
  /// (k + ½) P_k at the nodes for k = 10 … 15: with the weights, they read off the
  /// coefficients of these Legendre polynomials.
  let readers:
    (
      of10: Reader, of11: Reader, of12: Reader, of13: Reader, of14: Reader, of15: Reader
    )

  /// A function at the nodes.
  typealias Reader = (SIMD8<Double>, SIMD8<Double>)

  /// The rule, built once and then shared.
  static let shared = GaussLegendreRule()

  private init() {
    nodes = Self.vectors(of: GaussLegendreTable.nodes)
    weights = Self.vectors(of: GaussLegendreTable.weights)
    readers = (
      Self.vectors(of: GaussLegendreTable.readerOf10),
      Self.vectors(of: GaussLegendreTable.readerOf11),
      Self.vectors(of: GaussLegendreTable.readerOf12),
      Self.vectors(of: GaussLegendreTable.readerOf13),
      Self.vectors(of: GaussLegendreTable.readerOf14),
      Self.vectors(of: GaussLegendreTable.readerOf15)
    )
  }

  private static func vectors(of values: [Double]) -> (SIMD8<Double>, SIMD8<Double>) {
    (SIMD8(values[0..<8]), SIMD8(values[8..<16]))
  }
}

/// The sum of the lanes by a fixed tree: distance 4, then 2, then 1.
@inline(__always)
func sumOfLanes(_ x: SIMD8<Double>) -> Double {
  let four = x.lowHalf + x.highHalf
  let two = four.lowHalf + four.highHalf
  return two[0] + two[1]
}
