extension String {
  /// The text without what a terminal obeys; lines stay.
  ///
  /// Names and texts of files may be anything: control characters, and those that turn the direction of
  /// writing, are escaped as in JSON.
  var printable: String { escaped { $0 == "\n" || $0 == "\t" } }

  /// The same on one line.
  var onOneLine: String { escaped { _ in false } }

  private func escaped(unless isAllowed: (Unicode.Scalar) -> Bool) -> String {
    // Most texts have none of these bytes, and a look at them costs little.
    guard utf8.contains(where: { $0 < 0x20 || [0x7F, 0xC2, 0xD8, 0xE2].contains($0) }) else {
      return self
    }
    var text = ""
    var scalars = unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      let isEndOfLine = scalar == "\r" && scalars.first == "\n" && isAllowed("\n")
      if scalar.isObeyed, !isAllowed(scalar), !isEndOfLine {
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension Unicode.Scalar {
  fileprivate var isObeyed: Bool {
    switch value {
    // Marks, embeddings and isolates of direction; separators of lines and paragraphs.
    case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: properties.generalCategory == .control
    }
  }
}
