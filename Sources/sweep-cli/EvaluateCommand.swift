import ArgumentParser
import Foundation
import Sweep

/// `sweep evaluate`: one mixture a line in, one matrix a line out.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Evaluate mixtures from standard input, one JSON object a line.",
    discussion: """
      A line is {"id": …, "weights": […], "means": […], "scales": […], "family": "gaussian"}; \
      `family` may be a list of "gaussian" and "laplace". The answer, one line each in the order \
      of input, has the id and, as nested arrays, wim, wim_sign, log_wim, log_wim_low, \
      error_estimate, scaled_error_estimate, and ratio (null where the components share no scale \
      and family). Numbers outside the range of a double are null. A line that cannot be used \
      is answered by {"id", "line", "error"}, and the exit code is 65 at the end.

      --outputs names others: \(EvaluationOutputs.known.joined(separator: ", ")). A matrix comes \
      with the signs, logarithms and error estimates of its entries, as fisher_sign, log_fisher, \
      log_fisher_low, fisher_error_estimate and fisher_scaled_error_estimate.
      """)

  @Option(
    help: ArgumentHelp(
      "What to give of each mixture, in the order of the declaration.",
      valueName: "name,name,…"))
  var outputs: String?

  @Argument(help: .hidden)
  var files: [String] = []

  func validate() throws {
    guard let file = files.first else { return }
    throw ValidationError(
      "evaluate reads standard input: sweep evaluate < \(file.asShellWord)")
  }

  func run() throws {
    if isatty(STDIN_FILENO) == 1 {
      Terminal.say("reading mixtures from standard input, one JSON object a line; Ctrl-D ends it")
    }
    let wanted = try outputs.map { try read($0) } ?? .standard
    var number = 0
    var isAnyBad = false
    var isAnyTroubled = false
    while var line = readLine() {
      number += 1
      // The mark of byte order, with which some editors begin a file.
      if number == 1, line.unicodeScalars.first == "\u{FEFF}" { line.unicodeScalars.removeFirst() }
      if line.allSatisfy(\.isWhitespace) { continue }
      let answer = EvaluationLine(line, number: number, outputs: wanted)
      if answer.isError { isAnyBad = true }
      if answer.isTroubled { isAnyTroubled = true }
      Terminal.write(answer.json + "\n")
      Terminal.flush()
    }
    if isAnyBad { throw ExitStatus.badData.exit }
    if isAnyTroubled { throw ExitStatus.incomplete.exit }
  }

  private func read(_ list: String) throws -> EvaluationOutputs {
    let names = list.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    do {
      return try EvaluationOutputs(named: names)
    } catch {
      throw ValidationError("\(error)")
    }
  }
}
