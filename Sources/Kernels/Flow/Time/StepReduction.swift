/// What is looked up in all values after a step: whether they are sound, and how large the error is.
///
/// Sums run over chunks of fixed size, eight lanes each, and then over the chunks in order: no
/// digit depends on who computes the chunks.
struct StepReduction: Sendable {
  private static let chunk = 4096

  /// Whether values are finite, and the least of them, lane by lane.
  struct Soundness: Sendable {
    private var lanes = SIMD8<Double>(repeating: .infinity)
    /// The sum of x − x, which is 0 for finite x and NaN otherwise.
    private var defect = SIMD8<Double>(repeating: 0)

    /// Takes in some values.
    @inline(__always)
    mutating func add(_ x: SIMD8<Double>) {
      lanes = SIMD8.smaller(lanes, x)
      defect = defect + (x - x)
    }

    /// Takes in a run of values.
    @inline(__always)
    mutating func add(_ values: UnsafePointer<Double>, _ count: Int) {
      var found = self
      var i = 0
      while i &+ 8 <= count {
        found.add(SIMD8(at: values + i))
        i &+= 8
      }
      while i < count {
        found.add(SIMD8(repeating: values[i]))
        i &+= 1
      }
      self = found
    }

    /// Takes in what was found elsewhere.
    mutating func merge(_ other: Soundness) {
      lanes = SIMD8.smaller(lanes, other.lanes)
      defect += other.defect
    }

    /// Whether all values are finite.
    var isFinite: Bool { defect == SIMD8(repeating: 0) }

    /// The least value, if all are finite.
    var least: Double { (0..<8).reduce(.infinity) { Double.smaller($0, lanes[$1]) } }
  }

  /// √((1/n) Σ (e_i/(a + r max(|y_i|, |z_i|)))²) for the error e = weights · (parts).
  ///
  ///     e_i = c (z_i − y_i) + b (F_i + G_i) with y, F at the start and z, G at the end of the step
  static func errorNorm(
    _ arrays: StageArrays, count: Int, difference c: Double, rates b: Double,
    tolerance: Tolerance, executor: TileExecutor
  ) -> Double {
    let sums = TileResults<Double>((count + chunk - 1) / chunk, initial: 0)
    executor.forEach(sums.count) { number in
      let end = min((number + 1) * chunk, count)
      var sum = SIMD8<Double>(repeating: 0)
      var i = number * chunk
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
      sums[number] = rest
    }
    var total = 0.0
    for number in 0..<sums.count { total += sums[number] }
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
