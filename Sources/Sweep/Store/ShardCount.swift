internal import Foundation

/// Into how many shards a folder of parts is divided: said once, by the first
/// run of a shard, so that a resubmitted part of a job array cannot divide it anew.
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
  static func claim(_ count: Int, in folder: Folder) throws {
    if try stored(in: folder) == nil {
      let bytes = Array("{\"count\": \(count)}\n".utf8)
      let name = folder.file(Self.name)
      do throws(StorageError) {
        try storeDurably(bytes, at: name)
      } catch {
        // Another shard was faster.
        guard error.code == EEXIST else { throw error }
      }
    }
    try require(count, in: folder)
  }

  /// Refuses a folder whose count is set and another.
  ///
  /// - Throws: `StoreError.otherShardCount`, `.damaged`; `StorageError`.
  static func require(_ count: Int, in folder: Folder) throws {
    guard let known = try stored(in: folder), known != count else { return }
    throw StoreError.otherShardCount(path: folder.path, stored: known, asked: count)
  }
}
