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
  @OptionGroup var result: OutputOption
  @OptionGroup var workers: WorkersOption
  @Option(
    help: ArgumentHelp(
      "Compute only shard k of n, counted from 0, or the one of this Slurm array task; `sweep "
        + "merge` makes the result.", valueName: "k/n|auto"),
    transform: ShardArgument.init)
  var shard: ShardArgument?
  @Option(
    help: ArgumentHelp(
      "Refuse a sweep file whose plan has another SHA-256: jobs of `sweep slurm` do, should it be edited "
        + "while they are queued.", valueName: "sha256"))
  var plan: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop after this time, everything stored: 55m, 1h30m, 1d12h, 1:30:00, or seconds.",
      valueName: "time"),
    transform: TimeSpan.ofRun)
  var maxTime: TimeSpan?
  @Flag(help: "Wait for another run that works there to end, instead of ending with exit code 73.")
  var wait = false
  @Flag(help: "Move earlier work at the output aside, never deleting it, and begin anew.")
  var fresh = false
  @Flag(help: "Compute points again that failed or did not converge.")
  var retryFailed = false
  @Flag(help: "Keep the points that an output of another plan has in common with this one.")
  var extend = false

  private var output: String { result.output }

  func validate() throws {
    guard [fresh, retryFailed, extend].filter({ $0 }).count <= 1 else {
      throw ValidationError("--fresh, --retry-failed and --extend exclude each other")
    }
    try refuseToMoveOtherShards()
  }

  /// A shard has no say over the whole output: each would move aside what the one before has done.
  private func refuseToMoveOtherShards() throws {
    guard shard != nil else { return }
    if fresh {
      throw ValidationError(
        "--fresh moves the work of all shards aside and does not go with --shard: choose another "
          + "output, or move \(output) and \(result.parts) before the first shard begins")
    }
    if retryFailed || extend {
      throw ValidationError(
        "\(extend ? "--extend" : "--retry-failed") takes over the work of all shards and does not "
          + "go with --shard: give it to a run without --shard")
    }
  }

  func run() throws {
    let study = try input.study()
    try requirePlan(of: study)
    let begin = Date()
    let signals = StopSignals(limit: maxTime)
    defer { signals.restore() }
    var options = RunOptions(workers: workers.count)
    options.shard = try shard?.shard(forOutput: output)
    if let shard = options.shard { warn(of: shard, in: study) }
    if fresh { options.start = .fresh }
    if retryFailed { options.start = .retryFailed }
    if extend { options.start = .extend }
    let line = ProgressLine()
    let log = RunLog(
      output: output, sweepFile: input.file, workers: workers.count,
      jobIdentifier: Slurm.jobIdentifier, begin: begin)

    var last = RunProgress(total: study.grid.pointCount, earlier: 0)
    let outcome: RunOutcome
    do {
      outcome = try waitingForOthers(signals) {
        try Run(study, output: output, options: options, stop: signals.request)
          .perform { progress in
            last = progress
            line.show(progress)
          } notice: { words in
            line.end()
            Terminal.say("warning: \(words)")
          }
      }
    } catch let error as StoppedWaiting {
      record(log, "\(error)", last)
      Terminal.say("\(error); the same command continues")
      throw ExitStatus.stopped.exit
    } catch let error as RunError where shard != nil {
      line.end()
      recordError(log, "\(error.fact)", last)
      Terminal.say(
        "error: \(error.fact)\nchoose another output, or give --extend, --fresh or --retry-failed to a "
          + "run of all shards, without --shard")
      throw ExitStatus.badData.exit
    } catch let error as StoreError where error.isOfLock {
      record(log, "\(error)", last)
      Terminal.say("error: \(error); with --wait the same command waits for that")
      throw ExitStatus.cannotCreate.exit
    } catch {
      line.end()
      recordError(log, "\(error)", last)
      throw explained(error)
    }
    line.end()
    try conclude(outcome, last, log, signals)
  }

  /// Says where some shards have nothing to compute: the number may be mistyped.
  private func warn(of shard: Shard, in study: Study) {
    let blocks = study.grid.count
    guard shard.count > blocks else { return }
    Terminal.say(
      "warning: the sweep has no more than \(blocks.blocks) for its shards: of \(shard.count) those from "
        + "\(blocks) on have nothing to compute")
  }

  /// Makes sure that the sweep file is what it was when the jobs were submitted: parts, which would
  /// tell, may not be there yet.
  private func requirePlan(of study: Study) throws {
    guard let plan, plan != study.planDigest else { return }
    Terminal.say(
      "error: \(input.file) has changed since the jobs were submitted: its plan has the SHA-256 "
        + "\(study.planDigest.prefix(12))…, not \(plan.prefix(12))…\n"
        + "put it back as it was, or submit it anew, into another output")
    throw ExitStatus.badData.exit
  }

  /// Performs; with --wait anew, from what is stored then, as long as another run is in the way.
  private func waitingForOthers(
    _ signals: StopSignals, _ perform: () throws -> RunOutcome
  ) throws -> RunOutcome {
    var said = ""
    while true {
      let words: String
      do {
        return try perform()
      } catch let error as StoreError {
        guard wait, error.isOfLock else { throw error }
        words = "\(error)"
      }
      if words != said { Terminal.say("waiting: \(words)") }
      said = words
      let clock = ContinuousClock()
      let next = clock.now + .seconds(1)
      while clock.now < next {
        guard !signals.request.isSet else {
          throw StoppedWaiting(description: "stopped by \(signals.cause) while waiting: \(words)")
        }
        usleep(50_000)
      }
    }
  }

  private func conclude(
    _ outcome: RunOutcome, _ last: RunProgress, _ log: RunLog, _ signals: StopSignals
  ) throws {
    switch outcome {
    case .wasComplete(let counts):
      Terminal.say("\(output) is complete already\(counts.troubles)")
      if counts.hasTroubles { throw ExitStatus.incomplete.exit }
    case .shardDone(let missing):
      record(log, "shard complete", last)
      Terminal.say(
        "\(result.parts): the shard's \(last.total.points) stored"
          + (missing > 0 ? "" : "; none is missing, sweep merge makes the result"))
    case .stopped(let progress):
      record(log, "stopped by \(signals.cause)", last)
      let done = progress.earlier + progress.computed
      Terminal.say(
        "stopped by \(signals.cause): \(done.grouped) of \(progress.total.grouped) points are "
          + "stored in \(result.parts)\(progress.share > 0 ? ", and others in part" : ""); the same command continues"
      )
      throw ExitStatus.stopped.exit
    case .complete(let counts):
      record(log, "complete", last)
      Terminal.say(
        "\(output): \(last.total.points)"
          + (last.computed > 0 ? ", \(last.elapsed.spoken)" : "") + counts.troubles)
      if counts.hasTroubles { throw ExitStatus.incomplete.exit }
    }
  }

  /// Notes an error; a run that was refused before it had parts leaves no log where there was none.
  private func recordError(_ log: RunLog, _ error: String, _ progress: RunProgress) {
    if log.exists || isFolder(result.parts) { record(log, error, progress) }
  }

  /// The log is a convenience: that it cannot be written does not spoil a run.
  private func record(_ log: RunLog, _ outcome: String, _ progress: RunProgress) {
    do {
      try log.append(outcome: outcome, progress: progress, end: Date())
    } catch {
      Terminal.say("warning: \(error)")
    }
  }
}

/// A run that was asked to stop before another let it begin.
private struct StoppedWaiting: Error, CustomStringConvertible {
  let description: String
}
