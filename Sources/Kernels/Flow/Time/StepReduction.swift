/// What is looked up in all values after a step: whether they are sound, and how large the error is.
///
/// Sums run over chunks of fixed size, eight lanes each, and then over the chunks in order: no
/// digit depends on who computes the chunks.
struct StepReduction: Sendable {
  private static let chunk = 4096

  /// The least value, or what is not finite.
  struct Soundness: Sendable {
    var least = Double.infinity
    var index = 0
    var isFinite = true
  }

  /// Looks for values that are negative or not finite.
  static func soundness(_ values: UnsafePointer<Double>, _ count: Int) -> Soundness {
    var least = SIMD8<Double>(repeating: .infinity)
    // x − x is 0 for finite x, NaN otherwise.
    var defect = SIMD8<Double>(repeating: 0)
    var i = 0
    while i + 8 <= count {
      let x = SIMD8<Double>(at: values + i)
      least = SIMD8.smaller(least, x)
      defect += x - x
      i += 8
    }
    var result = Soundness()
    var lastDefect = 0.0
    while i < count {
      result.least = Double.smaller(result.least, values[i])
      lastDefect += values[i] - values[i]
      i += 1
    }
    for lane in 0..<8 {
      result.least = Double.smaller(result.least, least[lane])
      lastDefect += defect[lane]
    }
    result.isFinite = lastDefect == 0
    guard !result.isFinite || result.least < 0 else { return result }
    for i in 0..<count {
      if result.isFinite ? values[i] == result.least : !values[i].isFinite {
        result.index = i
        break
      }
    }
    return result
  }

  /// √((1/n) Σ (e_i/(a + r max(|y_i|, |z_i|)))²) for the error e = weights · (parts).
  ///
  ///     e_i = c (z_i − y_i) + b (F_i + G_i) with y, F at the start and z, G at the end of the step
  static func errorNorm(
    _ arrays: StageArrays, count: Int, difference c: Double, rates b: Double, tolerance: Tolerance
  ) -> Double {
    var total = 0.0
    var begin = 0
    while begin < count {
      let end = min(begin + chunk, count)
      var sum = SIMD8<Double>(repeating: 0)
      var i = begin
      while i + 8 <= end {
        let e = ratio(arrays, i, c, b, tolerance, SIMD8<Double>.self)
        sum = sum.addingProduct(e, e)
        i += 8
      }
      var rest = 0.0
      while i < end {
        let e = ratio(arrays, i, c, b, tolerance, Double.self)
        rest = rest.addingProduct(e, e)
        i += 1
      }
      for lane in 0..<8 { rest += sum[lane] }
      total += rest
      begin = end
    }
    return (total / Double(count)).squareRoot()
  }

  @inline(__always)
  private static func ratio<L: MemoryLanes>(
    _ arrays: StageArrays, _ i: Int, _ c: Double, _ b: Double, _ tolerance: Tolerance, _: L.Type
  ) -> L {
    let (y, z) = (L(at: arrays.start + i), L(at: arrays.stage + i))
    let rates = L(at: arrays.startRates + i) + L(at: arrays.endRates + i)
    let e = (L(repeating: c) * (z - y)).addingProduct(L(repeating: b), rates)
    let size = L.larger(y.magnitude, z.magnitude)
    let scale = L(repeating: tolerance.absolute)
      .addingProduct(L(repeating: tolerance.relative), size)
    return e / scale
  }
}
