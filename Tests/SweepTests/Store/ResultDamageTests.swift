import Foundation
import TestSupport
import Testing

@testable import Sweep

@Suite struct ResultDamageTests {
  let folder: TemporaryFolder
  let study = ExampleStudy(sigmas: 2, pointsPerBlock: 8)
  let path: String
  let whole: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("out.h5")
    try study.store(at: path)
    whole = try contents(of: path)
  }

  /// Whether the file is found damaged; a file that is not has to read as the
  /// one that was written.
  func isFound(_ bytes: [UInt8]) throws -> Bool {
    try replace(path, with: bytes)
    guard let report = try? verify(path), report.isSound else { return true }
    let reader = try ResultReader(path)
    #expect(reader.attributes == study.layout.marked(complete: true).attributes)
    #expect(reader.texts == study.layout.texts)
    #expect(reader.dimensions == study.layout.pointDimensions + study.layout.innerDimensions)
    #expect(reader.coordinates == study.layout.coordinates)
    for (variable, column) in zip(study.layout.variables, study.allColumns) {
      #expect(try reader.read(variable.name).isIdentical(to: column), "\(variable.name)")
    }
    return false
  }

  @Test("every flipped bit is found", arguments: [UInt64(20_260_104)])
  func flips(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<150 {
      let place = Int.random(in: whole.indices, using: &generator)
      var bytes = whole
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      #expect(try isFound(bytes), "byte \(place), seed \(seed)")
    }
    #expect(try !isFound(whole))
  }

  @Test("every truncation is found", arguments: [UInt64(20_260_105)])
  func truncations(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for length in [0, 1, whole.count - 1]
      + (0..<40).map({ _ in Int.random(in: whole.indices, using: &generator) })
    {
      #expect(try isFound(Array(whole[..<length])), "\(length) bytes, seed \(seed)")
    }
  }

  @Test("a damaged chunk is named")
  func damagedChunk() throws {
    let value = study.columns(of: 0)[3]
    guard case .int64(let panels) = value else { return }
    let bytes = panels.withUnsafeBytes { Array($0) }
    let place = try #require(whole.indices.first { whole[$0...].starts(with: bytes) })
    var damaged = whole
    damaged[place + 3] ^= 1
    try replace(path, with: damaged)
    let problems = try verify(path).problems
    #expect(problems.first == .damaged)
    #expect(problems.count == 2)
    #expect(problems.last?.description.hasPrefix("panels cannot be read: ") == true)
    #expect(throws: StoreError.self) { try ResultReader(path) }
  }

  @Test("a value that was changed in an edited file is found and named")
  func changedValue() throws {
    // The text of point 1 is stored outside of everything HDF5 checks.
    let text = Array("point 1 ü".utf8)
    let place = try #require(
      whole.indices.first { whole[$0...].starts(with: text) }, "the text lies in the file")
    var bytes = whole
    bytes[place] = UInt8(ascii: "P")
    bytes.removeLast(Seal.length)
    try replace(path, with: bytes)
    #expect(try verify(path).problems == [.changed(name: "remark")])
  }

  @Test("checksums of an edited file that do not fit are told apart")
  func changedChecksums() throws {
    func problems(after key: String, offset: Int, _ byte: UInt8) throws -> [VerifyReport.Problem] {
      var bytes = whole
      let key = Array("\"\(key)\": \"".utf8)
      let place = try #require(whole.indices.last { whole[$0...].starts(with: key) })
      let old = bytes[place + key.count + offset]
      bytes[place + key.count + offset] = old == byte ? byte + 1 : byte
      bytes.removeLast(Seal.length)
      try replace(path, with: bytes)
      return try verify(path).problems
    }
    let zero = UInt8(ascii: "0")
    #expect(
      try problems(after: "attributes", offset: 3, zero)
        == [.changed(name: "an attribute, type or dimension")])
    #expect(
      try problems(after: "plan", offset: 3, zero)
        == [.changed(name: "/provenance/plan")])
    #expect(
      try problems(after: "p_weights", offset: 63, zero)
        == [.changed(name: "p_weights")])
    #expect(
      try problems(after: "algorithm", offset: 0, UInt8(ascii: "z"))
        == [.checksumsChanged])
  }
}
