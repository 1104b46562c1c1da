/// A stretch of the line on which one Gauss–Legendre rule is applied.
///
/// It is reached from a feature: x = anchor ± w sinh s with s in
/// [centre − half, centre + half]. Near the feature s is x/w, far from it the logarithm
/// of the distance.
struct Panel: Sendable, Equatable {
  /// The position of the feature, where s = 0.
  var anchor: Double
  /// The scale w, negative where the panel lies to the left of its anchor.
  var scale: Double
  /// The middle of the panel in s.
  var centre: Double
  /// Half its length in s.
  var half: Double

  /// w sinh s and its derivative |w| cosh s.
  @inline(__always)
  static func reach<L: Lanes>(at s: L, scale w: Double) -> (offset: L, slope: L) {
    let one = L(repeating: 1)
    let half = L(repeating: 0.5)
    let y = exponentialMinusOne(s)
    let inverse = one / (y + one)
    let offset = L(repeating: w) * (half * (y + y * inverse))
    return (offset, L(repeating: w.magnitude) * (one + half * (y * y) * inverse))
  }

  /// The two halves of the panel.
  var halves: [Panel] {
    [-0.5, 0.5].map { side in
      Panel(anchor: anchor, scale: scale, centre: centre + side * half, half: 0.5 * half)
    }
  }
}
