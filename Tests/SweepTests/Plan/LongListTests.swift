import Testing

@testable import Sweep

/// Long lists of numbers, which are read beside the YAML.
@Suite struct LongListTests {
  /// Numbers of all spellings on lines of three, far more than are read one by one.
  private static let written = (0..<3000).map { number in
    ["\(number)", "\(number).5", "-\(number).25e+1"][number % 3]
      + (number % 3 == 2 ? ",\n   " : ", ")
  }.joined()

  @Test("have the values that they have as part of the YAML")
  func values() throws {
    let expected = (0..<3000).map { number in
      let number = Double(number)
      return [number, number + 0.5, -(number + 0.25) * 10][Int(number) % 3]
    }
    #expect(LongLists("time: [\(Self.written)-7.0]") != nil)
    #expect(LongLists("time: [\(Self.written)-7.0, ü]") == nil)
    #expect(try numbers("[\(Self.written)-7.0]") == expected + [-7])
    #expect(try numbers("[\(Self.written)-7.0]  # ü") == expected + [-7])
    #expect(try numbers("{values: [ \(Self.written)-7.0 ]}") == expected + [-7])
  }

  @Test("have their mistakes where they are")
  func mistakes() {
    let repeated = messages(onTime("[\(Self.written)-7.0, 3]"))
    #expect(repeated.contains("axis 'time': 3.0 at positions 4 and 3002"), "\(repeated)")
    #expect(repeated.contains("-7.0, 3]"), "\(repeated)")
    // A wrong number makes it a list like any other.
    let wrong = messages(onTime("[\(Self.written)-7.0, 08]"))
    #expect(wrong.contains("'08'"), "\(wrong)")
    let open = messages(onTime("[\(Self.written)-7.0"))
    #expect(open.contains("this is not YAML"), "\(open)")
  }

  @Test("are left alone where they are no lists")
  func elsewhere() throws {
    let text = onTime("[1.0, 2.0]") + "\n# [\(Self.written.filter { $0 != "\n" })1]\n"
    let axis = try sweepFile(text).axes.first
    #expect(axis?.columns.first?.values == .reals([1, 2]))
    let quoted = messages(onTime("'[\(Self.written)1]'"))
    #expect(quoted.contains("[0, 1.5, -2.25e+1,"), "\(quoted)")
  }
}
