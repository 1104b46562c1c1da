/// How the values of a variable or coordinate differ between two results.
public struct ValueDifferences: Sendable, Equatable {
  /// Two values at the same place.
  public struct Pair: Sendable, Equatable {
    /// Where they lie.
    public let place: ResultPlace
    /// The value in A, `.none` for NaN.
    public let a: ResultTable.Cell
    /// The value in B, `.none` for NaN.
    public let b: ResultTable.Cell
  }

  /// The largest of all distances, and the values that have it.
  public struct Largest<Distance: Sendable & Equatable>: Sendable, Equatable {
    /// The distance.
    public let distance: Distance
    /// The first values that are so far apart.
    public let values: Pair
  }

  /// How many values were compared.
  public internal(set) var compared = 0
  /// How many of them differ by more than is tolerated.
  ///
  /// NaN is equal to NaN; of whole numbers and texts no difference is tolerated.
  public internal(set) var different = 0
  /// How many of those are NaN in one result alone.
  public internal(set) var unmatchedNaN = 0
  /// The first values that differ by more than is tolerated.
  public internal(set) var first: Pair?
  /// The first values of which one alone is NaN.
  public internal(set) var firstUnmatchedNaN: Pair?
  /// The largest distance in units in the last place, tolerated or not; none where no numbers
  /// differ, and for whole numbers and texts.
  public internal(set) var largestUlp: Largest<UInt64>?
  /// The largest |a − b| / max(|a|, |b|), likewise.
  public internal(set) var largestRelative: Largest<Double>?

  /// Adds the values of a box; `pair` makes what is said of those at an index.
  ///
  /// - Precondition: the columns have the same type and size.
  mutating func add(_ a: Column, _ b: Column, tolerance: UInt64, pair: (Int) -> Pair) {
    precondition(a.count == b.count, "\(a.count) values beside \(b.count)")
    compared += a.count
    switch (a, b) {
    case (.float64(let a), .float64(let b)): add(a, b, tolerance: tolerance, pair)
    case (.int8(let a), .int8(let b)): count(a, b, pair, ==)
    case (.uint8(let a), .uint8(let b)): count(a, b, pair, ==)
    case (.int64(let a), .int64(let b)): count(a, b, pair, ==)
    case (.text(let a), .text(let b)): count(a, b, pair) { $0.utf8.elementsEqual($1.utf8) }
    default: preconditionFailure("values of type \(a.type) beside \(b.type)")
    }
  }

  private mutating func count<Value>(
    _ a: [Value], _ b: [Value], _ pair: (Int) -> Pair, _ isEqual: (Value, Value) -> Bool
  ) {
    for index in a.indices where !isEqual(a[index], b[index]) { note(index, pair) }
  }

  private mutating func note(_ index: Int, _ pair: (Int) -> Pair) {
    different += 1
    if first == nil { first = pair(index) }
  }

  private mutating func add(
    _ a: [Double], _ b: [Double], tolerance: UInt64, _ pair: (Int) -> Pair
  ) {
    // Words for a place take longer than the rest: only the farthest of these values get them.
    var farthest: (index: Int, ulp: UInt64)?
    var mostDifferent: (index: Int, relative: Double)?
    for index in a.indices where a[index].bitPattern != b[index].bitPattern {
      guard !a[index].isNaN, !b[index].isNaN else {
        guard a[index].isNaN != b[index].isNaN else { continue }
        unmatchedNaN += 1
        if firstUnmatchedNaN == nil { firstUnmatchedNaN = pair(index) }
        note(index, pair)
        continue
      }
      let ulp = a[index].ulpDistance(to: b[index])
      if ulp > tolerance { note(index, pair) }
      if ulp > farthest?.ulp ?? largestUlp?.distance ?? 0 { farthest = (index, ulp) }
      let relative = a[index].relativeDifference(to: b[index])
      // −0 and 0 differ by an ulp and relatively by 0, which is the largest until there is more.
      if relative > mostDifferent?.relative ?? largestRelative?.distance ?? -1 {
        mostDifferent = (index, relative)
      }
    }
    if let (index, ulp) = farthest { largestUlp = Largest(distance: ulp, values: pair(index)) }
    if let (index, relative) = mostDifferent {
      largestRelative = Largest(distance: relative, values: pair(index))
    }
  }
}
