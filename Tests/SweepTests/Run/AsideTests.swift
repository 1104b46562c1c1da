import Foundation
import Testing

@testable import Sweep

@Suite struct AsideTests {
  let folder: TemporaryFolder
  let study = ExampleStudy()

  init() throws { folder = try TemporaryFolder() }

  var path: String { folder.file("out.h5") }
  var parts: String { "\(path).parts" }

  @Test("a folder of others is refused, and nothing in it changes")
  func foreignFolder() throws {
    try Folder(path: parts).create()
    try replace("\(parts)/Cargo.lock", with: [1, 2, 3])
    #expect(throws: StoreError.notParts(path: parts)) { try Aside(of: path).moveEverything() }
    #expect(try contents(of: "\(parts)/Cargo.lock") == [1, 2, 3])
    #expect(try folder.names(in: "") == ["out.h5.parts"])
  }

  @Test("neither are others' files changed in a folder that holds parts")
  func foreignFiles() throws {
    try study.commit([1], batch: 1, to: try study.parts(at: parts))
    let names = ["poetry.lock", "shard-notes.lock", "shard-00-of-1.lock"]
    for name in names { try replace("\(parts)/\(name)", with: [1, 2, 3]) }
    let aside = Aside(of: path)
    try aside.moveEverything()
    #expect(try folder.names(in: "") == ["\((aside.name as NSString).lastPathComponent).parts"])
    for name in names { #expect(try contents(of: "\(aside.name).parts/\(name)") == [1, 2, 3]) }
  }

  @Test("what is left of parts without a plan, or with one that cannot be read, is moved")
  func remains() throws {
    try Folder(path: parts).create()
    try replace("\(parts)/segment-0-of-1-000000.h5.damaged", with: [1])
    try Aside(of: path, at: Date(timeIntervalSince1970: 0)).moveEverything()
    try Folder(path: parts).create()
    try replace("\(parts)/plan.json", with: [])
    try Aside(of: path, at: Date(timeIntervalSince1970: 1)).moveEverything()
    #expect(try folder.names(in: "").count == 2)
    #expect(!Folder.holds(parts))
  }

  @Test("a lock that is a link is not followed")
  func linkedLock() throws {
    try study.commit([1], batch: 1, to: try study.parts(at: parts))
    let thesis = folder.file("thesis.tex")
    try replace(thesis, with: [1, 2, 3])
    try Folder(path: parts).remove("shard-0-of-1.lock")
    symlink(thesis, "\(parts)/shard-0-of-1.lock")
    #expect(throws: StorageError.self) { try Aside(of: path).moveEverything() }
    #expect(try contents(of: thesis) == [1, 2, 3])
  }
}
