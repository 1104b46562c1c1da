internal import Foundation

/// Moves earlier work out of the way of a run, never deleting it.
struct Aside {
  private let output: String
  private let suffix: String

  private var parts: String { OutputName(result: output).parts }

  /// For the results at an output, named by the time of the move.
  init(of output: String, at time: Date = Date()) {
    self.output = output
    let stamp = time.formatted(
      .iso8601.year().month().day().time(includingFractionalSeconds: true)
        .timeZone(separator: .omitted))
    suffix = Folder.asideMark + stamp.filter { $0.isNumber || $0 == "T" }
  }

  /// Renames the result and its parts, as far as they are there.
  ///
  /// - Throws: `StoreError.locked` while another process works on the parts, `.notParts` where they
  ///   are none, `.notAResult` where a folder has the result's name; `StorageError`.
  func moveEverything() throws {
    guard !isFolder(output) else {
      throw StoreError.notAResult(path: output, reason: "it is a folder")
    }
    if FileManager.default.fileExists(atPath: parts) { try moveParts() }
    if FileManager.default.fileExists(atPath: output) { try moveResult() }
  }

  /// The name that the result has when it is moved.
  var name: String { output + suffix }

  /// Renames the result; the name that it has now.
  @discardableResult
  func moveResult() throws -> String {
    try move(output, to: name)
    return name
  }

  /// Renames the parts.
  ///
  /// - Throws: `StoreError.locked` while another process works on them, `.notParts` where they are
  ///   none; `StorageError`.
  func moveParts() throws {
    try PartsFolder.requireToBeParts(at: parts)
    try PartsFolder.requireIdle(at: parts)
    try move(parts, to: OutputName(result: name).parts)
  }

  private func move(_ old: String, to new: String) throws(StorageError) {
    guard !Folder.holds(new) else {
      throw StorageError(path: new, attempt: "moving the earlier work there", code: EEXIST)
    }
    guard rename(old, new) == 0 else {
      throw StorageError(path: old, attempt: "moving it aside", code: errno)
    }
    try Folder.containing(new).synchronize()
  }
}
