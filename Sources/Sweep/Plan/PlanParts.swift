/// A plan text taken apart; values are the JSON they were.
struct PlanParts {
  struct Axis {
    let name: String
    let columns: [(input: String, values: [String])]
  }

  let format: String
  let numerics: String
  let experiment: String
  let axes: [Axis]
  let fixed: [String: String]
  let outputs: [String]

  /// The plan of a text; none if it is no plan.
  init?(_ text: String) {
    let silent = Reporter(source: SourceText(path: "plan", text: text), list: DiagnosticList())
    guard let root = StrictJSON.read(text, silent), let format = root["format"]?.written,
      let numerics = root["numerics"]?.written,
      case .text(let experiment)? = root["experiment"]?.content,
      case .list(let axes)? = root["axes"]?.content,
      case .map(let fixed)? = root["fixed"]?.content,
      case .list(let outputs)? = root["outputs"]?.content
    else { return nil }
    self.format = format
    self.numerics = numerics
    self.experiment = experiment
    self.axes = axes.compactMap(Self.axis)
    self.fixed = Dictionary(fixed.map { ($0.key, $0.value.written) }) { first, _ in first }
    self.outputs = outputs.map(\.written)
    let isWhole = self.axes.allSatisfy { axis in
      axis.columns.allSatisfy { $0.values.count == axis.columns[0].values.count }
    }
    guard self.axes.count == axes.count, isWhole else { return nil }
  }

  private static func axis(_ node: SourceNode) -> Axis? {
    guard case .text(let name)? = node["name"]?.content,
      case .list(let columns)? = node["columns"]?.content
    else { return nil }
    return Axis(
      name: name,
      columns: columns.compactMap { column in
        guard case .text(let input)? = column["input"]?.content,
          case .list(let values)? = column["values"]?.content
        else { return nil }
        return (input, values.map(\.written))
      })
  }
}

extension SourceNode {
  /// The value of a key.
  fileprivate subscript(key: String) -> SourceNode? {
    guard case .map(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The value on one line, words without quotes.
  fileprivate var written: String {
    switch content {
    case .word(let word): word
    case .text(let text): text
    case .list(let items): "[\(items.map(\.written).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\($0.key): \($0.value.written)" }.joined(separator: ", "))}"
    case .refused: ""
    }
  }
}
