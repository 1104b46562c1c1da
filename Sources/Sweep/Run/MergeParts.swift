internal import Foundation

/// What merging a folder of parts has made.
public enum MergeOutcome: Sendable, Equatable {
  /// The result; so many of its points have each status.
  case complete([PointStatus: Int])
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
  let study = try Study(ofPartsAt: path)
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

/// `out.h5` as `out.partial.h5`.
private func nameOfPartial(_ output: String) -> String {
  guard let dot = output.lastIndex(of: "."), !output[dot...].contains("/") else {
    return output + ".partial"
  }
  return output[..<dot] + ".partial" + output[dot...]
}
