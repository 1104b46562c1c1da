import Foundation

/// Nodes of one kind in a partition of Slurm.
struct SlurmNodes {
  let cores: Int
  let megabytes: Int
  /// The longest that a job may take there, in seconds; infinite where there is no limit.
  let limit: Double

  /// The nodes of some partitions, `a` or `a,b`, or of that which jobs get that name none; empty where
  /// Slurm does not say.
  static func all(ofPartition partition: String?) -> [SlurmNodes] {
    let question = ["sinfo", "--noheader", "--exact", "--format=%P|%l|%c|%m"]
    let answer = Slurm.run(
      "/usr/bin/env", question + (partition.map { ["--partition=\($0)"] } ?? []))
    return (answer ?? "").split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "|").map(String.init)
      // The one that jobs get has an asterisk.
      guard fields.count == 4, partition != nil || fields[0].hasSuffix("*"),
        let cores = Int(fields[2].prefix(while: \.isNumber)),
        let megabytes = Int(fields[3].prefix(while: \.isNumber))
      else { return nil }
      return SlurmNodes(
        cores: cores, megabytes: megabytes,
        limit: TimeSpan.toldBySlurm(fields[1])?.seconds ?? .infinity)
    }
  }
}

extension [SlurmNodes] {
  /// What is asked of a node in vain, in words; none where there is one that gives it.
  func lack(cores: Int, memory: String?, seconds: Double) -> String? {
    guard let most = map(\.cores).max(), let longest = map(\.limit).max(),
      let largest = map(\.megabytes).max()
    else { return nil }
    let megabytes = memory.flatMap(Self.megabytes) ?? 0
    if cores > most { return "no node there has \(cores.cores), and the most is \(most)" }
    if megabytes > Double(largest) {
      return "no node there has \(memory ?? "") of memory, and the most is \(largest)M"
    }
    if seconds > longest {
      let (end, asked) = (Duration.seconds(longest), Duration.seconds(seconds))
      return "jobs there end after \(end.spoken), and \(asked.spoken) is asked for"
    }
    let fits = contains {
      $0.cores >= cores && Double($0.megabytes) >= megabytes && $0.limit >= seconds
    }
    return fits ? nil : "no node there gives all that is asked for"
  }

  /// `4G` in units of 2²⁰ bytes, as Slurm counts; without a unit it is in these.
  private static func megabytes(_ text: String) -> Double? {
    let units: [Character: Double] = ["K": 1.0 / 1024, "M": 1, "G": 1024, "T": 1_048_576]
    let digits = text.prefix { $0.isNumber }
    let unit = text.dropFirst(digits.count).first.map { Character($0.uppercased()) } ?? "M"
    guard let number = Double(digits), let factor = units[unit] else { return nil }
    return number * factor
  }
}
