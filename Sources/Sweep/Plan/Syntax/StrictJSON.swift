/// Reads one JSON value (RFC 8259), keeping the characters of its numbers and
/// refusing repeated keys.
///
/// Foundation's readers keep neither places nor the spelling of numbers, and
/// let the last of two equal keys win.
struct StrictJSON {
  private let reporter: Reporter
  private let line: Int
  private let bytes: [UInt8]
  private var index = 0
  /// The place after the value read so far, kept because columns count
  /// characters and `index` counts bytes.
  private var markedIndex = 0
  private var markedColumn = 1

  /// Nothing that this program reads is deeper.
  private static let maximumDepth = 64

  /// A mistake has been reported; the rest of the value cannot be read.
  private struct Broken: Error {}

  private init(_ text: some StringProtocol, line: Int, _ reporter: Reporter) {
    self.reporter = reporter
    self.line = line
    bytes = Array(text.utf8)
  }

  /// The value that a text holds; none, after saying why, if it holds none.
  ///
  /// The text is the given line of the reporter's source, or all of it.
  static func read(
    _ text: some StringProtocol, line: Int = 1, _ reporter: Reporter
  ) -> SourceNode? {
    var reader = StrictJSON(text, line: line, reporter)
    do {
      let value = try reader.value(depth: 0)
      reader.skipBlanks()
      guard reader.index == reader.bytes.count else {
        throw reader.broken("something follows the value")
      }
      return value
    } catch {
      return nil
    }
  }

  private mutating func place() -> Place {
    // Continuation bytes of UTF-8 are not counted.
    markedColumn += bytes[markedIndex..<index].count { $0 & 0xC0 != 0x80 }
    markedIndex = index
    return Place(line: line, column: markedColumn)
  }

  private mutating func broken(_ problem: String) -> Broken {
    reporter.error("this is not JSON: \(problem)", at: place())
    return Broken()
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: true
    default: false
    }
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case ",", ":", "[", "]", "{", "}", "\"": true
    default: isBlank(byte)
    }
  }

  private mutating func skipBlanks() {
    while index < bytes.count, Self.isBlank(bytes[index]) {
      index += 1
    }
  }

  private mutating func skip(_ character: Character) -> Bool {
    skipBlanks()
    guard index < bytes.count, bytes[index] == character.asciiValue else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) throws(Broken) -> SourceNode {
    skipBlanks()
    let start = place()
    guard index < bytes.count else { throw broken("a value is missing") }
    guard depth < Self.maximumDepth else { throw broken("it is nested too deeply") }
    switch bytes[index] {
    case UInt8(ascii: "{"):
      return SourceNode(content: .map(try map(depth: depth)), place: start)
    case UInt8(ascii: "["):
      return SourceNode(content: .list(try list(depth: depth)), place: start)
    case UInt8(ascii: "\""):
      return SourceNode(content: .text(try string()), place: start)
    default:
      return SourceNode(content: .word(try word()), place: start)
    }
  }

  private mutating func word() throws(Broken) -> String {
    let start = index
    while index < bytes.count, !Self.endsWord(bytes[index]) {
      index += 1
    }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    guard index > start else { throw broken("a value is missing") }
    // A word that breaks the grammar of numbers is left to who wants a number:
    // that message can say more.
    let looksLikeNumber = "+-.0123456789NI".utf8.contains(bytes[start])
    guard looksLikeNumber || ["true", "false", "null"].contains(word) else {
      index = start
      throw broken("a text needs quotes, \"\(word)\"")
    }
    return word
  }

  private mutating func list(depth: Int) throws(Broken) -> [SourceNode] {
    index += 1
    var items: [SourceNode] = []
    if skip("]") { return items }
    repeat {
      items.append(try value(depth: depth + 1))
    } while skip(",")
    guard skip("]") else { throw broken("',' or ']' is missing") }
    return items
  }

  private mutating func map(depth: Int) throws(Broken) -> [SourceNode.Entry] {
    index += 1
    var entries: [SourceNode.Entry] = []
    var keys: Set<String> = []
    if skip("}") { return entries }
    repeat {
      skipBlanks()
      let keyPlace = place()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw broken("a key in quotes is missing")
      }
      let key = try string()
      guard skip(":") else { throw broken("':' is missing") }
      let value = try value(depth: depth + 1)
      if keys.insert(key).inserted {
        entries.append(SourceNode.Entry(key: key, keyPlace: keyPlace, value: value))
      } else {
        reporter.error("key \(quoted(key)) stands twice in this map", at: keyPlace)
      }
    } while skip(",")
    guard skip("}") else { throw broken("',' or '}' is missing") }
    return entries
  }
}

extension StrictJSON {
  private mutating func string() throws(Broken) -> String {
    index += 1
    var units: [UInt8] = []
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      guard bytes[index] >= 0x20 else { throw broken("a control character in a text") }
      if bytes[index] == UInt8(ascii: "\\") {
        index += 1
        try appendEscaped(to: &units)
      } else {
        units.append(bytes[index])
        index += 1
      }
    }
    guard index < bytes.count else { throw broken("a text does not end") }
    index += 1
    return String(decoding: units, as: UTF8.self)
  }

  private mutating func appendEscaped(to units: inout [UInt8]) throws(Broken) {
    guard index < bytes.count else { throw broken("a text does not end") }
    let escapes: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
      0x74: 0x09,
    ]
    if let unit = escapes[bytes[index]] {
      index += 1
      units.append(unit)
      return
    }
    guard bytes[index] == UInt8(ascii: "u") else { throw broken("an unknown escape in a text") }
    index += 1
    var code = UInt32(try fourDigits())
    if (0xD800..<0xDC00).contains(code), bytes[index...].starts(with: "\\u".utf8) {
      index += 2
      let low = UInt32(try fourDigits())
      guard (0xDC00..<0xE000).contains(low) else { throw broken("half a surrogate pair") }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw broken("half a surrogate pair") }
    units.append(contentsOf: Character(scalar).utf8)
  }

  private mutating func fourDigits() throws(Broken) -> UInt16 {
    let digits = bytes[index...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let code = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw broken("\\u wants four hexadecimal digits") }
    index += 4
    return code
  }
}
