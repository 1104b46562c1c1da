internal import Foundation

/// By what lies at an output, whether a study may be run into it: the rules of `Run`.
///
/// Only a look, also for who does not run now: nothing is created, removed or locked.
public struct OutputCheck {
  private let study: Study
  private let output: String

  /// The check of an output for a study.
  public init(_ study: Study, output: String) {
    self.study = study
    self.output = output
  }

  /// Whether a result is there, of this study and whole.
  ///
  /// - Throws: `RunError.otherPlan` where it is that of another plan, `.partialResult` where it lacks
  ///   points; `StoreError`, `StorageError` and
  ///   `HDF5Error` where it is no result, or cannot be read.
  public func hasResult() throws -> Bool {
    guard Folder.holds(output) else { return false }
    guard !isFolder(output) else {
      throw StoreError.notAResult(path: output, reason: "it is a folder")
    }
    let stored = try ResultReader(unchanged: output).texts["plan"] ?? ""
    guard stored == study.planText else { throw otherPlan(at: output, stored) }
    let missing = try statusCounts(of: output)[.not_computed, default: 0]
    guard missing == 0 else { throw RunError.partialResult(path: output, missing: missing) }
    return true
  }

  /// Makes sure that a shard, one of `shardCount`, may be stored in the parts.
  ///
  /// - Throws: `RunError.otherPlan` where they are those of another plan; `StoreError.otherShardCount`,
  ///   and what else keeps them from being opened, but not `.locked`.
  public func requireParts(shardCount: Int) throws {
    let path = OutputName(result: output).parts
    try sayingDifferences {
      try PartsFolder.requireUsable(at: path, plan: study.planText, shardCount: shardCount)
      if PartsFolder.hasPlan(at: path) { _ = try Study(ofPartsAt: path) }
    }
  }

  /// Opens parts, and says of another plan in what it differs.
  func sayingDifferences<Opened>(_ open: () throws -> Opened) throws -> Opened {
    do {
      return try open()
    } catch StoreError.otherPlan(let path, let stored) {
      throw otherPlan(at: path, stored)
    }
  }

  private func otherPlan(at path: String, _ stored: String) -> RunError {
    let (old, new) = (PlanParts(stored), PlanParts(study.planText))
    return .otherPlan(
      path: path, differences: PlanComparison.differences(from: stored, to: study.planText),
      canExtend: old.flatMap { old in new.map { $0.reasonNotToUse(old) == nil } } ?? false)
  }
}
