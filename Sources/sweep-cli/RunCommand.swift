import ArgumentParser
import Foundation
import Sweep

/// `sweep run`: computes a sweep, or what is left of it.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a sweep, or continue one, into an HDF5 file.",
    discussion: """
      Finished blocks are stored in OUT.parts as the run goes; a run that was stopped or killed \
      continues from there when the same command is given again. An existing result is never \
      overwritten.
      """)

  @OptionGroup var input: SweepFileArgument
  @Option(name: [.short, .long], help: "The result file.", completion: .file(extensions: ["h5"]))
  var output: String
  @OptionGroup var workers: WorkersOption

  func run() throws {
    let study = try input.study()
    let begin = Date()
    let stop = StopRequest()
    let signals = StopSignals(stop)
    defer { signals.restore() }
    let line = ProgressLine(total: study.grid.pointCount)
    let log = RunLog(
      output: output, sweepFile: input.file, workers: workers.count,
      jobIdentifier: ProcessInfo.processInfo.environment["SLURM_JOB_ID"], begin: begin)

    var last = RunProgress(total: study.grid.pointCount, earlier: 0)
    let outcome: RunOutcome
    do {
      outcome = try Run(study, output: output, workers: workers.count, stop: stop).perform {
        progress in
        last = progress
        line.show(progress)
      }
    } catch {
      line.end()
      record(log, "\(error)", last)
      throw explained(error)
    }
    line.end()
    try conclude(outcome, last, log, signals)
  }

  private func conclude(
    _ outcome: RunOutcome, _ last: RunProgress, _ log: RunLog, _ signals: StopSignals
  ) throws {
    switch outcome {
    case .wasComplete:
      Terminal.say("\(output) is complete already")
    case .stopped(let progress):
      let cause = signals.name ?? "a request"
      record(log, "stopped by \(cause)", last)
      let done = progress.earlier + progress.computed
      Terminal.say(
        "stopped by \(cause): \(done.grouped) of \(progress.total.grouped) points are stored in "
          + "\(output).parts; the same command continues")
      throw ExitStatus.stopped.exit
    case .complete(let counts):
      let troubled = counts.filter { $0.key != .ok }
      record(log, "complete", last)
      Terminal.say(
        "\(output): \(last.total.grouped) points"
          + (last.computed > 0 ? ", \(last.elapsed.spoken)" : "")
          + troubled.sorted { $0.key.rawValue < $1.key.rawValue }
          .map { ", \($0.value.grouped) \($0.key)" }.joined())
      if !troubled.isEmpty { throw ExitStatus.incomplete.exit }
    }
  }

  /// The log is a convenience: that it cannot be written does not spoil a run.
  private func record(_ log: RunLog, _ outcome: String, _ progress: RunProgress) {
    do {
      try log.append(outcome: outcome, progress: progress, end: Date())
    } catch {
      Terminal.say("warning: \(output).runs.jsonl: \(error.localizedDescription)")
    }
  }
}
