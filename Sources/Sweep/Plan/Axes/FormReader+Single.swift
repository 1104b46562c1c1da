extension FormReader {
  /// A value that does not vary.
  func single(_ node: SourceNode) -> InputValue? {
    switch input.kind {
    case .real(let range): values.real(node, in: range, subject).map(InputValue.real)
    case .integer(let range): values.integer(node, in: range, subject).map(InputValue.integer)
    case .choice(let words): values.choice(node, among: words, subject).map(InputValue.choice)
    case .boolean: values.boolean(node, subject).map(InputValue.boolean)
    case .weights: values.weights(node, subject).map(InputValue.vector)
    case .scales: values.scales(node, subject).map(InputValue.vector)
    case .mixture:
      MixtureReader(values: values, subject: subject).read(node).map(InputValue.mixture)
    case .numbers(let list): numberList(node, list).map(InputValue.numbers)
    case .words(let words): wordList(node, among: words).map(InputValue.words)
    case .terms(let terms): termReader(terms).read(node).map(InputValue.terms)
    }
  }

  /// The reader of sums of terms; one without terms is allowed where that is the standard.
  func termReader(_ terms: [TermDeclaration]) -> TermReader {
    TermReader(
      values: values, files: files, terms: terms, mayBeEmpty: input.standard == .terms([]),
      subject: subject)
  }

  /// A list of numbers, written out or in any form that an axis of numbers has.
  func numberList(_ node: SourceNode, _ list: NumberList) -> [Double]? {
    let number = InputDeclaration(input.name, .real(list.range), input.summary)
    let reader = FormReader(values: values, input: number, subject: subject, files: files)
    var numbers: [Double] = []
    // To an axis, an empty list is a mistake of another kind.
    if node.listCount != 0 {
      guard case .reals(let read)? = reader.read(node)?.values else { return nil }
      numbers = read
    }
    guard list.counts.contains(numbers.count) else {
      reporter.error(
        "\(subject): \(numbers.count) \(numbers.count == 1 ? "number" : "numbers")",
        help: "what is wanted is " + wanted(input.kind), at: node.place)
      return nil
    }
    return !list.isAscending || ascends(numbers, node) ? numbers : nil
  }

  private func ascends(_ numbers: [Double], _ node: SourceNode) -> Bool {
    var ascends = true
    for position in numbers.indices.dropFirst() where numbers[position] <= numbers[position - 1] {
      let place = node.place(ofItem: position)
      // Where the numbers are not written out, all of them stand in one place.
      if !ascends, place == node.place { break }
      ascends = false
      reporter.error(
        "\(subject): the numbers must ascend, and \(numbers[position]) follows "
          + "\(numbers[position - 1])",
        help: "what is wanted is " + wanted(input.kind), at: place)
    }
    return ascends
  }

  /// A list of different words; one word by itself is a list of one.
  func wordList(_ node: SourceNode, among words: [String]) -> [String]? {
    guard case .list(let items) = node.content else {
      return values.choice(node, among: words, subject).map { [$0] }
    }
    var read: [String] = []
    var hasAll = true
    for item in items {
      guard let word = values.choice(item, among: words, subject) else {
        hasAll = false
        continue
      }
      if read.contains(word) {
        hasAll = false
        reporter.error(
          "\(subject): \(quoted(word)) stands twice", help: "each word stands once",
          at: item.place)
      }
      read.append(word)
    }
    return hasAll ? read : nil
  }
}
