import ArgumentParser
import Sweep

/// `sweep list`: the experiments that sweep files may name.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the experiments.")

  func run() {
    var table = Table(columns: [.left("experiment"), .left("computes")])
    for declaration in Catalogue.declarations {
      table.append([declaration.name, declaration.summary])
    }
    Terminal.write(table.rendered + "\n")
  }
}
