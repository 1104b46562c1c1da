/// What is wrong with a scalar that breaks the grammar of numbers, with the
/// spelling that was probably meant.
func whyNotANumber(_ content: SourceNode.Content) -> NumberProblem {
  switch content {
  case .word(let word):
    return whyNotANumber(word: word)
  case .text(let text):
    return NumberProblem(
      message: "\"\(quoted(text).dropFirst().dropLast())\" is a text, where a number is wanted",
      help: NumberLiteral(text).map { "write \($0.text) without quotes" })
  case .list: return NumberProblem(message: "a list stands where a number is wanted")
  case .map: return NumberProblem(message: "a map stands where a number is wanted")
  case .refused: return NumberProblem(message: "this was refused")
  }
}

private func whyNotANumber(word: String) -> NumberProblem {
  func meant(_ candidate: String) -> String? {
    NumberLiteral(candidate).map { "write \($0.portableSpelling ?? $0.text)" }
  }
  let lowercase = word.lowercased()
  let unsigned = lowercase.drop { $0 == "+" || $0 == "-" }
  if word.isEmpty {
    return NumberProblem(message: "nothing stands where a number is wanted")
  }
  if [".inf", ".nan", "inf", "nan", "infinity"].contains(String(unsigned)) {
    return NumberProblem(message: "\(quoted(word)) is not a finite number")
  }
  if word.hasPrefix("+"), let help = meant(String(word.dropFirst())) {
    return NumberProblem(message: "\(quoted(word)): a number has no leading '+'", help: help)
  }
  if word.contains("_"), let help = meant(word.filter { $0 != "_" }) {
    return NumberProblem(message: "\(quoted(word)): a number has no underscores", help: help)
  }
  if word.contains(","), let help = meant(word.replacing(",", with: ".")) {
    return NumberProblem(message: "\(quoted(word)): the decimal sign is a point", help: help)
  }
  let parts = word.split { " ,;\t".contains($0) }
  if parts.count > 1, parts.allSatisfy({ NumberLiteral(String($0)) != nil }) {
    return NumberProblem(
      message: "\(quoted(word)) is not a number",
      help: "a list is   [\(parts.joined(separator: ", "))]")
  }
  if ["0x", "0o", "0b"].contains(unsigned.prefix(2)) {
    return NumberProblem(message: "\(quoted(word)): numbers are written in base 10")
  }
  if word.contains(":"), word.split(separator: ":").allSatisfy({ NumberLiteral(String($0)) != nil })
  {
    return NumberProblem(
      message: "\(quoted(word)) is not a number here (YAML 1.1 reads it in base 60)")
  }
  let sign = word.hasPrefix("-") ? "-" : ""
  let digits = word.dropFirst(sign.count)
  if digits.first == "0", digits.dropFirst().first?.isNumber == true,
    let help = meant(sign + withoutLeadingZeros(digits))
  {
    return NumberProblem(
      message: "\(quoted(word)): a number has no leading zeros",
      help: help)
  }
  if digits.hasPrefix("."), let help = meant(sign + "0" + digits) {
    return NumberProblem(message: "\(quoted(word)): a digit stands before the point", help: help)
  }
  if let point = word.firstIndex(of: "."),
    let help = meant(word[...point] + "0" + word[word.index(after: point)...])
  {
    return NumberProblem(message: "\(quoted(word)): a digit stands after the point", help: help)
  }
  return NumberProblem(message: "\(quoted(word)) is not a number")
}

private func withoutLeadingZeros(_ digits: Substring) -> String {
  let rest = digits.drop { $0 == "0" }
  return rest.first?.isNumber == true ? String(rest) : "0" + rest
}
