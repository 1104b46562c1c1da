internal import Foundation

/// Removes the parts that are left of a result of a plan, once the result is known to be whole.
///
/// A kill between the storing of a result and the removal of its parts leaves both, or a folder
/// that has lost its plan already. Parts of another plan stay.
///
/// - Throws: `StoreError`, `.damaged` where the result is not whole; `StorageError`, `HDF5Error`.
func tidyParts(
  at path: String, ofResult output: String, plan: String, notice: (String) -> Void
) throws {
  try MergePlace.removeLeftovers(beside: output)
  // A link whose scratch folder is gone holds nothing that could be removed.
  guard isFolder(path) else { return }
  if PartsFolder.hasPlan(at: path) {
    guard try PartsFolder.storedPlan(at: path) == plan else { return }
    // The parts are the only other copy.
    let report = try verify(output)
    guard report.isSound, report.isSealed else {
      let problems = report.problems.map { "\($0)" } + (report.isSealed ? [] : ["it has no seal"])
      throw StoreError.damaged(
        path: output,
        reason: problems.joined(separator: "; ")
          + "; its parts are still there: move it aside and run again")
    }
  }
  if let folder = try removeParts(at: path) { notice(noticeOfDamage(in: folder)) }
}

/// What a user should know of damaged segments that merging has left over.
func noticeOfDamage(in folder: String) -> String {
  "damaged segments were moved to \(folder); their points were computed again, look at the disk"
}
