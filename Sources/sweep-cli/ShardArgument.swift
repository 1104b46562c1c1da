import ArgumentParser
import Foundation
import Sweep

/// The value of `--shard`: `k/n`, or `auto` inside a Slurm job array.
enum ShardArgument {
  case numbered(Shard)
  case auto

  /// The value that is given.
  ///
  /// - Throws: `ValidationError` with what would be right.
  init(_ argument: String) throws {
    if argument == "auto" {
      self = .auto
      return
    }
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], count > 0,
      (0..<count).contains(number)
    else {
      let count = parts.count == 2 ? parts[1].flatMap { $0 > 0 ? $0 : nil } : nil
      throw ValidationError(
        count.map { "shards of \($0) are 0/\($0) … \($0 - 1)/\($0)" }
          ?? "a shard is k/n, of four 0/4 … 3/4, or auto")
    }
    self = .numbered(Shard(number: number, count: count))
  }

  /// The shard that is meant, for the parts of an output.
  ///
  /// In an array k is the task's number counted from the first; n is what the parts
  /// say, never the number of tasks: resubmitting `--array=3,7` changes that.
  func shard(forOutput output: String) throws -> Shard {
    switch self {
    case .numbered(let shard): return shard
    case .auto:
      let environment = ProcessInfo.processInfo.environment
      guard let task = environment["SLURM_ARRAY_TASK_ID"].flatMap({ Int($0) }) else {
        throw ValidationError(
          "--shard auto is for Slurm job arrays; SLURM_ARRAY_TASK_ID is not set")
      }
      let first = environment["SLURM_ARRAY_TASK_MIN"].flatMap { Int($0) } ?? 0
      let parts = OutputName(result: output).parts
      guard let count = try PartsFolder.shardCount(at: parts) else {
        throw ValidationError(
          "--shard auto needs parts that say how many shards there are; run one as --shard k/n")
      }
      guard (0..<count).contains(task - first) else {
        throw ValidationError("task \(task) has no shard: \(parts) has \(count), from 0 on")
      }
      return Shard(number: task - first, count: count)
    }
  }
}
