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
      let help = suggestion(for: self.experiment, among: Catalogue.declarations.map(\.name))
      throw ValidationError("there is no experiment '\(self.experiment)'; \(help)")
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
    let required = declaration.inputs.filter { $0.standard == nil }.map(\.name)
    let sets = declaration.inputSets.isEmpty ? [required] : declaration.inputSets
    let ways = sets.map { $0.joined(separator: ", ") }.joined(separator: "; or ")
    Terminal.write(
      """
      \(declaration.name): \(declaration.summary)
      source: \(experiment.reference)

      \(inputs.rendered)

      \(declaration.termTables)to be given: \(ways)

      \(outputs.rendered)

      A sweep file without `outputs:` stores the standard ones.

      """)
  }
}

extension ExperimentDeclaration {
  /// A table of the terms of each input that takes some, with a blank line after each.
  fileprivate var termTables: String {
    inputs.map { input in
      let lines = input.kind.termLines
      guard !lines.isEmpty else { return "" }
      var table = Table(
        columns: [.left("\(input.name) of"), .left("parameter"), .left("takes"), .left("is")])
      for line in lines { table.append(line) }
      return table.rendered + "\n\n"
    }.joined()
  }
}
