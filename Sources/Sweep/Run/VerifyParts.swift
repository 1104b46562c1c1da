/// What `verifyParts(at:)` found in a folder of parts.
public struct PartsReport: Sendable, Equatable {
  /// How many points whole segments hold.
  public let storedCount: Int
  /// How many points there are.
  public let pointCount: Int
  /// The segments that are damaged, or of another plan.
  public let problems: [StoreError]
}

/// Compares every segment of a folder of parts with its SHA-256, and its plan with the folder's.
///
/// It changes nothing, and may run while others write.
///
/// - Throws: `StoreError.notParts`, `.otherPlan`; `StorageError`, `HDF5Error`.
public func verifyParts(at path: String) throws -> PartsReport {
  let study = try Study(ofPartsAt: path)
  let parts = try PartsFolder(at: path, study: study, shard: nil)
  return PartsReport(
    storedCount: parts.doneBlocks.reduce(0) { $0 + study.grid.points(of: $1).count },
    pointCount: study.grid.pointCount, problems: parts.damaged + parts.foreign)
}
