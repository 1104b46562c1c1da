/// Reads sums of terms, each a word with parameters.
struct TermReader {
  let values: ValueReader
  let files: NamedFiles
  /// The words that are known.
  let terms: [TermDeclaration]
  /// Whether a sum may have no terms.
  let mayBeEmpty: Bool
  /// Whose terms they are, in messages.
  let subject: String

  private var reporter: Reporter { values.reporter }
  private var names: [String] { terms.map(\.name) }

  /// The terms of a sum: one, or a list; none if anything is wrong with them.
  func read(_ node: SourceNode) -> [Term]? {
    guard case .list(let items) = node.content else { return term(node).map { [$0] } }
    guard !items.isEmpty || mayBeEmpty else {
      reporter.error(
        "\(subject): the list is empty", help: "at least one term is wanted: \(example)",
        at: node.place)
      return nil
    }
    let sum = items.compactMap(term)
    return sum.count == items.count ? sum : nil
  }

  /// How a term is written, as a help says it.
  private var example: String {
    guard let first = terms.first else { return "there are none" }
    guard let parameter = first.parameters.first else { return first.name }
    let value = parameter.kind == .samples ? "samples.csv" : "…"
    return "{\(first.name): {\(parameter.name): \(value)}}"
  }

  private func term(_ node: SourceNode) -> Term? {
    switch node.content {
    case .word(let word) where !word.isEmpty: return bare(word, node)
    case .text(let text): return bare(text, node)
    case .map(let entries):
      guard let entry = entries.first, entries.count == 1 else {
        reporter.error(
          entries.isEmpty
            ? "\(subject): a term is one word with its parameters, not an empty map"
            : "\(subject): a term is one word with its parameters, not "
              + listing(entries.map { quoted($0.key) }),
          help: "a sum is a list of terms: [{…: {…}}, {…: {…}}]",
          at: entries.dropFirst().first?.keyPlace ?? node.place)
        return nil
      }
      return term(entry.key, entry.keyPlace, entry.value)
    case .refused: return nil
    default:
      reporter.error(
        "\(subject): a term is a word or a map, not \(node.kindName)", help: "write   \(example)",
        at: node.place)
      return nil
    }
  }

  private func bare(_ word: String, _ node: SourceNode) -> Term? {
    term(word, node.place, SourceNode(content: .map([]), place: node.place))
  }

  private func term(_ word: String, _ place: Place, _ node: SourceNode) -> Term? {
    guard let declaration = terms.first(where: { $0.name == word }) else {
      reporter.error(
        "\(subject): \(quoted(word)) is not known", help: suggestion(for: word, among: names),
        at: place)
      return nil
    }
    let subject = "\(subject): \(word)"
    guard case .map(let entries) = node.content else {
      if case .refused = node.content { return nil }
      let known = declaration.parameters.map(\.name)
      reporter.error(
        "\(subject): a map of parameters is wanted, not \(node.kindName)",
        help: known.isEmpty
          ? "it has none: write   \(word)" : "known: \(known.joined(separator: ", "))",
        at: node.place)
      return nil
    }
    return term(declaration, entries, at: place, subject)
  }

  private func term(
    _ declaration: TermDeclaration, _ entries: [SourceNode.Entry], at place: Place,
    _ subject: String
  ) -> Term? {
    let errorCount = reporter.list.errorCount
    let known = KnownEntries(
      entries, declaration.parameters.map(\.name), in: subject, noun: "parameter", reporter)
    var numbers: [String: [Double]] = [:]
    var samples: Samples?
    for parameter in declaration.parameters {
      guard let node = known[parameter.name] else {
        if let standard = parameter.standard {
          numbers[parameter.name] = standard
        } else {
          reporter.error(
            "\(subject) needs the parameter '\(parameter.name)'",
            help: "\(parameter.name): \(parameter.summary), \(wanted(parameter.kind))", at: place)
        }
        continue
      }
      if parameter.kind == .samples {
        samples = SamplesReader(values: values, files: files, subject: subject).read(node)
      } else {
        numbers[parameter.name] = self.numbers(
          node, parameter.kind, "\(subject): \(parameter.name)")
      }
    }
    guard reporter.list.errorCount == errorCount else { return nil }
    return Term(declaration.name, numbers, samples: samples)
  }

  private func numbers(
    _ node: SourceNode, _ kind: TermParameter.Kind, _ subject: String
  ) -> [Double]? {
    switch kind {
    case .number(let range): return values.real(node, in: range, subject).map { [$0] }
    case .integer(let range):
      // Beyond, not every whole number is a double.
      let exact = range.clamped(to: -(1 << 53)...(1 << 53))
      return values.integer(node, in: exact, subject).map { [Double($0)] }
    case .place(let dimensions):
      guard let count = node.listCount else { return values.number(node, subject).map { [$0] } }
      guard count == dimensions else {
        reporter.error(
          "\(subject): \(count) \(count == 1 ? "number" : "numbers")",
          help: "what is wanted is " + wanted(kind), at: node.place)
        return nil
      }
      return values.numbers(node, subject, "numbers")
    case .samples: return nil
    }
  }
}

/// What a parameter takes, as a message says it.
private func wanted(_ kind: TermParameter.Kind) -> String {
  switch kind {
  case .number(let range): wanted(InputKind.real(range))
  case .integer(let range): wanted(InputKind.integer(range))
  case .place(let dimensions):
    dimensions == 1 ? "a finite number" : "a finite number, or a list of \(dimensions)"
  case .samples: "the name of a file with numbers"
  }
}
