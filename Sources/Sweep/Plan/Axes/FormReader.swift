/// Reads all values of one input along an axis, in whichever form they are
/// written.
struct FormReader {
  let values: ValueReader
  let input: InputDeclaration
  /// Whose values they are, in messages.
  let subject: String
  let files: NamedFiles

  var reporter: Reporter { values.reporter }

  /// The word for the form, and the values; no values if any is wrong.
  func read(_ node: SourceNode) -> (form: String, values: AxisValues)? {
    switch node.content {
    case .refused: return nil
    case .word, .text: return list([node], at: node.place).map { ("list", $0) }
    case .list(let items): return list(items, at: node.place).map { ("list", $0) }
    case .map(let entries):
      let isMixture = ["weights", "means", "scales"].contains { key in
        entries.contains { $0.key == key }
      }
      if input.kind == .mixture, isMixture {
        return list([node], at: node.place).map { ("list", $0) }
      }
      if case .terms = input.kind, !entries.contains(where: { forms.contains($0.key) }) {
        return list([node], at: node.place).map { ("list", $0) }
      }
      guard let form = form(of: entries, at: node.place) else { return nil }
      return values(form, entries, at: node.place).map { (form, $0) }
    }
  }

  /// The forms that an input of this kind may be written in.
  private var forms: [String] {
    switch input.kind {
    case .real, .integer: NumberForm.allCases.map(\.rawValue) + ["range", "values", "concat"]
    case .choice, .boolean, .scales, .numbers, .words, .terms: ["values", "concat"]
    case .weights: ["simplex", "values", "concat"]
    case .mixture: ["file", "values", "concat"]
    }
  }

  private static let allForms =
    NumberForm.allCases.map(\.rawValue) + ["range", "values", "concat", "simplex", "file", "zip"]

  private func form(of entries: [SourceNode.Entry], at place: Place) -> String? {
    let named = entries.filter { Self.allForms.contains($0.key) }
    guard let form = named.first else {
      reporter.error(
        "\(subject): no form of values is named",
        help: entries.first.map { suggestion(for: $0.key, among: forms) }
          ?? "known: \(forms.joined(separator: ", "))",
        at: entries.first?.keyPlace ?? place)
      return nil
    }
    if named.count > 1 {
      reporter.error(
        "\(subject): two forms at once, '\(form.key)' and '\(named[1].key)'",
        help: "join them with   {concat: [{\(form.key): …}, {\(named[1].key): …}]}",
        at: named[1].keyPlace)
      return nil
    }
    guard forms.contains(form.key) else {
      reporter.error(
        form.key == "zip"
          ? "\(subject): a zip stands directly under axes, not within other forms"
          : "\(subject): the form '\(form.key)' does not give what '\(input.name)' takes",
        help:
          "'\(input.name)' takes \(wanted(input.kind)); known: \(forms.joined(separator: ", "))",
        at: form.keyPlace)
      return nil
    }
    return form.key
  }

  private func values(
    _ form: String, _ entries: [SourceNode.Entry], at place: Place
  ) -> AxisValues? {
    let companion =
      NumberForm(rawValue: form) != nil ? ["count"] : form == "range" ? ["step"] : []
    let known = KnownEntries(entries, [form] + companion, in: "\(subject): '\(form)'", reporter)
    guard let node = known[form] else { return nil }
    switch form {
    case "range": return range(node, known, at: place)
    case "simplex": return simplex(node)
    case "file": return file(node)
    case "concat": return concat(node)
    case "values":
      guard case .list(let items) = node.content else {
        if case .refused = node.content { return nil }
        reporter.error(
          "\(subject): 'values' is a list, not \(node.kindName)", at: node.place)
        return nil
      }
      return list(items, at: node.place)
    default:
      return NumberForm(rawValue: form).flatMap { numbers($0, node, known, at: place) }
    }
  }

  private func concat(_ node: SourceNode) -> AxisValues? {
    guard case .list(let items) = node.content, !items.isEmpty else {
      if case .refused = node.content { return nil }
      reporter.error(
        "\(subject): 'concat' is a list of forms, not \(node.kindName)",
        help: "write   {concat: [[0.0], {linear: [1.0, 2.0], count: 5}]}", at: node.place)
      return nil
    }
    let parts = items.compactMap { read($0)?.values }
    guard parts.count == items.count else { return nil }
    let count = parts.reduce(0) { $0 + $1.count }
    guard hasAllowedCount(count, at: node.place) else { return nil }
    guard let joined = AxisValues.joined(parts) else {
      reporter.error(
        "\(subject): the parts have different numbers of components",
        help: "a grid has one number of components; use one sweep for each", at: node.place)
      return nil
    }
    return joined
  }

  /// Whether an axis may hold so many values.
  func hasAllowedCount(_ count: Int, at place: Place) -> Bool {
    if count > SweepFile.maximumAxisCount {
      reporter.error(
        "\(subject): \(count) values are too many",
        help: "an axis has at most \(SweepFile.maximumAxisCount)", at: place)
      return false
    }
    return true
  }
}
