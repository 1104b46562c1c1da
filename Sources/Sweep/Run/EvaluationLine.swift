internal import Kernels

/// The answer to one line of `sweep evaluate`: a mixture's matrix, or what is
/// wrong with the line, as one line of JSON.
public struct EvaluationLine: Sendable {
  /// The answer.
  public let json: String
  /// Whether the line could not be used.
  public let isError: Bool

  /// Reads a line and evaluates it; `number` is the line's, for messages.
  public init(_ line: String, number: Int) {
    let list = DiagnosticList()
    let source = SourceText(path: "line", text: line, firstLine: number)
    let reporter = Reporter(source: source, list: list)
    let node = StrictJSON.read(line, line: number, reporter)
    let id = node?.idAsJSON ?? "null"
    let reader = MixtureReader(
      values: ValueReader(reporter: reporter, normalizes: false, isYAML: false),
      subject: "mixture")
    if let node, let mixture = reader.read(node), list.errorCount == 0 {
      json = Self.answer(to: mixture, id: id)
      isError = false
    } else {
      let problems = list.diagnostics(mainPath: "line").errors.map(\.message)
      json =
        "{\"id\": \(id), \"line\": \(number), "
        + "\"error\": \(quotedAsJSON(problems.joined(separator: "; ")))}"
      isError = true
    }
  }

  private static func answer(to specification: MixtureSpecification, id: String) -> String {
    var point = WassersteinInformationStudy.origin
    point.mixture = specification
    let outcome = WassersteinInformationStudy.evaluate(point)
    let order = outcome.matrix.rowCount
    var parts = ["\"id\": \(id)"]
    for output in WassersteinInformationStudy.outputs where output.isOptional {
      let dimensions = output.dimensions(point)
      let name = output.declaration.name
      guard dimensions == ["theta", "theta_column"] || name == "ratio" else { continue }
      let isWhole = output.type != .float64
      func number(_ i: Int, _ j: Int) -> String {
        let value = output.value(outcome, i, j)
        guard value.isFinite else { return "null" }
        return isWhole ? "\(Int(value))" : "\(value)"
      }
      let written: String
      if dimensions.count == 2 {
        written = list(order) { i in list(order) { j in number(i, j) } }
      } else {
        written = outcome.ratios == nil ? "null" : list(order) { number($0, 0) }
      }
      parts.append("\"\(name)\": \(written)")
    }
    parts.append("\"status\": \"\(outcome.status)\"")
    return "{\(parts.joined(separator: ", "))}"
  }

  private static func list(_ count: Int, _ element: (Int) -> String) -> String {
    "[\((0..<count).map(element).joined(separator: ", "))]"
  }
}

extension SourceNode {
  /// The value under `id`, as it was written.
  fileprivate var idAsJSON: String? {
    guard case .map(let entries) = content,
      let id = entries.first(where: { $0.key == "id" })?.value
    else { return nil }
    switch id.content {
    case .word(let word): return word
    case .text(let text): return quotedAsJSON(text)
    case .list, .map, .refused: return nil
    }
  }
}
