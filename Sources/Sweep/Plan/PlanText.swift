extension SweepFile {
  /// The plan as JSON: all that determines the results and nothing else.
  ///
  /// Two sweep files have the same text if and only if they ask for the same
  /// results in the same places. The name, the path, comments, the spelling of
  /// numbers, the forms of axes, the order of keys under `fixed` and the
  /// checkpoint do not enter. Numbers are the shortest that read as the same
  /// double.
  public func planJSON() -> String {
    var text = "{\n  \"format\": \(Self.formatVersion),\n  \"numerics\": \(numericsVersion),\n"
    text += "  \"experiment\": \(quotedAsJSON(experiment)),\n  \"axes\": ["
    for (index, axis) in axes.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += "    {\"name\": \(quotedAsJSON(axis.name)), \"columns\": ["
      // The columns of a zip are a map: their order means nothing.
      let columns = axis.columns.sorted { $0.input < $1.input }
      for (index, column) in columns.enumerated() {
        text += index == 0 ? "\n" : ",\n"
        text += "      {\"input\": \(quotedAsJSON(column.input)), \"values\": "
        column.values.appendJSON(to: &text)
        text += "}"
      }
      text += "]}"
    }
    text += "],\n  \"fixed\": {"
    for (index, name) in fixed.keys.sorted().enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += "    \(quotedAsJSON(name)): "
      fixed[name]?.appendJSON(to: &text)
    }
    text += "},\n  \"outputs\": "
    appendList(outputs, to: &text) { $1 += quotedAsJSON($0) }
    text += "\n}\n"
    return text
  }
}

// Everything is appended to the one text: a text for each of a million numbers would take
// longer than the numbers.

extension AxisValues {
  fileprivate func appendJSON(to text: inout String) {
    // A double takes up to 24 characters, most take fewer than 20.
    text.reserveCapacity(text.utf8.count + 20 * numberCount)
    switch self {
    case .reals(let values): appendList(values, to: &text, append)
    case .integers(let values): appendList(values, to: &text) { $1 += "\($0)" }
    case .choices(let values): appendList(values, to: &text) { $1 += quotedAsJSON($0) }
    case .booleans(let values): appendList(values, to: &text) { $1 += "\($0)" }
    case .vectors(let components, let values):
      appendList(stride(from: 0, to: values.count, by: components), to: &text) { start, text in
        appendList(values[start..<start + components], to: &text, append)
      }
    case .mixtures(let values): appendList(values, to: &text, append)
    case .numberLists(let values):
      appendList(values, to: &text) { appendList($0, to: &$1, append) }
    case .wordLists(let values):
      appendList(values, to: &text) { appendList($0, to: &$1) { $1 += quotedAsJSON($0) } }
    case .termLists(let values):
      appendList(values, to: &text) { appendList($0, to: &$1, append) }
    }
  }
}

extension AxisValues {
  /// How many numbers the values consist of, where that is known without counting.
  private var numberCount: Int {
    switch self {
    case .vectors(_, let values): values.count
    default: count
    }
  }
}

private func appendList<Values: Sequence>(
  _ values: Values, to text: inout String, _ append: (Values.Element, inout String) -> Void
) {
  text += "["
  var isFirst = true
  for value in values {
    if !isFirst {
      text += ", "
    }
    isFirst = false
    append(value, &text)
  }
  text += "]"
}

private func append(_ number: Double, to text: inout String) { number.write(to: &text) }

private func append(_ mixture: MixtureSpecification, to text: inout String) {
  text += "{"
  if let id = mixture.id { text += "\"id\": \(quotedAsJSON(id)), " }
  text += "\"weights\": "
  appendList(mixture.weights, to: &text, append)
  text += ", \"means\": "
  appendList(mixture.means, to: &text, append)
  text += ", \"scales\": "
  appendList(mixture.scales, to: &text, append)
  text += ", \"family\": "
  appendList(mixture.families, to: &text) { $1 += quotedAsJSON($0.rawValue) }
  text += "}"
}

/// A term as a sweep file has it, with every parameter, and with the digest of a file's numbers
/// beside its name: the same name over other numbers is another plan.
private func append(_ term: Term, to text: inout String) {
  text += "{\(quotedAsJSON(term.name)): {"
  var separator = ""
  for (name, values) in term.parameters.sorted(by: { $0.key < $1.key }) {
    text += "\(separator)\(quotedAsJSON(name)): "
    if values.count == 1 {
      append(values[0], to: &text)
    } else {
      appendList(values, to: &text, append)
    }
    separator = ", "
  }
  if let samples = term.samples {
    text += "\(separator)\"samples\": {\"file\": \(quotedAsJSON(samples.file)), "
    text += "\"sha256\": \(quotedAsJSON(samples.sha256)), \"shape\": "
    appendList(samples.shape, to: &text) { $1 += "\($0)" }
    text += "}"
  }
  text += "}}"
}

extension InputValue {
  fileprivate func appendJSON(to text: inout String) {
    switch self {
    case .real(let number): append(number, to: &text)
    case .integer(let number): text += "\(number)"
    case .choice(let word): text += quotedAsJSON(word)
    case .boolean(let value): text += "\(value)"
    case .vector(let vector): appendList(vector, to: &text, append)
    case .mixture(let mixture): append(mixture, to: &text)
    case .numbers(let numbers): appendList(numbers, to: &text, append)
    case .words(let words): appendList(words, to: &text) { $1 += quotedAsJSON($0) }
    case .terms(let terms): appendList(terms, to: &text, append)
    }
  }
}
