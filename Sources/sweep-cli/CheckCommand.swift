import ArgumentParser
import Sweep

/// `sweep check`: reads a sweep file and reports every mistake at once.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a sweep file; report every mistake at once.")

  @OptionGroup var input: SweepFileArgument

  func run() throws {
    let study = try input.study()
    Terminal.write(
      "\(input.file): \(study.file.experiment), \(study.grid.pointCount.grouped) points, no errors\n"
    )
  }
}
