internal import Foundation

/// What `plan.json` in a folder of parts holds: the plan and where it came from.
///
/// One file, so that there is never a plan beside another's source.
struct PartsManifest: Codable, Equatable {
  static let name = "plan.json"

  /// More than a sweep and its files can be: a file of holes may claim any size.
  private static let mostBytes = 1 << 29

  /// The plan's text, by which parts are recognised.
  let plan: String
  /// The sweep file and the files that it names, as the first run read them.
  let source: String

  /// The file's bytes.
  var bytes: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(self))
    }
  }

  /// The manifest of a folder.
  ///
  /// - Throws: `StoreError.notParts` where there is none that can be read; `StorageError`.
  init(at folder: String) throws {
    let name = Folder(path: folder).file(Self.name)
    guard Folder.holds(name) else {
      // Nothing at all is not somebody else's folder.
      guard Folder.holds(folder) else {
        throw StorageError(path: folder, attempt: "opening", code: ENOENT)
      }
      throw StoreError.notParts(path: folder)
    }
    guard !isSpecial(name) else { throw StoreError.notParts(path: folder) }
    let file = try FileDescriptor(name, flags: O_RDONLY, attempt: "opening")
    guard file.byteCount <= Self.mostBytes else { throw StoreError.notParts(path: folder) }
    var bytes: [UInt8] = []
    while case let more = try file.next(1 << 16), !more.isEmpty { bytes += more }
    guard let manifest = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else {
      throw StoreError.notParts(path: folder)
    }
    self = manifest
  }

  init(plan: String, source: String) {
    self.plan = plan
    self.source = source
  }
}
