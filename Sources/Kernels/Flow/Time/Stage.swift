/// One stage of a Runge–Kutta method in increments D_j = Y_j − Y₀.
///
///     D_j = rate · F(Y_{j−1}) + first · D_{j−1} + second · D_{j−2} + start · F(Y₀)
struct Stage: Sendable {
  var rate: Double
  var first = 0.0
  var second = 0.0
  var start = 0.0
  /// Whether D_j is needed later; if not, Y_j = Y₀ + rate · F(Y_{j−1}).
  var keepsIncrement = true

  /// Writes Y_j and D_j of some values, whose rates F(Y_{j−1}) are given.
  @inline(__always)
  func combine<L: MemoryLanes>(
    _ arrays: StageArrays, _ i: Int, rates: UnsafePointer<Double>, _: L.Type
  ) {
    var d = L(repeating: rate) * L(at: rates)
    if first != 0 { d = d.addingProduct(L(repeating: first), L(at: arrays.first + i)) }
    if second != 0 { d = d.addingProduct(L(repeating: second), L(at: arrays.second + i)) }
    if start != 0 { d = d.addingProduct(L(repeating: start), L(at: arrays.startRates + i)) }
    // D_{j−2} is read before D_j takes its place.
    d.store(at: arrays.second + i)
    (L(at: arrays.start + i) + d).store(at: arrays.nextStage + i)
  }

  /// Writes Y_j and D_j for a run of values, and looks whether Y_j is sound.
  @inline(__always)
  func combine(
    _ arrays: StageArrays, run first: Int, _ count: Int, rates: UnsafePointer<Double>,
    _ soundness: inout StepReduction.Soundness
  ) {
    var found = soundness
    defer { soundness = found }
    var k = 0
    if !keepsIncrement {
      let (start, next, h) = (arrays.start + first, arrays.nextStage + first, rate)
      let rate = SIMD8(repeating: h)
      while k + 8 <= count {
        let y = SIMD8(at: start + k).addingProduct(rate, SIMD8(at: rates + k))
        y.store(at: next + k)
        found.add(y)
        k += 8
      }
      if k < count, count >= 8 {
        // The last lanes overlap those before: the same values once more.
        k = count - 8
        let y = SIMD8(at: start + k).addingProduct(rate, SIMD8(at: rates + k))
        y.store(at: next + k)
        found.add(y)
        k = count
      }
      while k < count {
        next[k] = start[k].addingProduct(h, rates[k])
        found.add(SIMD8(repeating: next[k]))
        k += 1
      }
      return
    }
    while k + 8 <= count {
      combine(arrays, first + k, rates: rates + k, SIMD8<Double>.self)
      k += 8
    }
    while k < count {
      combine(arrays, first + k, rates: rates + k, Double.self)
      k += 1
    }
    found.add(arrays.nextStage + first, count)
  }
}
