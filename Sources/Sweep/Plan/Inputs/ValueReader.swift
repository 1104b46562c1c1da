/// Reads single values and says what is wrong with them.
struct ValueReader {
  let reporter: Reporter
  /// Whether weights are divided by their sum where it is not 1.
  let normalizes: Bool
  /// Whether spellings that only some YAML readers understand are warned of.
  var isYAML = true

  /// A number, whatever its size.
  func number(_ node: SourceNode, _ subject: String) -> Double? {
    literal(node, subject)?.value
  }

  /// A number as its digits say, for what is computed of it.
  func decimal(_ node: SourceNode, _ subject: String) -> ExactDecimal? {
    literal(node, subject).map { ExactDecimal($0.literal) }
  }

  private func literal(
    _ node: SourceNode, _ subject: String
  ) -> (literal: NumberLiteral, value: Double)? {
    guard case .word(let word) = node.content, let literal = NumberLiteral(word) else {
      return fail(whyNotANumber(node.content), subject, node)
    }
    switch literal.real() {
    case .success(let value):
      warn(of: literal, node)
      return (literal, value)
    case .failure(let problem): return fail(problem, subject, node)
    }
  }

  /// A real number in a range.
  func real(_ node: SourceNode, in range: NumberRange, _ subject: String) -> Double? {
    guard let value = number(node, subject) else { return nil }
    guard range.contains(value) else {
      reporter.error(
        "\(subject): \(value) is out of range",
        help: "what is wanted is " + wanted(.real(range)), at: node.place)
      return nil
    }
    return value
  }

  /// A whole number in a range.
  func integer(_ node: SourceNode, in range: ClosedRange<Int>, _ subject: String) -> Int? {
    guard case .word(let word) = node.content, let literal = NumberLiteral(word) else {
      return fail(whyNotANumber(node.content), subject, node)
    }
    switch literal.integer() {
    case .success(let value) where range.contains(value): return value
    case .success(let value):
      reporter.error(
        "\(subject): \(value) is out of range",
        help: "what is wanted is " + wanted(.integer(range)), at: node.place)
      return nil
    case .failure(let problem): return fail(problem, subject, node)
    }
  }

  /// One of a few words.
  func choice(_ node: SourceNode, among words: [String], _ subject: String) -> String? {
    let word: String
    switch node.content {
    case .word(let plain) where !plain.isEmpty: word = plain
    case .text(let text): word = text
    case .refused: return nil
    default:
      reporter.error(
        "\(subject): a word is wanted, not \(node.kindName)",
        help: "known: \(words.joined(separator: ", "))", at: node.place)
      return nil
    }
    guard words.contains(word) else {
      reporter.error(
        "\(subject): \(quoted(word)) is not known", help: suggestion(for: word, among: words),
        at: node.place)
      return nil
    }
    return word
  }

  /// `true` or `false`, and nothing else that some YAML readers take for one.
  func boolean(_ node: SourceNode, _ subject: String) -> Bool? {
    switch node.content {
    case .word("true"): return true
    case .word("false"): return false
    case .refused: return nil
    default:
      reporter.error(
        "\(subject): true or false is wanted, not \(node.kindName)", at: node.place)
      return nil
    }
  }

  private func fail<Value>(
    _ problem: NumberProblem, _ subject: String, _ node: SourceNode
  ) -> Value? {
    if case .refused = node.content { return nil }
    reporter.error("\(subject): \(problem.message)", help: problem.help, at: node.place)
    return nil
  }

  private func warn(of literal: NumberLiteral, _ node: SourceNode) {
    guard isYAML, let spelling = literal.portableSpelling else { return }
    reporter.warning(
      "PyYAML reads \(quoted(literal.text)) as a text", help: "write \(spelling)", at: node.place)
  }
}
