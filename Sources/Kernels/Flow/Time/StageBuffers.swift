#if canImport(Glibc)
  internal import Glibc
#endif

/// The arrays of a step: the values at its start and after it, increments of two stages, and rates.
///
/// Stages are kept as increments Y_j − Y₀: what conserves the sum of the values then does so to the
/// rounding of the increments, however many stages there are.
struct StageArrays {
  /// Y₀.
  var start: UnsafeMutablePointer<Double>
  /// Y_j, by turns.
  var stage: UnsafeMutablePointer<Double>
  var nextStage: UnsafeMutablePointer<Double>
  /// Y_{j−1} − Y₀ and Y_{j−2} − Y₀.
  var first: UnsafeMutablePointer<Double>
  var second: UnsafeMutablePointer<Double>
  /// F(Y₀) and F at the end of the step.
  var startRates: UnsafeMutablePointer<Double>
  var endRates: UnsafeMutablePointer<Double>

  /// Goes on to the next stage: its values become those at hand, its increment the first.
  mutating func turn() {
    swap(&stage, &nextStage)
    swap(&first, &second)
  }

  /// Takes the rates that were computed as those at the end for those at the start.
  mutating func keepEndRatesAsStart() { swap(&startRates, &endRates) }

  /// Makes the values after the step those at the start of the next, and its rates as well.
  mutating func accept() {
    swap(&start, &stage)
    swap(&startRates, &endRates)
  }
}

// Tiles write to disjoint parts, so the arrays may be shared between those who compute them.
extension StageArrays: @unchecked Sendable {}

/// The owner of the arrays of a step.
@dynamicMemberLookup
final class StageBuffers {
  let count: Int
  var arrays: StageArrays
  private let owned: [UnsafeMutablePointer<Double>]

  init(_ values: [Double]) {
    count = values.count
    // Not all methods use all of them; what is not written takes no memory.
    owned = (0..<7).map { _ in allocateStage(count: values.count) }
    arrays = StageArrays(
      start: owned[0], stage: owned[1], nextStage: owned[2], first: owned[3], second: owned[4],
      startRates: owned[5], endRates: owned[6])
    for (i, value) in values.enumerated() { arrays.start[i] = value }
  }

  deinit { for array in owned { array.deallocate() } }

  /// One of the arrays.
  subscript(dynamicMember array: KeyPath<StageArrays, UnsafeMutablePointer<Double>>)
    -> UnsafeMutablePointer<Double>
  { arrays[keyPath: array] }

  /// The values at the start of the step.
  var startValues: [Double] { Array(UnsafeBufferPointer(start: arrays.start, count: count)) }

  /// The first stage, from the rates at the start that are known already.
  func beginWithRates(_ stage: Stage) {
    // Whether what it leads to is sound is seen at the end of the step.
    var soundness = StepReduction.Soundness()
    stage.combine(arrays, run: 0, count, rates: arrays.startRates, &soundness)
    arrays.turn()
    // Y₀ − Y₀.
    arrays.second.update(repeating: 0, count: count)
  }
}

/// Room for so many values; large arrays lie on large pages where the system has some.
///
/// A step of 1024 × 1024 cells walks through three arrays of 2048 small pages each: on large ones it
/// took 2.4 ms instead of 2.9.
private func allocateStage(count: Int) -> UnsafeMutablePointer<Double> {
  let pageSize = 1 << 21
  guard count * 8 >= 2 * pageSize else { return .allocateLanes(count: count) }
  let size = (count * 8 + pageSize - 1) & ~(pageSize - 1)
  let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: pageSize)
  // A hint: whether it is taken shows in no result.
  #if canImport(Glibc)
    madvise(memory, size, MADV_HUGEPAGE)
  #endif
  return memory.bindMemory(to: Double.self, capacity: count)
}
