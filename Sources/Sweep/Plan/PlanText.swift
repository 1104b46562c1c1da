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
      text += "    \(quotedAsJSON(name)): \(fixed[name].map(json) ?? "null")"
    }
    text += "},\n  \"outputs\": \(json(outputs, quotedAsJSON))\n}\n"
    return text
  }
}

extension AxisValues {
  fileprivate func appendJSON(to text: inout String) {
    switch self {
    case .reals(let values): append(values, to: &text) { "\($0)" }
    case .integers(let values): append(values, to: &text) { "\($0)" }
    case .choices(let values): append(values, to: &text, quotedAsJSON)
    case .booleans(let values): append(values, to: &text) { "\($0)" }
    case .weights(let components, let values):
      append(stride(from: 0, to: values.count, by: components), to: &text) { start in
        json(values[start..<start + components]) { "\($0)" }
      }
    case .mixtures(let values): append(values, to: &text, json)
    }
  }

  private func append<Values: Sequence>(
    _ values: Values, to text: inout String, _ written: (Values.Element) -> String
  ) {
    text += "["
    var isFirst = true
    for value in values {
      if !isFirst {
        text += ", "
      }
      isFirst = false
      text += written(value)
    }
    text += "]"
  }
}

private func json<Values: Sequence>(
  _ values: Values, _ written: (Values.Element) -> String
) -> String {
  "[" + values.map(written).joined(separator: ", ") + "]"
}

private func json(_ value: InputValue) -> String {
  switch value {
  case .real(let number): "\(number)"
  case .integer(let number): "\(number)"
  case .choice(let word): quotedAsJSON(word)
  case .boolean(let value): "\(value)"
  case .weights(let weights): json(weights) { "\($0)" }
  case .mixture(let mixture): json(mixture)
  }
}

private func json(_ mixture: MixtureSpecification) -> String {
  let id = mixture.id.map { "\"id\": \(quotedAsJSON($0)), " } ?? ""
  return "{\(id)\"weights\": \(json(mixture.weights) { "\($0)" }), "
    + "\"means\": \(json(mixture.means) { "\($0)" }), "
    + "\"scales\": \(json(mixture.scales) { "\($0)" }), "
    + "\"family\": \(json(mixture.families) { quotedAsJSON($0.rawValue) })}"
}
