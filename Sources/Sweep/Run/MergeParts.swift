internal import Foundation

/// What merging a folder of parts has made.
public enum MergeOutcome: Sendable, Equatable {
  /// The result; so many of its points have each status.
  case complete([PointStatus: Int])
  /// Nothing: the result was there before, and parts that were left of it are gone; so many of its points
  /// have each status.
  case wasComplete([PointStatus: Int])
  /// A result that lacks so many points, at a name that says partial.
  case partial(path: String, missing: Int)
}

/// Makes the result from a folder of parts; nothing else is needed, not even the sweep file.
///
/// With `allowingGaps`, parts that lack points give a file beside `output` whose name
/// says partial, and stay. `notice` is called with what a user should know beside that.
///
/// - Throws: `StoreError`, `StorageError`, `HDF5Error`.
public func mergeParts(
  at path: String, into output: String, allowingGaps: Bool, notice: (String) -> Void = { _ in }
) throws -> MergeOutcome {
  let name = OutputName(path)
  guard PartsFolder.hasPlan(at: path) else {
    return try .wasComplete(countsOfMerged(name, into: output, notice: notice))
  }
  let study = try Study(ofPartsAt: path)
  // A kill after the storing of the result leaves its own parts beside it. Those of another result of
  // the same plan may be wanted, to be compared.
  if name.isResult(at: output), isResult(at: output, of: study) {
    try tidyParts(at: path, ofResult: output, plan: study.planText, notice: notice)
    return .wasComplete(try statusCounts(of: output))
  }
  let parts = try PartsFolder(at: path, study: study, shard: nil)
  guard allowingGaps, parts.doneBlocks.count < study.grid.count else {
    if let folder = try merge(parts, into: output) { notice(noticeOfDamage(in: folder)) }
    return .complete(try statusCounts(of: output))
  }
  let partial = nameOfPartial(output)
  for error in parts.damaged { notice("\(error); its points are left out") }
  let missing = try mergePartially(parts, into: partial)
  return .partial(path: partial, missing: missing)
}

/// Whether a whole result of a study is there already.
private func isResult(at output: String, of study: Study) -> Bool {
  (try? OutputCheck(study, output: output).hasResult()) ?? false
}

/// The counts of a result whose parts are gone, since they have been merged into it.
///
/// - Throws: `StoreError.nothingStored` where they have not; `StorageError`, `HDF5Error`.
private func countsOfMerged(
  _ name: OutputName, into output: String, notice: (String) -> Void
) throws -> [PointStatus: Int] {
  guard Folder.holds(name.result) else {
    if Folder.holds(name.parts), !StudyStatus.isAwaited(at: name.result) {
      throw StoreError.notParts(path: name.parts)
    }
    throw StoreError.nothingStored(at: name.parts)
  }
  guard name.isResult(at: output) else {
    throw StoreError.nothingStored(
      path: name.parts, advice: " any more: the result is \(name.result)")
  }
  let counts = try statusCounts(of: output)
  let missing = counts[.not_computed, default: 0]
  guard missing == 0 else {
    throw StoreError.nothingStored(
      path: name.parts, advice: ", and \(output) lacks \(missing) points")
  }
  // A kill may leave a folder that has lost its plan already.
  if isFolder(name.parts), let folder = try removeParts(at: name.parts) {
    notice(noticeOfDamage(in: folder))
  }
  return counts
}

/// `out.h5` as `out.partial.h5`.
private func nameOfPartial(_ output: String) -> String {
  guard let dot = output.lastIndex(of: "."), !output[dot...].contains("/") else {
    return output + ".partial"
  }
  return output[..<dot] + ".partial" + output[dot...]
}
