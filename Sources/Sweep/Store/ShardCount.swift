internal import Foundation

/// Into how many shards a folder of parts is divided: said by the first run of a shard, so that a
/// resubmitted part of a job array cannot divide it anew.
///
/// It binds once a shard has stored a segment: a mistyped number that a run was stopped with is none.
enum ShardCount {
  static let name = "shards.json"

  private struct Contents: Codable {
    let count: Int
  }

  /// The count that a folder has; none if no shard was run.
  ///
  /// - Throws: `StoreError.damaged`, `StorageError`.
  static func stored(in folder: Folder) throws -> Int? {
    let name = folder.file(Self.name)
    guard Folder.holds(name) else { return nil }
    guard !isSpecial(name) else { throw StoreError.damaged(path: name, reason: "it is no file") }
    let file = try FileDescriptor(name, flags: O_RDONLY, attempt: "opening")
    // Read apart from `try?`: that the disk fails says nothing of the file.
    let bytes = Data(try file.next(4096))
    guard let contents = try? JSONDecoder().decode(Contents.self, from: bytes), contents.count > 0
    else { throw StoreError.damaged(path: name, reason: "it tells no number of shards") }
    return contents.count
  }

  /// Sets the count unless it is set.
  ///
  /// - Throws: `StoreError.otherShardCount` where it is another; `StorageError`.
  /// - Precondition: no shard of another count is at work.
  static func claim(_ count: Int, in folder: Folder) throws {
    try require(count, in: folder)
    let known = try stored(in: folder)
    guard known != count else { return }
    if known != nil { try folder.remove(name) }
    let bytes = Array("{\"count\": \(count)}\n".utf8)
    do throws(StorageError) {
      try storeDurably(bytes, at: folder.file(name))
    } catch {
      // Another shard was faster.
      guard error.code == EEXIST else { throw error }
      try require(count, in: folder)
    }
  }

  /// Refuses a folder whose count is another, and of which shards have stored segments.
  ///
  /// - Throws: `StoreError.otherShardCount`, `.damaged`; `StorageError`.
  static func require(_ count: Int, in folder: Folder) throws {
    guard let known = try stored(in: folder), known != count,
      try folder.names().contains(where: { PartsFolder.isSegment($0, ofDivisionBy: known) })
    else { return }
    throw StoreError.otherShardCount(path: folder.path, stored: known, asked: count)
  }
}
