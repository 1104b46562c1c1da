internal import Foundation

/// What merging a folder of parts has made.
public enum MergeOutcome: Sendable, Equatable {
  /// The result; so many of its points have each status.
  case complete([PointStatus: Int])
  /// Nothing: the result was there before; parts that were left of it are gone.
  case wasComplete
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
  guard PartsFolder.hasPlan(at: path) else {
    try requireResult(at: output, ofPartsAt: path, notice: notice)
    return .wasComplete
  }
  let study = try Study(ofPartsAt: path)
  if isResult(at: output, of: study) {
    try tidyParts(at: path, ofResult: output, plan: study.planText, notice: notice)
    return .wasComplete
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

/// Makes sure that parts which are gone have been merged.
///
/// - Throws: `StoreError`, `StorageError`, `HDF5Error`.
private func requireResult(
  at output: String, ofPartsAt path: String, notice: (String) -> Void
) throws {
  guard Folder.holds(output) else {
    if Folder.holds(path), !StudyStatus.isAwaited(at: path) {
      throw StoreError.notParts(path: path)
    }
    let usual = path.hasSuffix(".parts") ? String(path.dropLast(".parts".count)) : path
    guard !Folder.holds(usual) else {
      throw StoreError.nothingStored(path: path, advice: " any more: the result is \(usual)")
    }
    throw StoreError.nothingStored(at: path)
  }
  let missing = try statusCounts(of: output)[.not_computed, default: 0]
  guard missing == 0 else {
    throw StoreError.nothingStored(path: path, advice: ", and \(output) lacks \(missing) points")
  }
  try tidyParts(at: path, ofResult: output, plan: "", notice: notice)
}

/// `out.h5` as `out.partial.h5`.
private func nameOfPartial(_ output: String) -> String {
  guard let dot = output.lastIndex(of: "."), !output[dot...].contains("/") else {
    return output + ".partial"
  }
  return output[..<dot] + ".partial" + output[dot...]
}
