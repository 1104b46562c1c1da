import Foundation

/// What can be asked of Slurm: of its commands, and of the environment of its jobs.
enum Slurm {
  /// The job that this process is part of, as squeue and the names of logs have it: `37`, or `37_1`
  /// for a task of an array; none outside of jobs.
  static var jobIdentifier: String? {
    let environment = ProcessInfo.processInfo.environment
    guard let array = environment["SLURM_ARRAY_JOB_ID"],
      let task = environment["SLURM_ARRAY_TASK_ID"]
    else { return environment["SLURM_JOB_ID"] }
    return "\(array)_\(task)"
  }

  /// The partition that sbatch takes: the one that is named, or that of its environment.
  static func partition(named name: String?) -> String? {
    name ?? ProcessInfo.processInfo.environment["SBATCH_PARTITION"]
  }

  /// The first number that is too high for a task of an array; none where there is no Slurm.
  static var maxArraySize: Int? {
    guard let text = run("/usr/bin/env", ["scontrol", "show", "config"]) else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix("MaxArraySize") {
      return line.split(separator: "=").last.flatMap {
        Int($0.trimmingCharacters(in: .whitespaces))
      }
    }
    return nil
  }

  /// What a command prints; none if it fails.
  static func run(_ path: String, _ arguments: [String]) -> String? {
    guard let answer = answer(path, arguments, withErrors: false), answer.code == 0 else {
      return nil
    }
    return answer.text
  }

  /// What a command prints, what it says of errors too if wanted, and the code with which it ends;
  /// none if it cannot be started.
  static func answer(
    _ path: String, _ arguments: [String], withErrors: Bool
  ) -> (text: String, code: Int32)? {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = withErrors ? pipe : FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let text = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let words = String(decoding: text, as: UTF8.self).trimmingCharacters(
      in: .whitespacesAndNewlines)
    return (words, process.terminationStatus)
  }
}
