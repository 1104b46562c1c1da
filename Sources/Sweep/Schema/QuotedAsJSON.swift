/// A text as JSON writes it.
public func quotedAsJSON(_ text: String) -> String {
  var written = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": written += "\\\""
    case "\\": written += "\\\\"
    case "\n": written += "\\n"
    case "\t": written += "\\t"
    case "\r": written += "\\r"
    case "\u{0}"..<" ":
      let digits = String(scalar.value, radix: 16)
      written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: written.unicodeScalars.append(scalar)
    }
  }
  return written + "\""
}
