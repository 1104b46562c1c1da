import ArgumentParser
import Sweep

/// The program: a verb and its arguments.
@main
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Information matrices of mixtures over parameter grids, in parallel, into HDF5.",
    discussion: """
      A YAML file names an experiment and its axes; `sweep run FILE -o OUT.h5` computes every \
      point on all cores and leaves one HDF5 file for h5py and xarray. Running the same command \
      again continues where it was stopped.
      """,
    version: engineVersion,
    subcommands: [
      CheckCommand.self, PlanCommand.self, PointCommand.self, RunCommand.self, StatusCommand.self,
      ErrorsCommand.self, MergeCommand.self, ShowCommand.self, OrderCommand.self, DiffCommand.self,
      VerifyCommand.self, ListCommand.self, DescribeCommand.self, EvaluateCommand.self,
      SlurmCommand.self,
    ])

  static func main() {
    InstructionSet.requireSupport()
    Terminal.ignoreSignalsOfWriting()
    HDF5Guard.install { words, count in Terminal.die(of: words, count) }
    do {
      try requireVerb()
      var command = try parseAsRoot()
      do {
        try command.run()
      } catch let error as ValidationError {
        // Beside what shows only now, ArgumentParser would print the usage of `sweep`, not of the verb.
        Terminal.flush()
        Terminal.say("error: \(error.message)")
        throw ExitStatus.usage.exit
      }
      Terminal.flush()
    } catch {
      Terminal.flush()
      exit(withError: error)
    }
  }

  /// Refuses a first word that is no verb: ArgumentParser would count all words that are "unexpected".
  private static func requireVerb() throws {
    let verbs = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"),
      !verbs.contains(word)
    else { return }
    if word == "version" {
      Terminal.write("\(engineVersion)\n")
      Terminal.flush()
      throw ExitCode.success
    }
    if [".yaml", ".yml"].contains(where: word.hasSuffix) {
      let output = word.prefix { $0 != "." || word.hasPrefix(".") } + ".h5"
      throw ValidationError(
        "a verb comes first: sweep run \(word.asShellWord) -o \(String(output).asShellWord)")
    }
    throw ValidationError("there is no verb '\(word)'; \(suggestion(for: word, among: verbs))")
  }
}
