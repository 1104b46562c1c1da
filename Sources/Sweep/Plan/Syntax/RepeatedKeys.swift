/// A YAML text in which keys that stand twice in a map are masked.
///
/// Yams refuses a map with a repeated key before it says where the keys are,
/// and stops there. Replacing such a key by as many private-use characters
/// moves nothing, so that the text is read to its end and all its mistakes are
/// found; the reader then puts the key back.
struct RepeatedKeys {
  /// The text with the masks.
  private(set) var text: String
  /// The masked keys by their place.
  private(set) var keys: [Place: String] = [:]

  /// More repeated keys than this are not worth finding one by one.
  private static let maximum = 20

  /// A text without masks.
  init(_ text: String) {
    self.text = text
  }

  /// Masks the key that stands at a place.
  ///
  /// Returns whether that could be done: not for a key with escapes in it, for
  /// instance.
  mutating func mask(_ key: String, at place: Place) -> Bool {
    let number = UInt32(keys.count)
    guard !key.isEmpty, number < Self.maximum, keys[place] == nil else { return false }
    let lines = SourceText.lines(of: text)
    guard lines.indices.contains(place.line - 1) else { return false }
    let line = lines[place.line - 1].unicodeScalars
    guard
      var start = line.index(line.startIndex, offsetBy: place.column - 1, limitedBy: line.endIndex),
      start < line.endIndex
    else { return false }
    if line[start] == "\"" || line[start] == "'" {
      start = line.index(after: start)
    }
    let scalars = key.unicodeScalars
    guard line[start...].starts(with: scalars),
      let end = line.index(start, offsetBy: scalars.count, limitedBy: line.endIndex)
    else { return false }
    // U+E000 and what follows are for private use; the first numbers the masks.
    var mask = String.UnicodeScalarView()
    mask.append(Unicode.Scalar(0xE000 + number) ?? "\u{E000}")
    mask.append(contentsOf: repeatElement("\u{F8FF}", count: scalars.count - 1))
    text.unicodeScalars.replaceSubrange(start..<end, with: mask)
    keys[place] = key
    return true
  }
}
