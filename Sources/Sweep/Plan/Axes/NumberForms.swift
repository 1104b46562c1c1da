/// The forms that compute numbers from two ends.
enum NumberForm: String, CaseIterable {
  case linear, log10, log2, ln, geometric

  /// Whether the ends are exponents.
  var isPower: Bool {
    switch self {
    case .log10, .log2, .ln: true
    case .linear, .geometric: false
    }
  }

  /// The number at position k of n, with ends a and b, as a function of k.
  ///
  ///     linear      x_k = a + k·((b − a)/(n − 1)),   x_(n−1) = b
  ///     log, base β   β^e_k  with e_k as for linear
  ///     geometric   x_k = a·(b/a)^(k/(n − 1)),       x_0 = a,  x_(n−1) = b
  ///
  /// The order of operations is part of the format: digits depend on it.
  func values(_ n: Int, from a: Double, to b: Double) -> (Int) -> Double {
    if self == .geometric {
      let inner = geometricSequence(from: a, to: b, steps: n - 1)
      return { k in k == 0 ? a : k == n - 1 ? b : inner(k) }
    }
    return { k in power(k == n - 1 ? b : a + Double(k) * ((b - a) / Double(n - 1))) }
  }

  /// The form's base to a power; the exponent itself for linear forms.
  func power(_ exponent: Double) -> Double {
    // Beyond, every power is 0 or infinite.
    let whole = abs(exponent) < 10_000 ? Int(exactly: exponent) : nil
    return switch self {
    case .linear, .geometric: exponent
    case .log10: whole.flatMap { Double("1e\($0)") } ?? powerOfTen(exponent)
    case .log2: whole.map(wholePowerOfTwo) ?? powerOfTwo(exponent)
    case .ln: whole == 0 ? 1 : powerOfE(exponent)
    }
  }

  private func wholePowerOfTwo(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}

/// The numbers a, a + s, …, b.
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

  /// The number at position k of n steps; both ends are exact.
  static func value(_ k: Int, of n: Int, from a: Double, to b: Double, by s: Double) -> Double {
    k == n ? b : a + Double(k) * s
  }
}
