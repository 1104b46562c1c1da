import TestSupport
import Testing

@testable import Sweep

/// Forms of numbers, against values computed elsewhere: linear forms by Python's fractions, powers
/// by mpmath with 60 digits.
@Suite struct NumberFormTests {
  @Test("linear forms are rounded once")
  func linear() throws {
    #expect(
      try numbers("{linear: [0.1, 0.7], count: 7}") == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
    #expect(
      try numbers("{linear: [-1.0, 2.0], count: 8}") == [
        -1.0, -0.5714285714285714, -0.14285714285714285, 0.2857142857142857, 0.7142857142857143,
        1.1428571428571428, 1.5714285714285714, 2.0,
      ])
    #expect(try numbers("{linear: [2, -1], count: 4}") == [2, 1, 0, -1])
    #expect(try numbers("{count: 2, linear: [0.1, 0.3]}") == [0.1, 0.3])
    // Here 0.1 + 3·((0.3 − 0.1)/3) is not 0.3.
    #expect(try numbers("{linear: [0.1, 0.3], count: 4}").last == 0.3)
    // In doubles 1.0e-17 is lost to 1, and half of the sum is 5e-18 away from 0.5.
    #expect(
      try numbers("{linear: [-1.0, 1.00000000000000001], count: 3}") == [-1, 5e-18, 1])
    #expect(
      try numbers("{linear: [-1.0e+308, 1.0e+308], count: 5}") == [-1e308, -5e307, 0, 5e307, 1e308])
    #expect(try numbers("{linear: [-1.5e+308, 1.5e+308], count: 3}") == [-1.5e308, 0, 1.5e308])
    #expect(
      try numbers("{range: [5.0e-324, 2.5e-323], step: 5.0e-324}").map { $0.bitPattern }
        == [1, 2, 3, 4, 5])
  }

  @Test("quotients of whole numbers are rounded once, ties to even, subnormal ones too")
  func quotients() {
    func nearest(_ a: WideInteger, _ b: WideInteger) -> Double {
      WideInteger.nearestQuotient(a, b)
    }
    let one = WideInteger(1)
    #expect(nearest(WideInteger(-1), WideInteger(3)) == -1.0 / 3)
    #expect(nearest(WideInteger(0), one) == 0)
    for (odd, expected) in [(0x20_0000_0000_0001, 0x1p53), (0x20_0000_0000_0003, 0x1p53 + 4)] {
      #expect(nearest(WideInteger(odd), one) == expected)
      #expect(nearest(WideInteger(odd), one.doubled(1000)) == expected * 0x1p-1000)
      // What lies behind the tie decides it.
      let beyond = WideInteger(odd).doubled(200) + one
      #expect(nearest(beyond, one.doubled(200)) == (expected > 0x1p53 ? expected : 0x1p53 + 2))
    }
    #expect(nearest(one, one.doubled(1074)) == .leastNonzeroMagnitude)
    #expect(nearest(one, one.doubled(1075)) == 0)
    #expect(nearest(WideInteger(3), one.doubled(1075)) == 2 * .leastNonzeroMagnitude)
    #expect(nearest(one.doubled(1024), one) == .infinity)
    let ten = WideInteger.powerOfTen(30)
    #expect((ten + -ten).isZero && nearest(ten, WideInteger.powerOfTen(29)) == 10)
  }

  @Test("whole powers are those that literals give")
  func wholePowers() throws {
    let tens = try numbers("{log10: [-307.0, 308.0], count: 616}")
    #expect(tens.count == 616)
    for (position, value) in tens.enumerated() {
      #expect(value == Double("1e\(position - 307)"), "position \(position)")
    }
    let twos = try numbers("{log2: [-1074.0, 1023.0], count: 2098}")
    #expect(twos.first == .leastNonzeroMagnitude)
    #expect(twos.last == 8.98846567431158e307)
    #expect(twos[1074] == 1)
    #expect(zip(twos, twos.dropFirst()).allSatisfy { $1 == 2 * $0 })
    #expect(try numbers("{ln: [0.0, 1.0], count: 2}").first == 1)
  }

  @Test(
    "powers are right to the last place or the one beside it",
    arguments: [
      (
        "{log10: [-3.0, 0.0], count: 7}",
        [0.001, 0.0031622776601683794, 0.01, 0.03162277660168379, 0.1, 0.31622776601683794, 1]
      ),
      (
        "{log10: [-0.5, 0.25], count: 4}",
        [0.31622776601683794, 0.5623413251903491, 1, 1.7782794100389228]
      ),
      (
        "{log2: [-1.0, 1.0], count: 5}",
        [0.5, 0.7071067811865476, 1, 1.4142135623730951, 2]
      ),
      (
        "{ln: [-1.0, 1.0], count: 5}",
        [0.36787944117144233, 0.6065306597126334, 1, 1.6487212707001282, 2.718281828459045]
      ),
    ])
  func powers(form: String, expected: [Double]) throws {
    let values = try numbers(form)
    #expect(values.count == expected.count)
    for (value, expected) in zip(values, expected) {
      #expect(abs(value - expected) <= expected.ulp, "\(form): \(value), not \(expected)")
    }
  }

  @Test("geometric forms have exact ends and right ratios")
  func geometric() throws {
    #expect(try numbers("{geometric: [1, 16], count: 5}") == [1, 2, 4, 8, 16])
    // Here 0.3·(7/0.3) is not 7.
    #expect(try numbers("{geometric: [0.3, 7.0], count: 3}").last == 7)
    let values = try numbers("{geometric: [0.1, 30.0], count: 6}")
    let expected = [
      0.1, 0.3129134644531898, 0.9791483623609768, 3.063887062800405, 9.587315155141827, 30.0,
    ]
    #expect(values.count == 6)
    #expect(values.first == 0.1)
    #expect(values.last == 30)
    for (value, expected) in zip(values, expected) {
      // b/a, k/(n − 1) and the product are rounded; ln(b/a) < 8 magnifies the second.
      #expect(abs(value - expected) <= 8 * expected.ulp, "\(value), not \(expected)")
    }
  }

  @Test("a range holds both its ends and nothing beyond")
  func range() throws {
    #expect(
      try numbers("{range: [0.1, 0.7], step: 0.1}") == [
        0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7,
      ])
    #expect(try numbers("{range: [1, -1], step: -0.5}") == [1, 0.5, 0, -0.5, -1])
    #expect(try numbers("{range: [0, 1], step: 1}") == [0, 1])
    #expect(
      try numbers("{range: [0.0, 1.0], step: 0.3333333333333333}") == [
        0, 0.3333333333333333, 0.6666666666666666, 1,
      ])
  }

  @Test("ranges of decimals have as many points as in decimal arithmetic")
  func rangesOfDecimals() throws {
    let seed: UInt64 = 20_260_101
    var generator = SplitMix64(seed: seed)
    for _ in 0..<2_000 {
      let start = Int.random(in: -99_999...99_999, using: &generator)
      let step = Int.random(in: 1...9_999, using: &generator)
      let steps = Int.random(in: 1...5_000, using: &generator)
      let (a, b, s) = (decimal(start), decimal(start + steps * step), decimal(step))
      let found = SteppedRange.steps(from: a, to: b, by: s)
      #expect(found == steps, "seed \(seed): \(a) to \(b) by \(s)")
      let beside = decimal(start + steps * step + step / 2 + 1)
      if step > 1 {
        #expect(
          SteppedRange.steps(from: a, to: beside, by: s) == nil,
          "seed \(seed): \(a) to \(beside) by \(s)")
      }
    }
  }

  @Test("an end that is missed by more than rounding is missed")
  func almostFittingRanges() {
    // The literals' rounding allows for 2·2^-53 here, and the sum's for 2^-53.
    #expect(SteppedRange.steps(from: 0, to: 1 + 0x1p-52, by: 0.1) == 10)
    #expect(SteppedRange.steps(from: 0, to: 1 + 0x1p-50, by: 0.1) == nil)
    #expect(SteppedRange.steps(from: 0, to: 1 - 0x1p-50, by: 0.1) == nil)
  }

  @Test("computed values may reach the upper bound of an input and not the lower")
  func bounds() throws {
    #expect(
      try values(onSigma("{linear: [1.0, 1000000.0], count: 2}"), axis: "sigma")
        == .reals([1, 1_000_000]))
    let beyond = messages(onSigma("{linear: [0.0, 1000000.0], count: 2}"))
    #expect(beyond.hasPrefix("error: axis 'sigma': value 1 of 2, 0.0, is out of range"))
  }

  /// The double nearest to so many thousandths.
  private func decimal(_ thousandths: Int) -> Double {
    Double("\(thousandths)e-3") ?? .nan
  }

  @Test("axes of whole numbers take forms that yield whole numbers")
  func integers() throws {
    let cases: [(String, [Int])] = [
      ("{log2: [4.0, 8.0], count: 5}", [16, 32, 64, 128, 256]),
      ("{linear: [10, 50], count: 5}", [10, 20, 30, 40, 50]),
      ("{range: [8, 32], step: 8}", [8, 16, 24, 32]),
      ("{concat: [[1, 2], {log10: [1.0, 3.0], count: 3}]}", [1, 2, 10, 100, 1000]),
      ("64", [64]),
      ("[4096, 1]", [4096, 1]),
    ]
    for (form, expected) in cases {
      #expect(try values(onNodes(form), axis: "nodes") == .integers(expected), "\(form)")
    }
  }
}
