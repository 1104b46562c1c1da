extension FormReader {
  /// Values that are written out.
  func list(_ items: [SourceNode], at place: Place) -> AxisValues? {
    guard !items.isEmpty else {
      reporter.error(
        "\(subject): the list is empty", help: "an axis has at least one value", at: place)
      return nil
    }
    guard hasAllowedCount(items.count, at: place) else { return nil }
    func all<Value>(_ read: (SourceNode) -> Value?) -> [Value]? {
      var all: [Value] = []
      all.reserveCapacity(items.count)
      for item in items {
        if let value = read(item) {
          all.append(value)
        }
      }
      return all.count == items.count ? all : nil
    }
    switch input.kind {
    case .real(let range):
      return all { values.real($0, in: range, subject) }.map(AxisValues.reals)
    case .integer(let range):
      return all { values.integer($0, in: range, subject) }.map(AxisValues.integers)
    case .choice(let words):
      return all { values.choice($0, among: words, subject) }.map(AxisValues.choices)
    case .boolean:
      return all { values.boolean($0, subject) }.map(AxisValues.booleans)
    case .weights, .scales:
      let isWeights = input.kind == .weights
      if case .word? = items.first?.content, items.count > 1 {
        reporter.error(
          "\(subject): a list of \(isWeights ? "weights " : "")vectors is wanted, not a list of "
            + "numbers",
          help: "one vector is written   \(isWeights ? "[[0.25, 0.75]]" : "[[1.0, 3.0]]")",
          at: place)
        return nil
      }
      return all { isWeights ? values.weights($0, subject) : values.scales($0, subject) }
        .flatMap { joined($0, items) }
    case .mixture:
      let reader = MixtureReader(values: values, subject: subject)
      // They may differ in size: results are padded to the largest.
      return all(reader.read).map { .mixtures($0) }
    case .numbers(let declared):
      return all { numberList($0, declared) }.map { .numberLists($0) }
    case .words(let words):
      return all { wordList($0, among: words) }.map { .wordLists($0) }
    case .terms(let declared):
      let reader = termReader(declared)
      return all(reader.read).map { .termLists($0) }
    }
  }

  private func joined(_ vectors: [[Double]], _ items: [SourceNode]) -> AxisValues? {
    guard let count = vectors.first?.count else { return nil }
    if let other = vectors.firstIndex(where: { $0.count != count }) {
      reporter.error(
        "\(subject): \(vectors[other].count) \(input.kind == .weights ? "weights" : "numbers"), where the first vector has \(count)",
        help: "a grid has one number of components; use one sweep for each",
        at: items[other].place)
      return nil
    }
    return .vectors(components: count, vectors.flatMap(\.self))
  }

  /// Mixtures in a file of their own, one line of JSON each.
  func file(_ node: SourceNode) -> AxisValues? {
    guard let name = values.fileName(node, subject, help: "write   file: mixtures.jsonl")
    else { return nil }
    let path = NamedFiles.path(of: name, beside: reporter.source.path)
    guard let text = files.text(at: path, values, subject, node.place) else { return nil }
    let source = SourceText(path: path, text: text)
    let fileReporter = Reporter(source: source, list: reporter.list)
    let fileValues = ValueReader(
      reporter: fileReporter, normalizes: values.normalizes, isYAML: false)
    let reader = MixtureReader(values: fileValues, subject: subject)
    let begin = text.drop(while: \.isWhitespace)
    guard begin.first != "[", begin.prefix(while: { !$0.isNewline }) != "{" else {
      fileReporter.error(
        "\(subject): \(begin.first == "[" ? "a list of mixtures" : "a mixture over several lines") stands "
          + "where each line is one mixture",
        help: "one object a line: in Python   file.write(json.dumps(mixture) + \"\\n\")   for each",
        at: Place(line: 1, column: 1))
      return nil
    }
    var mixtures: [MixtureSpecification] = []
    var hasAll = true
    for (index, line) in SourceText.lines(of: source.text).enumerated()
    where !line.allSatisfy(\.isWhitespace) {
      guard let value = StrictJSON.read(line, line: index + 1, fileReporter),
        let mixture = reader.read(value)
      else {
        hasAll = false
        continue
      }
      mixtures.append(mixture)
    }
    guard hasAll else { return nil }
    guard !mixtures.isEmpty else {
      reporter.error("\(subject): the file \(quoted(path)) has no mixtures", at: node.place)
      return nil
    }
    return hasAllowedCount(mixtures.count, at: node.place) ? .mixtures(mixtures) : nil
  }
}
