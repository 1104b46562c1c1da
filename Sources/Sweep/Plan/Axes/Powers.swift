internal import Kernels

/// eˣ, rounded once.
func powerOfE(_ x: Double) -> Double { Kernels.exponentialRoundedOnce(x) }

/// 2ˣ, rounded once.
func powerOfTwo(_ x: Double) -> Double { Kernels.powerOfTwoRoundedOnce(x) }

/// 10ˣ, rounded once.
func powerOfTen(_ x: Double) -> Double { Kernels.powerOfTenRoundedOnce(x) }

/// a (b/a)^{k/n} for 0 ≤ k ≤ n, n > 0 and positive a, b, rounded once.
func geometricSequence(from a: Double, to b: Double, steps n: Int) -> (Int) -> Double {
  let sequence = Kernels.GeometricSequence(from: a, to: b, steps: n)
  return { sequence[$0] }
}
