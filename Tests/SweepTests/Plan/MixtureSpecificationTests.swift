import Testing

@testable import Sweep

/// Mixtures as lines of JSON.
@Suite struct MixtureSpecificationTests {
  private func message(_ line: String) -> String {
    switch MixtureLine(line, path: "standard input", number: 12).mixture {
    case .success(let mixture): "\(mixture)"
    case .failure(let diagnostics): diagnostics.list.map(\.message).joined(separator: "; ")
    }
  }

  @Test("a line gives a mixture")
  func line() throws {
    let line =
      #" { "id" : "\u00fc\ud83d\ude00\n", "weights":[0.25,0.75], "means":[-1e0,2.5E+0],"scales":0.1}"#
    #expect(
      try MixtureLine(line).mixture.get()
        == MixtureSpecification(
          id: "ü😀\n", weights: [0.25, 0.75], means: [-1, 2.5], scales: [0.1, 0.1],
          families: [.gaussian, .gaussian]))
  }

  @Test("doubles are read to the last bit")
  func digits() throws {
    let line =
      #"{"weights":[0.1,0.9],"means":[5e-324,2.2250738585072011e-308],"scales":[9.999999999999999e149,0.30000000000000004]}"#
    let mixture = try MixtureLine(line).mixture.get()
    #expect(mixture.means.map(\.bitPattern) == [1, 0x000f_ffff_ffff_ffff])
    #expect(mixture.scales == [0x1.38d352e5096afp+498, 0.30000000000000004])
  }

  @Test("a message points into the line")
  func wholeMessage() {
    let line = #"{"id":"größe","weights":[0.5,0.5],"means":[1,0],"scales":1}"#
    guard
      case .failure(let diagnostics) = MixtureLine(line, path: "standard input", number: 12)
        .mixture
    else {
      Issue.record("no mistake was found")
      return
    }
    #expect(
      "\(diagnostics)" == """
        error: mixture: the means must ascend, and 0.0 follows 1.0
           --> standard input:12:46
            |
         12 | {"id":"größe","weights":[0.5,0.5],"means":[1,0],"scales":1}
            |                                              ^
            = help: list the components in the order of their means
        """)
  }

  @Test(
    "mistakes in the line",
    arguments: [
      ("", "this is not JSON: a value is missing"),
      ("{", "this is not JSON: a key in quotes is missing"),
      ("{weights: 1}", "this is not JSON: a key in quotes is missing"),
      (#"{"weights" 1}"#, "this is not JSON: ':' is missing"),
      (#"{"weights": }"#, "this is not JSON: a value is missing"),
      (#"{"weights": [1 2]}"#, "this is not JSON: ',' or ']' is missing"),
      (#"{"weights": [1, 2}"#, "this is not JSON: ',' or ']' is missing"),
      (#"{"weights": 1, }"#, "this is not JSON: a key in quotes is missing"),
      (#"{"id": "a}"#, "this is not JSON: a text does not end"),
      (#"{"id": "\x"}"#, "this is not JSON: an unknown escape in a text"),
      (#"{"id": "\u12"}"#, "this is not JSON: \\u wants four hexadecimal digits"),
      (#"{"id": "\ud800"}"#, "this is not JSON: half a surrogate pair"),
      ("{\"id\": \"\u{1}\"}", "this is not JSON: a control character in a text"),
      (#"{"id": name}"#, "this is not JSON: a text needs quotes, \"name\""),
      ("{} {}", "this is not JSON: something follows the value"),
      ("// comment", "this is not JSON: a text needs quotes, \"//\""),
      (String(repeating: "[", count: 100), "this is not JSON: it is nested too deeply"),
      ("[1]", "mixture: a mixture is a map, not a list"),
      (
        #"{"weights": [0.5,0.5], "weights": [0.5,0.5], "means": [0,1], "scales": 1}"#,
        "key 'weights' stands twice in this map"
      ),
      (
        #"{"weights": [0.5,0.5], "means": [0,1], "scales": 1, "family": "gauss"}"#,
        "mixture: family: 'gauss' is not known"
      ),
      (
        #"{"weights": [0.5,0.5], "means": [0,NaN], "scales": Infinity}"#,
        "mixture: 'NaN' is not a finite number; mixture: a scale: 'Infinity' is not a finite number"
      ),
      (
        #"{"weights": [0.5,0.5], "means": [0,1e999], "scales": null}"#,
        "mixture: '1e999' is too large for a double; mixture: a scale: 'null' is not a number"
      ),
      (
        #"{"id": [1], "weights": [0.5,0.5], "means": [0,1], "scales": 1}"#,
        "mixture: an id is a word or a number, not a list"
      ),
    ])
  func mistakes(line: String, expected: String) {
    #expect(message(line) == expected)
  }
}
