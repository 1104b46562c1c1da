public import Foundation

/// One line of `OUT.runs.jsonl`: who ran what, where and when.
///
/// It lies beside the result and not in it: the result is determined by its
/// points alone, so that two runs of one plan give equal files.
public struct RunLog: Sendable {
  private let path: String
  private let fields: [(String, String)]

  /// The log beside a result, with what is known when a run begins.
  public init(
    output: String, sweepFile: String, workers: Int, jobIdentifier: String?, begin: Date
  ) {
    path = output + ".runs.jsonl"
    var fields = [
      ("sweep_file", quotedAsJSON(sweepFile)),
      ("engine", quotedAsJSON(engineVersion)),
      ("host", quotedAsJSON(ProcessInfo.processInfo.hostName)),
      ("process", "\(ProcessInfo.processInfo.processIdentifier)"),
      ("workers", "\(workers)"),
      ("begin", quotedAsJSON(begin.formatted(.iso8601))),
    ]
    if let jobIdentifier { fields.append(("job", quotedAsJSON(jobIdentifier))) }
    self.fields = fields
  }

  /// Whether an earlier run has left it.
  public var exists: Bool { Folder.holds(path) }

  /// Appends the line of a run that has ended.
  ///
  /// - Throws: `StorageError` where the line cannot be written.
  public func append(outcome: String, progress: RunProgress, end: Date) throws {
    let all =
      fields + [
        ("end", quotedAsJSON(end.formatted(.iso8601))),
        ("points_computed", "\(progress.computed)"),
        ("points_found", "\(progress.earlier)"),
        ("seconds_computing", "\(progress.elapsed / .seconds(1))"),
        ("worker_seconds_waiting", "\(progress.waited / .seconds(1))"),
        ("outcome", quotedAsJSON(outcome)),
      ]
    let line = "{" + all.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}\n"
    var file = try FileDescriptor(
      path, flags: O_RDWR | O_APPEND | O_CREAT, attempt: "opening")
    // One write in append mode, unless the system takes less: the lines of several shards do not
    // mix. A line that a kill or a full disk cut short is not to spoil this one.
    try file.append(Array(((file.endsWithinLine ? "\n" : "") + line).utf8))
    try file.finish()
  }
}
