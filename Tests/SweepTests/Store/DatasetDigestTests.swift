import Testing

@testable import Sweep

@Suite struct DatasetDigestTests {
  @Test("a lone text has the digest of its UTF-8")
  func loneText() {
    let text = "σ: 0.1\n"
    #expect(DatasetDigest.hexadecimal(of: .text([text])) == SHA256.hexadecimal(of: text))
  }

  @Test("where one text ends and the next begins counts")
  func separation() {
    let digests = [["ab", "c"], ["a", "bc"], ["abc", ""], ["", "abc"], ["abc"]].map {
      DatasetDigest.hexadecimal(of: .text($0))
    }
    #expect(Set(digests).count == digests.count)
  }

  @Test("numbers count as their little-endian bytes")
  func numbers() {
    let expected = SHA256.hexadecimal(of: "\u{1}\0\0\0\0\0\0\0\u{2}\0\0\0\0\0\0\0")
    #expect(DatasetDigest.hexadecimal(of: .int64([1, 2])) == expected)
  }

  @Test(
    "the digest does not depend on the pieces",
    arguments: [
      (Column.float64([1, .nan]), Column.float64([-0.0])), (.text(["a", ""]), .text(["b"])),
    ])
  func pieces(first: Column, second: Column) {
    var digest = DatasetDigest()
    digest.append(first)
    digest.append(second)
    let whole: Column =
      switch (first, second) {
      case (.float64(let a), .float64(let b)): .float64(a + b)
      case (.text(let a), .text(let b)): .text(a + b)
      default: first
      }
    #expect(digest.finalize() == DatasetDigest.bytes(of: whole))
  }
}
