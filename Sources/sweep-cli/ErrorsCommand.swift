import ArgumentParser
import Foundation
import Sweep

/// `sweep errors`: the points that failed or did not converge.
struct ErrorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "errors", abstract: "List the points that failed or did not converge.")

  @Argument(help: "The result or its parts: OUT or OUT.parts.")
  var path: String
  @OptionGroup var shown: RowsOption

  func run() throws {
    let points: [TroubledPoint]
    do {
      points = try troubledPoints(at: existing) { Terminal.say("warning: \($0)") }
    } catch {
      throw explained(error, whileReading: true)
    }
    guard !points.isEmpty else {
      Terminal.write("\(path): every point that was computed is ok\n")
      return
    }
    let hasReasons = points.contains { !$0.reason.isEmpty }
    var table = Table(
      columns: [.right("point"), .left("status"), .left("where")]
        + (hasReasons ? [.left("why")] : []))
    let listed = points.prefix(shown.rows ?? 50)
    for point in listed {
      table.append(
        ["\(point.number)", "\(point.status)", point.coordinates]
          + (hasReasons ? [point.reason] : []))
    }
    Terminal.write(table.rendered + "\n")
    let hidden = points.count - listed.count
    if hidden > 0 { Terminal.write("… \(hidden.grouped) more points\n") }
    Terminal.write(
      "\none of them alone:   sweep point FILE \(points[0].number)\n"
        + "all of them again:   sweep run FILE -o OUT --retry-failed\n")
    throw ExitStatus.incomplete.exit
  }

  /// What is meant; where that is not there, the result for its parts, or the parts for it.
  private var existing: String {
    let name = OutputName(path)
    let hasResult = FileManager.default.fileExists(atPath: name.result)
    // Parts without a plan are merged.
    let hasParts = PartsFolder.hasPlan(at: name.parts)
    return name.isParts(path)
      ? (hasParts || !hasResult ? name.parts : name.result)
      : (hasResult || !hasParts ? name.result : name.parts)
  }
}
