import Foundation
import Sweep

/// The commands that compute what parts lack.
struct Remedy {
  /// The folder of parts, OUT.parts.
  let parts: String
  /// The shards that are not complete; none where the folder is not divided.
  let shards: Set<Shard>

  /// The commands, to be typed.
  var words: String {
    let output = OutputName(parts).result.asShellWord
    let file = sweepFile.map(\.asShellWord) ?? "FILE"
    return "to compute them: sweep run \(file) -o \(output)\(division); on a cluster: "
      + "sweep slurm \(file) -o \(output) --time T --missing --submit"
  }

  private var division: String {
    guard let count = shards.first?.count else { return "" }
    let numbers = shards.map(\.number).sorted()
    return numbers.count == 1
      ? " --shard \(numbers[0])/\(count)"
      : " --shard k/\(count) for each k in \(SlurmScript.ranges(numbers))"
  }

  /// As the first run was given it, from the folder that it was in; none where it is not there from
  /// here, or came by standard input.
  private var sweepFile: String? {
    (try? PartsFolder.storedSource(at: parts)).flatMap { SweepSource(json: $0)?.path }
      .flatMap { $0 != "-" && FileManager.default.fileExists(atPath: $0) ? $0 : nil }
  }
}
