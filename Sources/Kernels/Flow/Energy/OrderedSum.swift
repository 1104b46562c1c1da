/// Σ_i term(i) over eight lanes and then the lanes in order; exact zeros do not matter.
///
/// The order is fixed, and the rounding errors of a sum of n terms of one sign are at most some
/// n/8 + 8 ulp, in practice √n of that.
@inline(__always)
func orderedSum(_ count: Int, _ term: (_ i: Int) -> Double) -> Double {
  var lanes = SIMD8<Double>(repeating: 0)
  for i in 0..<count { lanes[i & 7] += term(i) }
  var sum = 0.0
  for lane in 0..<8 { sum += lanes[lane] }
  return sum
}
