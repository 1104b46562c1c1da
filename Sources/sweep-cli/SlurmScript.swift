import Foundation
import Sweep

/// The shell script that submits a sweep to Slurm: a job array, a shard a task, and a job that merges.
struct SlurmScript {
  /// The name of the jobs.
  let name: String
  /// The program, the sweep file and the output, by absolute paths.
  let program: String
  let sweepFile: String
  let output: String
  /// The SHA-256 of the plan: tasks refuse a sweep file that was edited while they were queued.
  let plan: String
  /// The number of shards, and those that the array computes.
  let shardCount: Int
  let shards: [Int]
  /// The time limit of a task, in seconds.
  let seconds: Double
  /// The cores of a task.
  let cpus: Int
  var memory: String?
  var account: String?
  var partition: String?
  /// The most tasks that run at once.
  var throttle: Int?

  /// The codes with which the script ends where sbatch succeeds and tells no number, and where the array
  /// is queued and the job that merges is not.
  static let withoutNumber: Int32 = 3
  static let withoutMerge: Int32 = 4

  /// The variables of sbatch that stand for what the jobs say of themselves, or make it wait for them.
  private var overriding: [String] {
    var names = [
      "ARRAY_INX", "CPUS_PER_TASK", "DEPENDENCY", "ERROR", "INPUT", "JOB_NAME", "NO_REQUEUE",
      "OPEN_MODE", "OUTPUT", "REQUEUE", "SIGNAL", "TEST_ONLY", "TIMELIMIT", "WAIT",
    ]
    if memory != nil { names += ["MEM_PER_NODE", "MEM_PER_CPU", "MEM_PER_GPU"] }
    if account != nil { names.append("ACCOUNT") }
    if partition != nil { names.append("PARTITION") }
    return names.map { "SBATCH_\($0)" }
  }

  /// Whether a path can stand in the script and in what it says to Slurm, which reads quotes and
  /// backslashes in its own way, and lines.
  static func canHold(_ path: String) -> Bool {
    path.unicodeScalars.allSatisfy { scalar in
      scalar.properties.generalCategory != .control && !"\"'\\".unicodeScalars.contains(scalar)
    }
  }

  /// How long before its limit a task is told to store what it has: two minutes, or a quarter of
  /// a short limit.
  static func warning(of limit: Double) -> Int { max(1, Int(min(120, limit / 4))) }

  /// The script; what it does is what `--submit` runs.
  var text: String {
    """
    #!/bin/bash
    # Submits the sweep \(name) as a job array of \(shards.count.tasks), and a job that merges.
    set -euo pipefail
    # In the environment these would go before what the jobs say of themselves.
    unset \(overriding.joined(separator: " "))
    # The number of a job, the last line that is one: sites greet, too. `;` and a cluster may follow.
    number() { sed -nE 's/^([0-9]+)(;.*)?$/\\1/p' <<<"$1" | tail -n 1; }

    answer=$(sbatch --parsable <<'ARRAY'
    #!/bin/bash
    \(directives(name: name, time: seconds, array: true))
    # Shard k of \(shardCount) by task k. Before the limit Slurm signals; what is computed is then
    # stored, and the task queued again to go on from there. After scancel it is not. With --wait a
    # task that Slurm runs anew waits for its first process, where that is at work on a lost node.
    run= again=no stop=no
    trap 'again=yes waits=yes; [ -z "$run" ] || kill -USR1 "$run" 2>/dev/null' USR1
    trap 'stop=yes waits=yes; [ -z "$run" ] || kill -TERM "$run" 2>/dev/null' TERM
    \(program.asShellWord) run \(sweepFile.asShellWord) --output \(output.asShellWord) \\
      --shard "$SLURM_ARRAY_TASK_ID/\(shardCount)" --plan \(plan) --wait &
    run=$!
    # What came before that; a process that has only just begun may still lose it.
    [ "$again$stop" = nono ] || sleep 1
    [ "$again" = no ] || kill -USR1 "$run" 2>/dev/null
    [ "$stop" = no ] || kill -TERM "$run" 2>/dev/null
    # A signal ends the wait, not the run, which may end by itself at that moment: only the next
    # wait tells its code, or 127 if that was told before.
    code=127 waits=yes
    while [ "$waits" = yes ]; do
      waits=no
      wait "$run" && last=0 || last=$?
      [ "$last" = 127 ] || code=$last
    done
    # 138: the signal came before the run could take it.
    if [ "$again" = yes ] && { [ "$code" = 75 ] || [ "$code" = 138 ]; }; then
      scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" || true
    fi
    exit "$code"
    ARRAY
    )
    array=$(number "$answer")
    if [ -z "$array" ]; then
      echo "sbatch has told no job number; squeue shows whether a job is queued. It said: $answer" >&2
      exit \(Self.withoutNumber)
    fi

    # After the tasks, however they ended: merging itself refuses what is not complete.
    answer=$(sbatch --parsable --dependency="afterany:$array" <<'MERGE'
    #!/bin/bash
    \(directives(name: "\(name)-merge", time: max(600, seconds), array: false))
    exec \(program.asShellWord) merge \(OutputName(output).parts.asShellWord) --output \(output.asShellWord)
    MERGE
    ) || {
      echo "the array $array is queued, the job that merges is not: $answer" >&2
      exit \(Self.withoutMerge)
    }
    merge=$(number "$answer")
    echo "array $array, merge ${merge:-of unknown number ($answer)}"

    """
  }

  private func directives(name: String, time: Double, array: Bool) -> String {
    var options = ["--job-name=\(name)"]
    if array {
      options.append("--array=\(Self.ranges(shards))" + (throttle.map { "%\($0)" } ?? ""))
      // Without it Slurm grants what is the default there and does not say so in the task, which
      // would use every core that it may run on.
      options.append("--cpus-per-task=\(cpus)")
    }
    options.append("--time=\(Self.spoken(time))")
    if let memory { options.append("--mem=\(memory)") }
    if let account { options.append("--account=\(account)") }
    if let partition { options.append("--partition=\(partition)") }
    if array {
      options += [
        "--signal=B:USR1@\(Self.warning(of: seconds))", "--requeue", "--open-mode=append",
      ]
    }
    // Slurm puts numbers in the place of %A and the like.
    let log =
      output.replacingOccurrences(of: "%", with: "%%")
      + (array ? ".slurm-%A_%a.log" : ".slurm-%j-merge.log")
    let isPlain = log.allSatisfy { $0.isLetter || $0.isNumber || "/._-+%".contains($0) }
    options.append("--output=\(isPlain ? log : "\"\(log)\"")")
    return options.map { "#SBATCH \($0)" }.joined(separator: "\n")
  }

  /// The numbers as Slurm writes them: `0-3,7`.
  static func ranges(_ numbers: [Int]) -> String {
    var parts: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = parts.last, last.upperBound + 1 == number {
        parts[parts.count - 1] = last.lowerBound...number
      } else {
        parts.append(number...number)
      }
    }
    return parts.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }

  /// `days-hours:minutes:seconds`, days only where there are any.
  private static func spoken(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    let clock = String(
      format: "%02d:%02d:%02d", whole / 3600 % 24, whole / 60 % 60, whole % 60)
    return whole >= 86400 ? "\(whole / 86400)-\(clock)" : clock
  }
}
