import Foundation
import Testing

@testable import Sweep

/// Whether files of the tests' folder cannot have a second name where shared memory lies.
private let hasTwoFileSystems: Bool = {
  var one = stat()
  var other = stat()
  return stat(FileManager.default.temporaryDirectory.path, &one) == 0
    && stat("/dev/shm", &other) == 0 && one.st_dev != other.st_dev
}()

/// Calls the body with a folder on another file system.
private func withOtherFileSystem(_ body: (_ folder: String) throws -> Void) throws {
  let other = "/dev/shm/sweep-tests-\(UUID().uuidString)"
  try Folder(path: other).create()
  defer { try? FileManager.default.removeItem(atPath: other) }
  try body(other)
}

@Suite struct MergeElsewhereTests {
  let folder: TemporaryFolder
  let example = ExampleStudy()

  init() throws { folder = try TemporaryFolder() }

  var path: String { folder.file("out.h5") }

  private func commitAll(to path: String) throws -> PartsFolder {
    let parts = try example.parts(at: path)
    try example.commit(Array(0..<example.grid.count), batch: 3, to: parts)
    return parts
  }

  @Test("parts are merged into a file system of another kind", .enabled(if: hasTwoFileSystems))
  func otherFileSystem() throws {
    try example.store(at: path)
    try withOtherFileSystem { other in
      let out = "\(other)/out.h5"
      // What a merge has left that was killed there, and what others may need.
      let left = TemporaryName(for: "out.h5", process: noProcess).name
      let kept = [
        TemporaryName(for: "out.h5", host: "elsewhere", process: 5).name,
        TemporaryName(for: "other.h5", process: noProcess).name, "out.h5.notes",
      ]
      for name in kept + [left] { try replace("\(other)/\(name)", with: [1]) }
      try merge(try commitAll(to: folder.file("a.parts")), into: out)
      #expect(try contents(of: out) == contents(of: path))
      #expect(try Folder(path: other).names() == (kept + ["out.h5"]).sorted())
      #expect(try folder.names(in: "") == ["out.h5"])
    }
  }

  @Test("so are parts behind a link to one, beside the result", .enabled(if: hasTwoFileSystems))
  func linkedParts() throws {
    try example.store(at: path)
    try withOtherFileSystem { other in
      let out = folder.file("linked.h5")
      symlink(other, "\(out).parts")
      try merge(try commitAll(to: "\(out).parts"), into: out)
      #expect(try contents(of: out) == contents(of: path))
      // The link is the user's, and what it leads to.
      #expect(try folder.names(in: "") == ["linked.h5", "linked.h5.parts", "out.h5"])
      #expect(try Folder(path: other).names().isEmpty)
    }
  }

  @Test("no room there: an error, and nothing is left", .enabled(if: hasTwoFileSystems))
  func noRoom() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let study = ExampleStudy(sigmas: 20)
      let parts = try study.parts(at: folder.file("a.parts"))
      try study.commit(Array(0..<study.grid.count), batch: 4, to: parts)
      try withOtherFileSystem { other in
        let free = limitFileSize(to: 8192)
        #expect(throws: HDF5Error.self) { try merge(parts, into: "\(other)/out.h5") }
        #expect(try Folder(path: other).names().isEmpty)
        free()
        try merge(parts, into: "\(other)/out.h5")
        #expect(try verify("\(other)/out.h5").isSound)
      }
    }
  }

  @Test("a run whose parts lie behind a link comes to its end", .enabled(if: hasTwoFileSystems))
  func run() throws {
    try withOtherFileSystem { other in
      for (name, isLinked) in [("one.h5", false), ("two.h5", true)] {
        let path = folder.file(name)
        if isLinked { symlink(other, "\(path).parts") }
        // A second name, as a kill leaves it after the first merge, goes with the next command.
        for _ in 0..<2 {
          let left = TemporaryName(for: path, process: noProcess).name
          if isLinked { try replace(left, with: [1]) }
          _ = try Run(
            study(smallStudy), output: path, options: RunOptions(), stop: StopRequest()
          ).perform { _ in }
          #expect(!Folder.holds(left))
        }
      }
      #expect(try contents(of: folder.file("two.h5")) == contents(of: folder.file("one.h5")))
      #expect(try folder.names(in: "") == ["one.h5", "two.h5", "two.h5.parts"])
    }
  }

  @Test("a folder that does not exist is said before anything is copied")
  func noFolder() throws {
    let parts = try commitAll(to: "\(path).parts")
    let before = try parts.folder.names()
    for into in [
      merge(_:into:),
      {
        _ = try mergePartially($0, into: $1); return nil
      },
    ] {
      #expect(
        throws: StorageError(
          path: folder.file("none"), attempt: "creating a file in it", code: ENOENT)
      ) { try into(parts, folder.file("none/out.h5")) }
    }
    #expect(try parts.folder.names() == before)
  }
}
