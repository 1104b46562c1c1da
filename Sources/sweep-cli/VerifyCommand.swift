import ArgumentParser
import Foundation
import Sweep

/// `sweep verify`: recomputes the checksums of a result, or of the parts of one.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify a result: checksums, completeness, status; or parts: checksums.")

  @Argument(
    help: "The result file, or OUT.parts for what is stored of one.",
    completion: .file(extensions: ["h5"]))
  var result: String

  func run() throws {
    do {
      let name = OutputName(result)
      if name.isParts(result), PartsFolder.hasPlan(at: name.parts) {
        try verify(partsOf: name)
      } else {
        try verify(resultAt: try OutputName.resultFile(result))
      }
    } catch {
      throw explained(error, whileReading: true)
    }
  }

  private func verify(resultAt path: String) throws {
    let report = try Sweep.verify(path)
    guard report.isSound else {
      for problem in report.problems { Terminal.say("error: \(path): \(problem)") }
      throw ExitStatus.corrupt.exit
    }
    Terminal.write(
      "\(path): sound, \((report.pointCount ?? 0).grouped) points"
        + (report.isSealed
          ? ""
          : "; all values, texts and attributes are what was written, but not the file's bytes: it has no "
            + "seal, as copies by other programs have none") + "\n")
  }

  private func verify(partsOf name: OutputName) throws {
    let report = try verifyParts(at: name.parts)
    guard report.problems.isEmpty else {
      for problem in report.problems { Terminal.say("error: \(problem)") }
      throw ExitStatus.corrupt.exit
    }
    Terminal.write(
      "\(name.parts): sound, \(report.storedCount.grouped) of \(report.pointCount.grouped) points, "
        + "not merged yet"
        + (report.storedCount == report.pointCount
          ? ": sweep merge \(name.parts.asShellWord) makes the result" : "") + "\n")
  }
}
