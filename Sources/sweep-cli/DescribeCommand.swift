import ArgumentParser
import Sweep

/// `sweep describe`: the inputs and outputs of an experiment, from its declaration.
struct DescribeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Describe an experiment: its inputs and outputs.")

  @Argument(
    help: "The experiment; `sweep list` names them.",
    completion: .list(Catalogue.declarations.map(\.name)))
  var experiment: String

  func run() throws {
    guard let experiment = Catalogue.experiment(named: experiment) else {
      let names = Catalogue.declarations.map(\.name).joined(separator: ", ")
      throw ValidationError("there is no experiment '\(self.experiment)'; there are: \(names)")
    }
    let declaration = experiment.declaration
    var inputs = Table(columns: [.left("input"), .left("takes"), .left("may vary"), .left("is")])
    for input in declaration.inputs {
      inputs.append([
        input.name, input.kind.described, input.canVary ? "yes" : "no",
        input.summary + (input.standard.map { "; \($0.described) unless given" } ?? ""),
      ])
    }
    var outputs = Table(
      columns: [.left("output"), .left("unit"), .left("standard"), .left("is")])
    for output in declaration.outputs {
      outputs.append([
        output.name, output.unit, output.isStandard ? "yes" : "no", output.summary,
      ])
    }
    let ways = declaration.inputSets.map { $0.joined(separator: ", ") }.joined(separator: "; or ")
    Terminal.write(
      """
      \(declaration.name): \(declaration.summary)
      source: \(experiment.reference)

      \(inputs.rendered)

      to be given: \(ways)

      \(outputs.rendered)

      A sweep file without `outputs:` stores the standard ones.

      """)
  }
}

extension InputKind {
  /// The values taken, in words.
  fileprivate var described: String {
    switch self {
    case .real(let lowest, let highest):
      (lowest == -.infinity ? "a number" : "a number > \(lowest.plain)")
        + (highest == .greatestFiniteMagnitude ? "" : ", ≤ \(highest.plain)")
    case .integer(let range): "a whole number, \(range.lowerBound) … \(range.upperBound)"
    case .choice(let words): words.joined(separator: " | ")
    case .boolean: "true | false"
    case .weights: "weights"
    case .scales: "positive numbers, one a component"
    case .mixture: "mixtures"
    }
  }
}

extension InputValue {
  fileprivate var described: String {
    switch self {
    case .choice(let word): word
    case .boolean(let flag): "\(flag)"
    case .real(let number): number.plain
    case .integer(let number): "\(number)"
    case .vector, .mixture: "one"
    }
  }
}

extension Double {
  /// The number without a fraction of zero.
  fileprivate var plain: String {
    self == rounded() && magnitude < 1e6 ? "\(Int(self))" : "\(self)"
  }
}
