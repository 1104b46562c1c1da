/// How many random samples a test takes of those it would like to.
///
/// Without optimization, where the kernels take a hundred times as long, a thirtieth of them, ten at
/// least: there the tests look for traps, not for digits.
public func sampleCount(_ count: Int) -> Int {
  #if DEBUG
    min(count, max(10, count / 30))
  #else
    count
  #endif
}
