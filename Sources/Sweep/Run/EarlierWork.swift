internal import Foundation

/// A result or parts at an output, from which a run may take points.
struct EarlierWork {
  let output: String
  let study: Study

  private var partsPath: String { OutputName(result: output).parts }

  /// Moves the earlier work aside, as one result file, and returns where that is; none where the run
  /// need only go on.
  ///
  /// With `samePlan` the work is that of this plan, and moved only if points of it have failed;
  /// without, it is that of another plan, which must have something in common with this one.
  ///
  /// - Throws: `RunError`, `StoreError`, `StorageError`, `HDF5Error`.
  func setAside(samePlan: Bool) throws -> String? {
    let aside = Aside(of: output)
    if FileManager.default.fileExists(atPath: output) {
      let plan = try ResultReader(unchanged: output).texts["plan"] ?? ""
      guard plan == study.planText ? samePlan : !samePlan else { return nil }
      if samePlan, try statusCounts(of: output).allSatisfy({ $0.key == .ok }) { return nil }
      // What cannot be used is found out before anything is moved.
      _ = try EarlierResult(output, for: study, onlySuccesses: samePlan)
      return try aside.moveResult()
    }
    guard PartsFolder.hasPlan(at: partsPath) else { return nil }
    let plan = try PartsFolder.storedPlan(at: partsPath)
    guard plan == study.planText ? samePlan : !samePlan else { return nil }
    try PartsFolder.requireIdle(at: partsPath)
    let earlier = try Study(ofPartsAt: partsPath)
    let parts = try PartsFolder(at: partsPath, study: earlier, shard: nil)
    let collected = aside.name
    _ = try mergePartially(parts, into: collected)
    var isNeeded = false
    // What is of no use need not lie there: the parts hold all of it.
    defer { if !isNeeded { unlink(collected) } }
    if samePlan,
      try statusCounts(of: collected).keys.allSatisfy({ $0 == .ok || $0 == .not_computed })
    {
      return nil
    }
    _ = try EarlierResult(collected, for: study, onlySuccesses: samePlan)
    try aside.moveParts()
    isNeeded = true
    return collected
  }
}
