import Testing

@testable import Sweep

@Suite struct ValueDifferencesTests {
  private func differences(
    _ a: Column, _ b: Column, tolerance: UInt64 = 0
  ) -> ValueDifferences {
    var differences = ValueDifferences()
    differences.add(a, b, tolerance: tolerance) { pair(at: $0, a, b) }
    return differences
  }

  private func pair(at index: Int, _ a: Column, _ b: Column) -> ValueDifferences.Pair {
    ValueDifferences.Pair(
      place: ResultPlace(entries: [ResultPlace.Entry(name: "n", value: .integer(Int64(index)))]),
      a: a.cell(at: index, meanings: nil), b: b.cell(at: index, meanings: nil))
  }

  @Test("NaN is equal to NaN of any bits, and against a number it is counted apart")
  func nan() {
    let other = Double(nan: 5, signaling: false)
    let found = differences(
      .float64([.nan, .nan, 1, 2, .nan]), .float64([.nan, other, .nan, 2, 3]), tolerance: .max)
    #expect(found.compared == 5)
    #expect(found.different == 2 && found.unmatchedNaN == 2)
    #expect(found.first?.place.description == "n=2")
    #expect(found.first?.a == .number(1) && found.first?.b == ResultTable.Cell.none)
    #expect(found.firstUnmatchedNaN == found.first)
    #expect(found.largestUlp == nil && found.largestRelative == nil)
  }

  @Test("a tolerance hides differences up to it, but not how large they are")
  func tolerance() {
    let a = [1.0, 1, 1]
    let b = [1.0, 1.0.nextUp, 1.0.nextUp.nextUp.nextUp]
    for (tolerance, different) in [(0, 2), (1, 1), (2, 1), (3, 0)] as [(UInt64, Int)] {
      let found = differences(.float64(a), .float64(b), tolerance: tolerance)
      #expect(found.different == different, "within \(tolerance) ulp")
      #expect(found.largestUlp?.distance == 3)
      #expect(found.largestUlp?.values.place.description == "n=2")
    }
  }

  @Test("the largest of several boxes stays, with the first place that has it")
  func boxes() {
    var found = ValueDifferences()
    for (a, b) in [([1.0, 8], [1.0, 9]), ([2.0, 1], [3.0, 1]), ([4.0, 8], [4.0, 9])] {
      found.add(.float64(a), .float64(b), tolerance: 0) { pair(at: $0, .float64(a), .float64(b)) }
    }
    #expect(found.compared == 6 && found.different == 3)
    #expect(found.largestUlp?.distance == 1 << 51)
    #expect(found.largestUlp?.values.a == .number(2))
    #expect(found.largestRelative?.distance == 1.0 / 3)
    #expect(found.first?.b == .number(9))
  }

  @Test("whole numbers and texts are counted, texts by their bytes")
  func others() {
    #expect(differences(.int8([1, -1, 0]), .int8([1, 1, 1])).different == 2)
    #expect(differences(.uint8([1, 3]), .uint8([1, 3])).different == 0)
    let large = differences(.int64([.max, 1]), .int64([.min, 1]))
    #expect(large.different == 1 && large.first?.a == .integer(.max) && large.largestUlp == nil)
    // The same character to Unicode, in one scalar and in two.
    let texts = differences(.text(["é", "a"]), .text(["e\u{301}", "a"]))
    #expect(texts.different == 1 && texts.first?.place.description == "n=0")
  }
}
