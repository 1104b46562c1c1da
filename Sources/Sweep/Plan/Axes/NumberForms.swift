/// The forms that compute numbers from two ends.
enum NumberForm: String, CaseIterable {
  case linear, log10, log2, ln, geometric

  /// The base of which the ends are exponents; none where they are ends themselves.
  var base: PowerBase? {
    switch self {
    case .log10: .ten
    case .log2: .two
    case .ln: .e
    case .linear, .geometric: nil
    }
  }

  /// The number at position k of n, with ends a and b, as a function of k.
  ///
  ///     linear      x_k = a + k (b − a)/(n − 1)
  ///     log, base β   β^e_k  with e_k as for linear
  ///     geometric   x_k = a (b/a)^(k/(n − 1)),       x_0 = a,  x_(n−1) = b
  ///
  /// The ends are what their digits say, and each number is rounded once.
  func values(_ n: Int, from a: ExactDecimal, to b: ExactDecimal) -> (Int) -> Double {
    if self == .geometric {
      let inner = GeometricNumbers(from: a, to: b, steps: n - 1)
      return { k in k == 0 ? a.nearest : k == n - 1 ? b.nearest : inner[k] }
    }
    let numbers = EvenSequence(from: a, to: b, steps: n - 1)
    guard let base else { return { numbers[$0] } }
    return { k in
      k == 0 ? base.power(a) : k == n - 1 ? base.power(b) : numbers.power(base, k)
    }
  }

  /// The form's base to a power; the exponent itself for linear forms.
  func power(_ exponent: ExactDecimal) -> Double { base?.power(exponent) ?? exponent.nearest }
}

/// How many numbers there are in steps.
enum SteppedRange {
  /// How many steps of s lead from a to b, if b is hit but for rounding.
  ///
  /// The literals a, b and s are rounded by 2^-53 of their size each, and a + n·s
  /// (one operation) by half a unit in its last place; what is further away is
  /// meant to be elsewhere.
  static func steps(from a: Double, to b: Double, by s: Double) -> Int? {
    let n = ((b - a) / s).rounded()
    guard n >= 0, n < 0x1p53 else { return nil }
    let hit = a.addingProduct(n, s)
    let rounding = (abs(a) + abs(b) + n * abs(s)) * 0x1p-53 + hit.ulp / 2
    return abs(hit - b) <= rounding ? Int(n) : nil
  }
}
