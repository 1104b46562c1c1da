/// (1/π) ∫_{|t|<a} e^{2ε²t²} sech(t − h) dt, a = 1/4ε², by its series in ε².
struct WeightedSechSeries {
  /// ε².
  let square: Double
  /// h.
  let shift: Double

  /// a.
  var reach: Double { 0.25 / square }
  /// (4/π) cosh h e^{−1/8ε²}.
  var tail: Double { edge(-0.5 * reach) }

  /// (4/π) cosh h e^f.
  ///
  /// By sech u ≤ 2 e^{−|u|} it bounds (1/π) (sech(t − h) + sech(t + h)) e^g for f = g − t, t > 0.
  private func edge(_ f: Double) -> Double {
    let sum = exponential(f + shift) + exponential(f - shift)
    return 2 / Coefficients.piHigh * sum
  }

  /// The terms from n = 0 on.
  var terms: Terms { Terms(square: square, shift: shift) }

  /// The terms (2ε²)ⁿ/n! E[(T + h)^{2n}].
  ///
  /// With |E_{2j}| (π/2)^{2j} = (2j)! (4/π) β(2j + 1), β Dirichlet's, the nth is
  ///
  ///     (2ε²)ⁿ (2n)!/n! (4/π) Σ_{j≤n} β(2j + 1) h^{2(n−j)}/(2(n−j))!.
  ///
  /// Nothing cancels: all parts are positive.
  struct Terms {
    let square: Double
    /// h.
    let shift: Double
    private(set) var n = 0
    /// (2ε²)ⁿ (2n)!/n!.
    private var factor = 1.0
    /// h^{2m}/(2m)! for m = 0 … n.
    private var powers = [1.0]

    init(square: Double, shift: Double) {
      self.square = square
      self.shift = shift
    }

    /// The nth term.
    var value: Double {
      var sum = 0.0
      for j in 0...n {
        let beta = j < Coefficients.dirichletBeta.count ? Coefficients.dirichletBeta[j] : 1
        sum = sum.addingProduct(beta, powers[n - j])
      }
      return factor * (4 / Coefficients.piHigh) * sum
    }

    /// Goes on to the next term.
    mutating func advance() {
      factor *= 4 * square * Double(2 * n + 1)
      let m = Double(2 * n + 2)
      powers.append(powers[n] * (shift * shift) / (m * (m - 1)))
      n += 1
    }
  }

  /// A partial sum and how well it is known.
  struct PartialSum {
    let sum: Double
    /// The bound of the integral less the sum, were the sum exact.
    let truncation: Double
    /// The bound of the sum's rounding.
    let rounding: Double
    let count: Int
  }

  /// The partial sum whose truncation bound is least, or small beside the rounding.
  func best() -> PartialSum? {
    var terms = self.terms
    var (sum, rounding) = (0.0, 0.0)
    var best: PartialSum?
    while 2 * Double(terms.n) < reach, terms.n < 400 {
      let term = terms.value
      guard term.isFinite else { break }
      sum += term
      // Factor and powers carry some four roundings a step, ε² and h two of their own.
      rounding += Double(8 * terms.n + 16) * 0x1p-53 * term
      terms.advance()
      let truncation = truncation(after: terms.n, next: terms.value)
      guard truncation.isFinite else { continue }
      if truncation < best?.truncation ?? .infinity {
        best = PartialSum(
          sum: sum, truncation: truncation, rounding: rounding, count: terms.n)
      } else if let best, truncation > 1e3 * best.truncation {
        break
      }
      if truncation < 0x1p-60 * sum { break }
    }
    return best
  }

  /// The bound of the integral less its first n terms, the next of which is at hand.
  ///
  /// With z = 2ε²t², inside |t| ≤ b, b ≤ a: 0 ≤ e^z − Σ_{m<n} zᵐ/m! ≤ zⁿ/n! · 1/(1 − z/(n + 1)), which
  /// gives the next term over 1 − 2ε²b²/(n + 1). For b < |t| < a: e^{z−t} is convex, so it is at most
  /// the larger of its values at the ends, and its integral at most that of the exponential
  /// through them. Beyond a the terms of the sum were added in vain: by
  /// ∫_a^∞ t^{2m} e^{−t} dt ≤ a^{2m} e^{−a} a/(a − 2m) and Σ zᵐ/m! ≤ e^z these are at most
  /// (4/π) cosh h e^{−1/8ε²} a/(a − 2(n − 1)). The best of a few b counts.
  private func truncation(after n: Int, next: Double) -> Double {
    let a = reach
    let order = Double(n + 1)
    let atEnd = -0.5 * a
    let beyond = tail * (a / (a - Double(2 * (n - 1))))
    var least = Double.infinity
    for share in [0.125, 0.25, 0.5, 0.75, 0.875, 0.9375] {
      let b = Double.smaller(a, (share * order / (2 * square)).squareRoot())
      let z = 2 * square * b * b
      guard z < order else { continue }
      var total = next / (1 - z / order) + beyond
      if b < a {
        let atStart = z - b
        let highest = Double.larger(atStart, atEnd)
        let spread = Double.larger(1, (atStart - atEnd).magnitude)
        total += edge(highest) * ((a - b) / spread)
      }
      least = Double.smaller(least, total)
    }
    return least
  }
}
