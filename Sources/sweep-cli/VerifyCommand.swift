import ArgumentParser
import Sweep

/// `sweep verify`: recomputes the checksums of a result.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Verify a result: checksums, completeness, status.")

  @Argument(help: "The result file.", completion: .file(extensions: ["h5"]))
  var result: String

  func run() throws {
    let report: VerifyReport
    do {
      report = try verify(result)
    } catch {
      throw explained(error, whileReading: true)
    }
    guard report.isSound else {
      for problem in report.problems { Terminal.say("error: \(result): \(problem)") }
      throw ExitStatus.corrupt.exit
    }
    Terminal.write("\(result): sound, \((report.pointCount ?? 0).grouped) points\n")
  }
}
