extension OutputName {
  /// The file of the result that a path means, be it named as that or as the folder of its parts.
  ///
  /// - Throws: `StoreError` where there are parts and nothing merged; a file that does not
  ///   exist is for who opens it to find.
  public static func resultFile(_ path: String) throws(StoreError) -> String {
    let name = OutputName(path)
    if Folder.holds(path), !isFolder(path) { return path }
    // Parts without a plan are merged: a link and the empty folder behind it stay.
    let isMerged = !PartsFolder.hasPlan(at: name.parts) && !isFolder(name.result)
    if isMerged, Folder.holds(name.result) { return name.result }
    guard isFolder(name.parts) else { return path }
    if Folder.holds(name.result) {
      guard name.isParts(path) else { return path }
      throw .notAResult(
        path: path, reason: "it is the folder of parts beside \(name.result), which is one")
    }
    if PartsFolder.hasPlan(at: name.parts) { throw .notMerged(name) }
    throw StudyStatus.isAwaited(at: path)
      ? .nothingStored(at: path) : .notParts(path: name.parts)
  }
}
