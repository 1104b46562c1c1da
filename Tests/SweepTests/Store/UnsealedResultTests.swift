import Foundation
import Testing

@testable import Sweep

/// A result without its seal: a copy by another program, or edited by one.
@Suite struct UnsealedResultTests {
  let folder: TemporaryFolder
  let study = ExampleStudy(sigmas: 2, pointsPerBlock: 8)
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("out.h5")
    try study.store(at: path)
  }

  @Test("a copy is sound, and said to have no seal")
  func copy() throws {
    #expect(try verify(path).isSealed)
    try replace(path, with: Array(try contents(of: path).dropLast(Seal.length)))
    let report = try verify(path)
    #expect(report.isSound && !report.isSealed)
    #expect(try ResultReader(unchanged: path).deviations.isEmpty)
  }

  @Test("a seal that was cut in the middle is damage", arguments: [1, 20, 66, 72])
  func cutSeal(bytes count: Int) throws {
    try replace(path, with: Array(try contents(of: path).dropLast(count)))
    #expect(try verify(path).problems == [.damaged])
  }

  @Test("a value that is not what was written is shown and named, and not gone on from")
  func changedValue() throws {
    var bytes = try contents(of: path)
    let text = Array("point 1 ü".utf8)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: text) })
    bytes[place] = UInt8(ascii: "P")
    try replace(path, with: Array(bytes.dropLast(Seal.length)))
    let reader = try ResultReader(path)
    #expect(reader.deviations == [.changed(name: "remark")])
    guard case .text(let remarks) = try reader.read("remark") else { return }
    #expect(remarks[1] == "Point 1 ü")
    #expect(throws: StoreError.damaged(path: path, reason: "remark is not what was written")) {
      try ResultReader(unchanged: path)
    }
  }
}
