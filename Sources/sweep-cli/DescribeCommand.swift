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
    var inputs = Table(columns: [
      .left("input"), .left("needed"), .left("may vary"), .left("takes"), .left("is"),
    ])
    for input in declaration.inputs {
      inputs.append([
        input.name, declaration.need(of: input), input.canVary ? "yes" : "no",
        input.kind.described,
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
    Terminal.write(
      """
      \(Terminal.paragraph("\(declaration.name): \(declaration.summary)"))\
      \(Terminal.paragraph("source: \(experiment.reference)"))
      \(inputs.rendered)

      \(declaration.termTables)\(Terminal.paragraph("to be given: \(declaration.ways)"))
      \(outputs.rendered)

      \(Terminal.paragraph("A sweep file without `outputs:` stores the standard ones."))
      """)
  }
}

extension ExperimentDeclaration {
  /// Whether a sweep file has to give an input: always, in some of the ways to give all, or not.
  fileprivate func need(of input: InputDeclaration) -> String {
    guard input.standard == nil else { return "no" }
    let having = inputSets.filter { $0.contains(input.name) }.count
    return having == 0 || having == inputSets.count ? "yes" : "or others"
  }

  /// What has to be given: what each way needs, and the ways.
  fileprivate var ways: String {
    let always = inputs.filter { need(of: $0) == "yes" }.map(\.name)
    let others = inputSets.map { set in
      set.filter { !always.contains($0) && input(named: $0)?.standard == nil }
    }.filter { !$0.isEmpty }.map { $0.joined(separator: ", ") }
    let ways = others.joined(separator: "; or ")
    return always.isEmpty
      ? ways : always.joined(separator: ", ") + (ways.isEmpty ? "" : "; and \(ways)")
  }

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
