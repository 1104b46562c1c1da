import TestSupport
import Testing

@testable import Sweep

/// Random changes of a sweep file: they are refused with a message or read,
/// and never end the program.
@Suite struct SweepFileFuzzTests {
  private static let study = """
    # ü
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: {log10: [-3.0, 0.0], count: 31}
      case: {zip: {method: [gauss, midpoint], d: {range: [0.5, 1.0], step: 0.5}}}
      p:
        simplex: {components: 3, steps: 10, boundary: false}
      nodes: {concat: [[1, 2], {log2: [2.0, 4.0], count: 3}]}
    fixed: {tolerance: 1.0e-9, normalize: true}
    outputs: [ratio, wim]
    checkpoint: {seconds: 15, megabytes: 64}
    """

  private static let pieces = [
    "[", "]", "{", "}", ": ", ", ", "\n", "\n  ", "- ", "#", "&a ", "*a", "!!str ", "\"", "'", "\t",
    "|", ">", "?", "%", "---\n", "<<: ", ".inf", "1e400", "-1", "0", "99999999999", "1e-400", "ü",
    "😀", "\u{2028}", "\u{85}", "\r", "\u{0}", "\u{FEFF}", "count", "mixture", "file: two.jsonl",
    "weights", "null", "~", "sigma: ",
  ]

  @Test("changed files are read or refused", arguments: 1...8 as ClosedRange<UInt64>)
  func changes(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var refused = 0
    for _ in 0..<250 {
      var scalars = Array(Self.study.unicodeScalars)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0...scalars.count, using: &generator)
        let end = min(scalars.count, place + Int.random(in: 0...12, using: &generator))
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: scalars.removeSubrange(place..<end)
        case 1: scalars.insert(contentsOf: scalars[place..<end], at: place)
        case 2: scalars.insert(contentsOf: scalars[place..<end], at: 0)
        default:
          let piece = Self.pieces.randomElement(using: &generator) ?? ""
          scalars.replaceSubrange(
            place..<(Bool.random(using: &generator) ? end : place),
            with: piece.unicodeScalars)
        }
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      switch read(String(text)) {
      case .success(let file): #expect(file.pointCount > 0, "seed \(seed)")
      case .failure(let diagnostics):
        refused += 1
        #expect(!diagnostics.errors.isEmpty, "seed \(seed)")
        #expect(!diagnostics.description.isEmpty, "seed \(seed)")
        #expect(diagnostics.list.allSatisfy { $0.line > 0 && $0.column > 0 }, "seed \(seed)")
      }
    }
    // The changes are neither all harmless nor all fatal.
    #expect((100..<250).contains(refused), "seed \(seed): \(refused)")
  }

  @Test("changed lines of JSON are read or refused", arguments: 1...4 as ClosedRange<UInt64>)
  func jsonLines(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let line =
      #"{"id":"ü\u00e4","weights":[0.5,0.5],"means":[-1.5e0,1],"scales":[1,2],"family":"laplace"}"#
    for _ in 0..<500 {
      var bytes = Array(line.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
        default: bytes.insert(UInt8(ascii: "\\"), at: place)
        }
      }
      let changed = String(decoding: bytes, as: UTF8.self)
      if case .failure(let diagnostics) = MixtureLine(changed).mixture {
        #expect(!diagnostics.errors.isEmpty, "seed \(seed): \(changed)")
      }
    }
  }

  @Test("aliases of aliases do not take forever", .timeLimit(.minutes(1)))
  func manyAliases() {
    var text = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    for level in 1...12 {
      let names = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(names)]\n"
    }
    guard case .failure(let diagnostics) = read(text) else {
      Issue.record("aliases were accepted")
      return
    }
    #expect(diagnostics.errors.contains { $0.message.hasPrefix("anchors") })
  }
}
