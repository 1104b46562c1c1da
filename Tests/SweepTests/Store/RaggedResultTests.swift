import Foundation
import Testing

@testable import Sweep

@Suite struct RaggedResultTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  var path: String { folder.file("out.h5") }

  /// The points that have values in a group, or all.
  private func points(of group: String?, _ study: RaggedStudy) -> [Int] {
    (0..<24).filter { group == nil || study.group(of: $0) == group }
  }

  private func expectValues(of study: RaggedStudy, in reader: ResultReader) throws {
    for (index, variable) in study.layout.variables.enumerated() {
      let all = study.columns(ofPoints: points(of: variable.group, study))
      let place = try variable.group.map { try reader.group(named: $0) } ?? reader
      #expect(try place.read(variable.name) == all[index], "\(variable.path)")
    }
  }

  @Test(
    "groups hold the fields of their points, in any order and number of segments",
    arguments: [(1, 1), (1, 5), (3, 1), (3, 100)])
  func roundTrip(pointsPerBlock: Int, batch: Int) throws {
    let study = RaggedStudy(pointsPerBlock: pointsPerBlock)
    let parts = try study.parts(at: "\(path).parts")
    try study.commit(Array((0..<study.grid.count).reversed()), batch: batch, to: parts)
    try merge(parts, into: path)
    let reader = try ResultReader(path)
    try expectValues(of: study, in: reader)
    let report = try verify(path)
    #expect(report.isSound && report.pointCount == 24, "\(report.problems)")
  }

  @Test("a group has the dimensions and coordinates of its own positions")
  func frames() throws {
    let study = RaggedStudy()
    try study.commit(Array(0..<24), batch: 7, to: try study.parts(at: "\(path).parts"))
    try merge(study.parts(at: "\(path).parts", shard: nil), into: path)
    let reader = try ResultReader(path)
    #expect(reader.dimensions.map(\.name) == ["sigma", "case", "p", "component"])
    #expect(reader.variables.map(\.name) == ["status", "mean"])
    #expect(reader.groups.compactMap(\.group) == ["big", "flat", "small"])
    let big = try reader.group(named: "big")
    #expect(big.parts == [ResultReader.Part(axis: "case", positions: [0, 2])])
    #expect(big.dimensions.map(\.name) == ["sigma", "case", "p", "t", "y", "x", "component"])
    #expect(big.dimensions.map(\.size) == [2, 2, 3, 2, 3, 4, 2])
    #expect(big.dimensions[1].scale == .int64([0, 2]))
    let values = Dictionary(uniqueKeysWithValues: big.coordinates.map { ($0.name, $0.values) })
    #expect(values["dx"] == .float64([0.1, 0.3]))
    #expect(values["case_weights"] == .float64([0.1, 0.9, 0.3, 0.7]))
    #expect(values["gap"] == .float64([1.5]))
    #expect(big.variables.map(\.dimensions).first == ["sigma", "case", "p", "t", "y", "x"])
    #expect(try reader.group(named: "flat").dimensions.map(\.size) == [2, 1, 3, 2, 1, 5, 2])
    #expect(throws: TableError.self) { try reader.group(named: "bigger") }
  }

  @Test("of a segment without points of a group nothing of that group is stored")
  func segments() throws {
    let study = RaggedStudy(pointsPerBlock: 3)
    let parts = try study.parts(at: "\(path).parts")
    try parts.commit([1, 3, 5].map { ($0, study.columns(of: $0)) })
    let segment = try Segment(checking: "\(path).parts/segment-0-of-1-000000.h5")
    let file = try HDF5File.open(at: segment.path)
    #expect(try file.members(of: "variables/big").isEmpty)
    let flat = try HDF5Dataset(opening: "variables/flat/density", in: file)
    #expect(flat.shape == [6, 10])
    let reader = try SegmentReader(segment, layout: study.layout)
    for (index, block) in [1, 3, 5].enumerated() {
      #expect(try reader.columns(of: index) == study.columns(of: block))
    }
  }

  @Test("a partial result has fill values in the groups, and going on makes it whole")
  func partial() throws {
    let study = RaggedStudy()
    let parts = try study.parts(at: "\(path).parts")
    let first = (0..<24).filter { $0 != 4 && $0 != 7 }
    try study.commit(first, batch: 5, to: parts)
    #expect(try mergePartially(parts, into: folder.file("partial.h5")) == 2)
    let flat = try ResultReader(folder.file("partial.h5")).group(named: "flat")
    guard case .float64(let values) = try flat.read("density") else { return }
    // Points 3, 4, 5 and 15, 16, 17 are in the group.
    #expect(values.map(\.isNaN) == (0..<60).map { 10..<20 ~= $0 })
    #expect(
      try verify(folder.file("partial.h5")).problems == [.notComputed(count: 2, first: 4)])
    try study.commit([4, 7], batch: 1, to: parts)
    try merge(parts, into: path)
    try expectValues(of: study, in: ResultReader(path))
  }

  @Test("NaN in a group is reported with its point among all")
  func unexpectedNaN() throws {
    let study = RaggedStudy()
    let parts = try study.parts(at: "\(path).parts")
    try study.commit(Array(0..<24), batch: 24, to: parts) { block, columns in
      // Points 19 and 20 lie in the second half of the group `big`.
      guard block == 19, case .float64(var values) = columns[1] else { return }
      values[5] = .nan
      columns[1] = .float64(values)
    }
    try merge(parts, into: path)
    #expect(
      try verify(path).problems == [
        .unexpectedNaN(variable: "big/density", count: 1, firstPoint: 19)
      ])
  }

  @Test("a damaged chunk of a group is named, and in an edited file a changed value or attribute")
  func damage() throws {
    let study = RaggedStudy()
    try study.commit(Array(0..<24), batch: 7, to: try study.parts(at: "\(path).parts"))
    try merge(study.parts(at: "\(path).parts", shard: nil), into: path)
    let whole = try contents(of: path)
    let density = study.layout.variables[2]
    let bytes = study.values(of: density, at: 16).withUnsafeBytes { Array($0) }
    let place = try #require(whole.indices.first { whole[$0...].starts(with: bytes) })
    var damaged = whole
    damaged[place + 3] ^= 1
    try replace(path, with: damaged)
    let problems = try verify(path).problems
    #expect(problems.count == 2 && problems.first == .damaged)
    #expect(problems.last?.description.hasPrefix("flat/density cannot be read: ") == true)

    func problemsOfChange(after key: String) throws -> [VerifyReport.Problem] {
      var bytes = whole
      let key = Array("\"\(key)\": \"".utf8)
      let place = try #require(whole.indices.last { whole[$0...].starts(with: key) }) + key.count
      bytes[place] = bytes[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
      bytes.removeLast(Seal.length)
      try replace(path, with: bytes)
      return try verify(path).problems
    }
    #expect(try problemsOfChange(after: "flat/dx") == [.changed(name: "flat/dx")])
    #expect(try problemsOfChange(after: "big/density") == [.changed(name: "big/density")])
  }

  @Test("the account of a file has the attributes, types and dimensions in groups")
  func account() throws {
    let study = RaggedStudy()
    try study.commit(Array(0..<24), batch: 7, to: try study.parts(at: "\(path).parts"))
    try merge(study.parts(at: "\(path).parts", shard: nil), into: path)
    let stored = try StoredResult(opening: path)
    let account = try Checksums.account(
      of: stored.file, groups: stored.groupNames, datasets: stored.datasetNames)
    let lines = account.split(separator: "\n")
    #expect(lines.contains("big\tshape_axis\ttext\t\"case\""))
    #expect(
      lines.contains("big/density\tdimensions\tshape\tsigma=2 case=2 p=3 t=2 y=3 x=4"))
    #expect(lines.contains("flat/sign\ttype\tshape\tint8"))
  }

  @Test("a group is a table of its own, and its variables are not looked for at the root")
  func table() throws {
    let study = RaggedStudy()
    try study.commit(Array(0..<24), batch: 7, to: try study.parts(at: "\(path).parts"))
    try merge(study.parts(at: "\(path).parts", shard: nil), into: path)
    let reader = try ResultReader(path)
    let selections = ["case=2", "p=1", "x=0.5", "t=0"].compactMap { Selection($0) }
    let table = try ResultTable(
      of: reader.group(named: "big"), variables: ["density"], where: selections)
    var rows: [[ResultTable.Cell]] = []
    try table.forEachRow { rows.append($0) }
    #expect(table.headings.last == "density" && rows.count == 6)
    // The point (0, 2, 1) is number 7; x = 0.5 is the third of four.
    #expect(rows.first?.last == .number(7 + 2.0 / 64))
    let dx = try #require(table.headings.firstIndex(of: "dx"))
    #expect(rows.allSatisfy { $0[dx] == .number(0.3) })
    #expect {
      try ResultTable(of: reader, variables: ["density"])
    } throws: { error in
      guard case TableError.variableInGroups("density", let groups) = error else { return false }
      return groups == ["big", "flat", "small"]
    }
  }
}
