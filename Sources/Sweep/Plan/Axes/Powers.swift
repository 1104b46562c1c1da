internal import Kernels

/// eˣ, rounded once.
func powerOfE(_ x: Double) -> Double { Kernels.exponentialRoundedOnce(x) }

/// 2ˣ, rounded once.
func powerOfTwo(_ x: Double) -> Double { Kernels.powerOfTwoRoundedOnce(x) }

/// 10ˣ, rounded once.
func powerOfTen(_ x: Double) -> Double { Kernels.powerOfTenRoundedOnce(x) }

/// a (b/a)^{k/n} for 0 ≤ k ≤ n, n > 0 and a, b of one sign, rounded once.
func geometricStep(
  from a: Double, to b: Double, fraction k: Int, over n: Int
) -> Double {
  a < 0
    ? -Kernels.geometricStep(from: -a, to: -b, step: k, of: n)
    : Kernels.geometricStep(from: a, to: b, step: k, of: n)
}
