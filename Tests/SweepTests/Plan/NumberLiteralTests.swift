import Foundation
import TestSupport
import Testing

@testable import Sweep

/// The grammar of numbers and their conversion.
@Suite struct NumberLiteralTests {
  @Test(
    "what JSON takes for a number is one",
    arguments: [
      "0", "-0", "10", "0.5", "-0.50", "1e5", "1E+5", "1.5e-05", "0e0", "12345678901234567890",
    ])
  func numbers(text: String) {
    #expect(NumberLiteral(text) != nil)
  }

  @Test(
    "nothing else is one",
    arguments: [
      "", "-", "+1", "01", "-01", "00", ".5", "5.", "1.e5", "1e", "1e+", "e5", "1_0", "0x1", "1:30",
      "inf", "nan", "1 ", " 1", "1.2.3", "1e5.5", "--1", "1,5", "١", "1\u{0}",
    ])
  func others(text: String) {
    #expect(NumberLiteral(text) == nil)
  }

  @Test("conversion agrees with Foundation's JSON reader on what both take")
  func agreement() throws {
    let seed: UInt64 = 11
    var generator = SplitMix64(seed: seed)
    let alphabet = Array("0123456789.eE+-")
    var common = 0
    for _ in 0..<20_000 {
      let length = Int.random(in: 1...8, using: &generator)
      let text = String((0..<length).compactMap { _ in alphabet.randomElement(using: &generator) })
      let decoded = try? JSONDecoder().decode([Double].self, from: Data("[\(text)]".utf8)).first
      if let literal = NumberLiteral(text), case .success(let value) = literal.real() {
        common += 1
        // Foundation refuses 0e5, which the grammar allows.
        if decoded != nil || value != 0 {
          #expect(value == decoded, "seed \(seed): \(text)")
        }
      }
      if NumberLiteral(text) == nil {
        #expect(decoded == nil, "seed \(seed): \(text)")
      }
    }
    #expect(common > 1_000)
  }

  @Test(
    "conversion is rounded correctly",
    arguments: [
      // Halfway cases and their neighbours, with the bit patterns that exact
      // rational arithmetic gives.
      ("9007199254740993.0", 0x4340_0000_0000_0000 as UInt64),
      ("9007199254740993.0000000000000001", 0x4340_0000_0000_0001),
      ("9007199254740995.0", 0x4340_0000_0000_0002),
      ("2.2250738585072011e-308", 0x000f_ffff_ffff_ffff),
      ("2.2250738585072012e-308", 0x0010_0000_0000_0000),
      ("4.9e-324", 0x0000_0000_0000_0001),
      ("2.4703282292062328e-324", 0x0000_0000_0000_0001),
      ("1.7976931348623157e308", 0x7fef_ffff_ffff_ffff),
      ("0.1", 0x3fb9_9999_9999_999a),
      ("1.0000000000000001110223024625156540423631668090820312500001", 0x3ff0_0000_0000_0001),
    ])
  func rounding(text: String, bits: UInt64) throws {
    let value = try #require(try NumberLiteral(text)?.real().get())
    #expect(value.bitPattern == bits, "\(value)")
  }
}
