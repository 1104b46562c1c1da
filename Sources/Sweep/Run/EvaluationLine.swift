internal import Kernels

/// The answer to one line of `sweep evaluate`: a mixture's matrices, or what is
/// wrong with the line, as one line of JSON.
public struct EvaluationLine: Sendable {
  /// The answer.
  public let json: String
  /// Whether the line could not be used.
  public let isError: Bool
  /// Whether the mixture has an answer that is not `ok`.
  public let isTroubled: Bool

  /// Reads a line and evaluates it; `number` is the line's, for messages.
  public init(_ line: String, number: Int, outputs: EvaluationOutputs = .standard) {
    let read = MixtureLine(line, number: number)
    let id = read.idAsJSON ?? "null"
    switch read.mixture {
    case .success(let mixture):
      let (answer, status) = outputs.answer(to: mixture)
      json = "{\"id\": \(id), \(answer)}"
      isError = false
      isTroubled = status != .ok
    case .failure(let diagnostics):
      let problems = diagnostics.errors.map(\.message).joined(separator: "; ")
      json =
        "{\"id\": \(id), \"line\": \(number), \"error\": \(quotedAsJSON(problems))}"
      isError = true
      isTroubled = false
    }
  }
}

/// What `sweep evaluate` gives of each mixture.
public struct EvaluationOutputs: Sendable {
  private typealias Study = WassersteinInformationStudy

  private let names: Set<String>

  /// The Wasserstein information matrix in θ and its ratio to the scaling factor.
  public static let standard = Self(Study.wasserstein.names + ["ratio"])

  /// The names that may be asked for: matrices, and outputs that are no part of one.
  public static var known: [String] {
    let parts = Set(Study.matrices.flatMap(\.names))
    let others = Study.outputs.filter(\.isOptional).map(\.declaration.name)
    return Study.matrices.map(\.name) + others.filter { !parts.contains($0) }
  }

  /// The outputs of the given names, a matrix with the signs, logarithms and error estimates
  /// of its entries: JSON has no number for what a double cannot hold.
  ///
  /// - Throws: `UnknownOutput`.
  public init(named names: [String]) throws(UnknownOutput) {
    var all: [String] = []
    for name in names {
      guard Self.known.contains(name) else { throw UnknownOutput(name: name) }
      all += Study.matrices.first { $0.name == name }?.names ?? [name]
    }
    self.init(all)
  }

  private init(_ names: [String]) { self.names = Set(names) }

  /// A name that is none of the `known` ones.
  public struct UnknownOutput: Error, CustomStringConvertible {
    let name: String

    /// What is wrong and what would be right.
    public var description: String {
      "evaluate has no output \(quoted(name)): "
        + suggestion(for: name, among: EvaluationOutputs.known)
    }
  }

  /// The values of a mixture as members of a JSON object, and their status.
  fileprivate func answer(
    to mixture: MixtureSpecification
  ) -> (members: String, status: PointStatus) {
    let count = mixture.weights.count
    var point = Study.origin(for: OutputRequest(outputs: names, componentCount: count))
    point.mixture = mixture
    let outcome = Study.evaluate(point)
    let inner = Study.innerDimensions(at: point, componentCount: count)
    var members: [String] = []
    for output in Study.outputs where names.contains(output.declaration.name) {
      let sizes = output.dimensions(point).map { name in
        inner.first { $0.name == name }?.size ?? 1
      }
      members.append(
        "\"\(output.declaration.name)\": \(Self.json(output, of: outcome, sizes: sizes))")
    }
    members.append("\"status\": \"\(outcome.status)\"")
    return (members.joined(separator: ", "), outcome.status)
  }

  private static func json(
    _ output: Output<Study.Point, Study.Outcome>, of outcome: Study.Outcome, sizes: [Int]
  ) -> String {
    let (rows, columns) = (sizes.first ?? 1, sizes.dropFirst().first ?? 1)
    let values = (0..<(rows * columns)).map { output.value(outcome, $0 / columns, $0 % columns) }
    // Not a list of nulls for what this mixture does not have at all.
    if output.attributes.contains(where: { $0.name == nanMeaningAttribute }),
      values.allSatisfy(\.isNaN)
    {
      return "null"
    }
    func number(_ value: Double) -> String {
      guard value.isFinite else { return "null" }
      return output.type == .float64 ? "\(value)" : "\(Int(value))"
    }
    func list(_ members: [String]) -> String { "[\(members.joined(separator: ", "))]" }
    switch sizes.count {
    case 0: return number(values[0])
    case 1: return list(values.map(number))
    default:
      return list(
        (0..<rows).map { row in
          list(values[(row * columns)..<((row + 1) * columns)].map(number))
        })
    }
  }
}
