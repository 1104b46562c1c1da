/// A YAML text in which long lists of numbers are masked.
///
/// Yams makes a tree of every value, which for a million numbers takes longer than all else that
/// is done before the first point is computed. A long list `[0.1, 0.2, …]` is therefore read here
/// and replaced by its first number and blanks, which moves nothing; the reader then puts the
/// list back.
struct LongLists {
  /// The text with the masks.
  let text: String
  /// The items of the masked lists by the places of their brackets.
  let items: [Place: [SourceNode]]

  /// Shorter lists are not worth it.
  private static let shortest = 1000

  /// Masks the lists of a text; none where there are no long ones.
  ///
  /// What looks like a list may stand within a comment or a text, so whoever uses this must see
  /// that each list is met where a list is wanted.
  init?(_ text: String) {
    var bytes = Array(text.utf8)
    // Lines and columns are counted below in the simplest way that there is.
    guard bytes.count > 2 * Self.shortest, bytes.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) else {
      return nil
    }
    var items: [Place: [SourceNode]] = [:]
    var line = 1
    var lineStart = 0
    var index = 0
    while index < bytes.count {
      let bracket = index
      index += 1
      if bytes[bracket] == 0x0A {
        line += 1
        lineStart = index
      }
      guard bytes[bracket] == UInt8(ascii: "[") else { continue }
      var list = ListOfNumbers(bytes: bytes, index: index, line: line, lineStart: lineStart)
      guard list.read(), list.items.count >= Self.shortest else { continue }
      items[Place(line: line, column: bracket - lineStart + 1)] = list.items
      for masked in list.firstEnd..<list.index where bytes[masked] != 0x0A {
        bytes[masked] = 0x20
      }
      (index, line, lineStart) = (list.index, list.line, list.lineStart)
    }
    guard !items.isEmpty else { return nil }
    self.items = items
    self.text = String(decoding: bytes, as: UTF8.self)
  }
}

/// A list of numbers while it is read.
private struct ListOfNumbers {
  let bytes: [UInt8]
  /// What is read next; at the end, the closing bracket.
  var index: Int
  var line: Int
  var lineStart: Int
  var items: [SourceNode] = []
  /// Where the first number ends.
  var firstEnd = 0

  init(bytes: [UInt8], index: Int, line: Int, lineStart: Int) {
    self.bytes = bytes
    self.index = index
    self.line = line
    self.lineStart = lineStart
  }

  /// Reads to the closing bracket; false where anything but numbers, commas and blanks stands.
  mutating func read() -> Bool {
    while true {
      skipBlanks()
      let start = index
      while index < bytes.count, Self.isOfNumber(bytes[index]) { index += 1 }
      let word = String(decoding: bytes[start..<index], as: UTF8.self)
      guard NumberLiteral(word) != nil else { return false }
      if items.isEmpty { firstEnd = index }
      items.append(
        SourceNode(
          content: .word(word), place: Place(line: line, column: start - lineStart + 1)))
      skipBlanks()
      guard index < bytes.count else { return false }
      if bytes[index] == UInt8(ascii: "]") { return true }
      guard bytes[index] == UInt8(ascii: ",") else { return false }
      index += 1
    }
  }

  private mutating func skipBlanks() {
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0A {
      index += 1
      if bytes[index - 1] == 0x0A {
        line += 1
        lineStart = index
      }
    }
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
