/// What a finished run has to say.
public enum RunOutcome: Sendable, Equatable {
  /// The result is there; so many of its points have each status.
  case complete([PointStatus: Int])
  /// The result was there before, and of the same plan; so many of its points have each status.
  case wasComplete([PointStatus: Int])
  /// The blocks of this shard are stored; so many points of the sweep are not yet.
  case shardDone(missing: Int)
  /// The run was asked to stop; everything computed is stored.
  case stopped(RunProgress)
}

/// Why a run cannot go on.
public enum RunError: Error, Sendable, CustomStringConvertible {
  /// The output holds results of another plan.
  case otherPlan(path: String, differences: [String], canExtend: Bool)
  /// The output is a result of this plan that lacks points: parts were merged before all was there.
  case partialResult(path: String, missing: Int)
  /// The output cannot be extended to this plan.
  case nothingInCommon(path: String, reason: String)

  /// The message, over several lines where that reads better.
  public var description: String {
    switch self {
    case .nothingInCommon: fact
    case .otherPlan(_, _, let canExtend):
      fact + "\nchoose another output, or "
        + (canExtend ? "--extend to keep what both have in common, or " : "")
        + "--fresh to move the old one aside"
    case .partialResult:
      fact + "\n--retry-failed computes them and keeps the others; or choose another output"
    }
  }

  /// What is so, without what a run may be told to do about it.
  public var fact: String {
    switch self {
    case .nothingInCommon(let path, let reason):
      "\(path) cannot be used: \(reason)"
    case .partialResult(let path, let missing):
      "\(path) is a partial result: it lacks \(missing) points"
    case .otherPlan(let path, let differences, _):
      "\(path) holds results of another plan:\n"
        + differences.map { "  \($0)" }.joined(separator: "\n")
    }
  }
}
