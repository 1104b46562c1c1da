import ArgumentParser
import Foundation
import Sweep

/// `sweep slurm`: the script that runs a sweep as a Slurm job array.
struct SlurmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slurm",
    abstract: "Print, or submit, a Slurm job array for a sweep, and the job that merges.",
    discussion: """
      Each task computes one shard. It is signalled before its limit, stores what it has, and is \
      queued again; a task that was killed is lost with at most one commit interval, and --missing \
      makes an array of the shards that are not complete. The merge job runs after all tasks and \
      refuses to make a result that is not whole. Nothing is submitted without --submit.
      """)

  @OptionGroup var input: SweepFileArgument
  @OptionGroup var result: OutputOption
  @Option(
    parsing: .unconditional,
    help: "How many tasks, each one shard; with --missing what the parts say.")
  var tasks: Int?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The time limit of a task: 55m, 1h30m, 1d12h, or in Slurm's forms, 1:30:00, 1-12:00:00.",
      valueName: "time"),
    transform: TimeSpan.ofTask)
  var time: TimeSpan
  @Option(
    parsing: .unconditional,
    help: "Cores of a task, asked of Slurm and used, whatever else a node has.")
  var cpus = 1
  @Option(help: ArgumentHelp("Memory of a task, as Slurm takes it: 4G.", valueName: "size"))
  var mem: String?
  @Option(help: "The account to charge.")
  var account: String?
  @Option(help: "The partition.")
  var partition: String?
  @Option(parsing: .unconditional, help: "The most tasks that run at once.")
  var throttle: Int?
  @Flag(help: "Only the shards that are not complete.")
  var missing = false
  @Flag(help: "Submit the jobs instead of printing the script.")
  var submit = false

  private var output: String { result.output }

  func validate() throws {
    guard input.file != "-" else {
      throw ValidationError("the tasks read the sweep file themselves: give its name, not -")
    }
    guard missing || tasks != nil else {
      throw ValidationError("--tasks N says how many tasks there are")
    }
    for (name, value) in [("--tasks", tasks), ("--cpus", cpus), ("--throttle", throttle)] {
      if let value, value < 1 { throw ValidationError("\(name) must be at least 1") }
    }
    for (name, value) in [("--mem", mem), ("--account", account), ("--partition", partition)] {
      if let value, !value.allSatisfy({ $0.isLetter || $0.isNumber || "._-,:".contains($0) }) {
        throw ValidationError("\(name) is one word, not '\(value)'")
      }
    }
  }

  func run() throws {
    let study = try input.study()
    try requireFolder()
    guard let (count, shards) = try shardsToRun(study) else { return }
    try requireRoom(forTasks: shards.max() ?? 0)
    warnOfNodes()
    warn(study, count: count, shards: shards)
    warnOfRuns(count: count, shards: shards)
    let program = try Self.program()
    for path in [program, absolute(input.file), absolute(output)]
    where !SlurmScript.canHold(path) {
      throw ValidationError(
        "\(path.debugDescription) has quotes, backslashes or control characters, which jobs of Slurm cannot be "
          + "told: rename it, or go by a link")
    }
    let script = SlurmScript(
      name: study.file.name, program: program, sweepFile: absolute(input.file),
      output: absolute(output), plan: study.planDigest, shardCount: count, shards: shards,
      seconds: time.seconds,
      cpus: cpus, memory: mem, account: account, partition: partition, throttle: throttle)
    guard submit else {
      Terminal.write(data: script.text)
      Terminal.flush()
      return
    }
    let answer = Slurm.answer("/bin/bash", ["-c", script.text], withErrors: true)
    guard let answer, answer.code == 0 else {
      let words = answer?.text ?? "bash cannot be started"
      let question = words.contains("command not found") ? "; is this a node with sbatch?" : ""
      let fact =
        switch answer?.code {
        case SlurmScript.withoutNumber: "it is not known what was submitted"
        case SlurmScript.withoutMerge: "not all was submitted"
        default: "the jobs were not submitted"
        }
      let help =
        answer?.code == SlurmScript.withoutMerge
        ? "\nwhen the array has ended, sweep merge \(result.parts.asShellWord) makes the result"
        : ""
      Terminal.say("error: \(fact): \(words)\(question)\(help)")
      throw ExitStatus.system.exit
    }
    Terminal.say("submitted: \(answer.text)")
  }

  /// The number of shards and those to run; none where nothing is left to run.
  private func shardsToRun(_ study: Study) throws -> (count: Int, shards: [Int])? {
    if try hasResult(study) {
      Terminal.say("\(output) is complete; nothing is missing")
      return nil
    }
    guard missing else { return try (shardCount(study), Array(0..<shardCount(study))) }
    let status: StudyStatus
    let stored: Int?
    do {
      status = try StudyStatus(of: output)
      stored = try PartsFolder.shardCount(at: result.parts)
    } catch {
      throw explained(error, whileReading: true)
    }
    guard status.done < status.total else {
      Terminal.say("no shard is missing; sweep merge \(result.parts) makes the result")
      return nil
    }
    // Whole runs divide nothing: shards go on from theirs, whatever their number.
    guard let count = stored else { return try (shardCount(study), Array(0..<shardCount(study))) }
    if let tasks, tasks != count { throw otherDivision(stored: count, asked: tasks) }
    let left = status.shards.filter { $0.done < $0.total && $0.shard.count == count }
    return (count, left.map(\.shard.number))
  }

  /// Whether the result is there.
  ///
  /// What keeps a run from it would keep the tasks from it, too, after hours in the queue: it is said
  /// now.
  private func hasResult(_ study: Study) throws -> Bool {
    let check = OutputCheck(study, output: output)
    do {
      if try check.hasResult() { return true }
      // Without --tasks it is the division of the parts, which suits them.
      try check.requireParts(shardCount: tasks ?? 1)
      return false
    } catch StoreError.otherShardCount(_, let stored, let asked) {
      throw otherDivision(stored: stored, asked: asked)
    } catch let error as RunError {
      let isPartial = if case .partialResult = error { true } else { false }
      let first =
        isPartial ? "compute them with sweep run --retry-failed" : "give the sweep file as it was"
      Terminal.say(
        "error: \(error.fact)\n\(first), choose another output, or move the old one aside")
      throw ExitStatus.badData.exit
    } catch {
      throw explained(error)
    }
  }

  private func otherDivision(stored: Int, asked: Int) -> ValidationError {
    ValidationError(
      "\(result.parts) is divided into \(stored) shards, not \(asked): give --tasks \(stored), or "
        + "--missing alone for the shards that are not complete")
  }

  private func shardCount(_ study: Study) throws -> Int {
    let count = tasks ?? 1
    guard count <= study.grid.count else {
      throw ValidationError(
        "the sweep has no more than \(study.grid.count.blocks) for its tasks: give at most "
          + "--tasks \(study.grid.count)")
    }
    return count
  }

  /// Makes sure that the tasks can begin: Slurm ends those whose logs it cannot write, without a word.
  private func requireFolder() throws {
    let folder = URL(fileURLWithPath: absolute(output)).deletingLastPathComponent().path
    if isFolder(folder) { return }
    Terminal.say("error: there is no folder \(folder) for the output and the logs of the tasks")
    throw ExitStatus.noInput.exit
  }

  /// Makes sure that the cluster takes so high a number in an array, where it can be asked.
  private func requireRoom(forTasks highest: Int) throws {
    guard let limit = Slurm.maxArraySize, highest >= limit else { return }
    throw ValidationError(
      "task numbers here end at \(limit - 1) (MaxArraySize): "
        + (missing
          ? "the parts are divided into more shards; run those from \(limit) on by hand"
          : "give at most --tasks \(limit)"))
  }

  /// Says what no node gives: many a Slurm takes such jobs, and never runs them.
  private func warnOfNodes() {
    let partition = Slurm.partition(named: partition)
    let nodes = SlurmNodes.all(ofPartition: partition)
    guard let lack = nodes.lack(cores: cpus, memory: mem, seconds: time.seconds) else { return }
    let name = partition.map { "partition \($0)" } ?? "the partition that jobs get"
    Terminal.say("warning: the tasks may wait for ever in \(name): \(lack)")
  }

  /// Says how long the longest task takes, and where the time is too short for it to end without being
  /// queued again.
  private func warn(_ study: Study, count: Int, shards: [Int]) {
    let estimate = Estimate(study)
    let parts = try? PartsFolder(at: result.parts, study: study, shard: nil)
    let done = (try? parts?.doneShares()) ?? [:]
    let needed = estimate.duration(
      ofLongestOf: shards, count: count, workers: cpus, done: done)
    Terminal.say(
      "a task takes about \(needed.spoken) on \(cpus.cores), the longest of them "
        + "(from \(estimate.basis))")
    let seconds = needed / .seconds(1)
    guard 1.2 * seconds + 30 > time.seconds else {
      if time.seconds < 300 {
        Terminal.say(
          "warning: with less than 5m of --time a task may be told to stop soon after it began: Slurm signals "
            + "up to a minute early")
      }
      return
    }
    let usable = time.seconds - Double(SlurmScript.warning(of: time.seconds))
    let rounds = (seconds / usable).rounded(.up)
    Terminal.say(
      "warning: --time is short for that: "
        + (rounds > 1
          ? "it will be queued \(Self.times(rounds)) until it is done"
          : "it may be queued again to be done"))
  }

  /// Says which of the shards are worked on: tasks for them would hold their cores and wait.
  private func warnOfRuns(count: Int, shards: [Int]) {
    let status = try? StudyStatus(of: output)
    let busy = (status?.shards ?? []).filter {
      $0.holder != nil && $0.shard.count == count && shards.contains($0.shard.number)
    }
    guard let holder = busy.first?.holder else { return }
    let numbers = SlurmScript.ranges(busy.map(\.shard.number))
    Terminal.say(
      "warning: \(busy.count == 1 ? "shard" : "shards") \(numbers) of \(count) "
        + "\(busy.count == 1 ? "is" : "are") being worked on (\(holder)"
        + "\(busy.count == 1 ? "" : " and others")): tasks for them hold their cores and wait; squeue shows "
        + "what is queued already")
  }

  private static func times(_ rounds: Double) -> String {
    rounds < 1e6 ? "about \(Int(rounds).grouped) times" : "more than a million times"
  }

  private func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  /// The program that runs, by its own path.
  private static func program() throws -> String {
    try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }
}
