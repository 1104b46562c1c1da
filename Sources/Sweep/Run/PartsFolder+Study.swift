extension Study {
  /// The study whose parts lie in a folder, rebuilt from the source stored there.
  ///
  /// - Throws: `StoreError.notParts`; `.otherPlan` where this version of the program makes another
  ///   plan of the same source; `StorageError`.
  public init(ofPartsAt path: String) throws {
    let stored = try PartsFolder.storedPlan(at: path)
    guard let source = SweepSource(json: try PartsFolder.storedSource(at: path)) else {
      throw StoreError.damaged(path: path, reason: "its source cannot be read")
    }
    guard case .success(let file) = source.read(Catalogue.declarations),
      let study = Study(file), study.planText == stored
    else { throw StoreError.otherPlan(path: path, stored: stored) }
    self = study
  }
}

extension PartsFolder {
  /// Opens the parts of a study for a shard, or only to look where there is none.
  ///
  /// The layout is made from the source that the first run stored: comments and names of
  /// later runs do not show in the result.
  public convenience init(at path: String, study: Study, shard: Shard?) throws {
    var first = study
    if PartsFolder.hasPlan(at: path) {
      let stored = try PartsFolder.storedPlan(at: path)
      guard stored == study.planText else {
        throw StoreError.otherPlan(path: path, stored: stored)
      }
      first = try Study(ofPartsAt: path)
    }
    try self.init(
      at: path, plan: study.planText, source: SweepSource(of: study.file).json,
      layout: first.layout, grid: first.grid, shard: shard)
  }
}
