import Foundation
import Testing

@testable import Sweep

@Suite struct ResultFileTests {
  let folder: TemporaryFolder
  let study = ExampleStudy()

  init() throws { folder = try TemporaryFolder() }

  var path: String { folder.file("out.h5") }

  @Test("what is read is what was computed, bit for bit")
  func roundTrip() throws {
    try study.store(at: path)
    let reader = try ResultReader(path)
    let layout = study.layout
    #expect(reader.attributes == layout.marked(complete: true).attributes)
    #expect(reader.texts == layout.texts)
    // In an order of their own, not of a dictionary's: files are to be equal.
    let stored = try StoredResult(opening: path)
    #expect(stored.textNames == ["plan", "sweep_file", "version", "checksums"])
    #expect(reader.dimensions == layout.pointDimensions + layout.innerDimensions)
    #expect(reader.variables.map(\.name) == layout.variables.map(\.name))
    for (found, declared) in zip(reader.variables, layout.variables) {
      #expect(found.dimensions == ["sigma", "d", "p"] + declared.dimensions)
      #expect(found.type == declared.type)
      #expect(
        found.attributes
          == declared.attributes + [Attribute("coordinates", .text("p_name sigma_offset"))])
    }
    #expect(reader.coordinates == layout.coordinates)
    for (variable, column) in zip(layout.variables, study.allColumns) {
      #expect(try reader.read(variable.name).isIdentical(to: column), "\(variable.name)")
    }
  }

  @Test("a box is the part of the whole at its place")
  func box() throws {
    try study.store(at: path)
    let reader = try ResultReader(path)
    let panels = try reader.read("panels", start: [1, 0, 2], count: [2, 2, 2])
    #expect(panels == .int64([14, 15, 18, 19, 26, 27, 30, 31].map { 1 << $0 }))
  }

  @Test("every block size gives the same values", arguments: [1, 3, 4, 12, 36, 1000])
  func blockSizes(pointsPerBlock: Int) throws {
    let study = ExampleStudy(pointsPerBlock: pointsPerBlock)
    try study.store(at: path)
    let reader = try ResultReader(path)
    for (variable, column) in zip(study.layout.variables, study.allColumns) {
      #expect(try reader.read(variable.name).isIdentical(to: column), "\(variable.name)")
    }
    #expect(try verify(path).problems == [])
  }

  @Test("what is not written yet reads as NaN and status 0")
  func fillValues() throws {
    let file = try ResultFile(creating: path, layout: study.layout, grid: study.grid)
    let stored = try HDF5File.create(at: folder.file("fill.h5"))
    let values = try HDF5Dataset(creating: "x", in: stored, type: .float64, shape: [3])
    let status = try HDF5Dataset(creating: "s", in: stored, type: .uint8, shape: [3])
    guard case .float64(let read) = try values.read() else { return #expect(Bool(false)) }
    #expect(read.allSatisfy(\.isNaN) && read.count == 3)
    #expect(try status.read() == .uint8([0, 0, 0]))
    withExtendedLifetime(file) {}
  }

  @Test("a point that is not computed and a NaN where status is ok are reported")
  func statusAgainstNaN() throws {
    let parts = try study.parts(at: "\(path).parts")
    for block in 0..<study.grid.count {
      var columns = study.columns(of: block)
      if study.grid.points(of: block).contains(20) {
        guard case .float64(var wim) = columns[0], case .uint8(var status) = columns[5] else {
          continue
        }
        wim[1] = .nan
        status[2] = 0
        columns[0] = .float64(wim)
        columns[5] = .uint8(status)
      }
      try parts.commit([(block, columns)])
    }
    try merge(parts, into: path)
    let report = try verify(path)
    let first = try #require(
      (0..<study.grid.count).map { study.grid.points(of: $0) }.first { $0.contains(20) }
    ).lowerBound
    #expect(
      report.problems == [
        .notComputed(count: 1, first: first + 2),
        .unexpectedNaN(variable: "wim", count: 1, firstPoint: first),
      ])
    #expect(report.statusCounts == [0: 1, 1: 58, 3: 1])
  }

  @Test("files that are no results are refused with a reason")
  func notResults() throws {
    #expect(throws: StorageError(path: path, attempt: "opening", code: ENOENT)) {
      try ResultReader(path)
    }
    try replace(path, with: Array("no HDF5".utf8))
    #expect(throws: StoreError.self) { try ResultReader(path) }
    let foreign = try HDF5File.create(at: folder.file("foreign.h5"))
    try foreign.close()
    let reason = "it has no /provenance/checksums"
    #expect(
      throws: StoreError.notAResult(path: folder.file("foreign.h5"), reason: reason)
    ) { try ResultReader(folder.file("foreign.h5")) }
    // A result whose writer died before the end.
    do {
      let file = try ResultFile(
        creating: folder.file("half.h5"), layout: study.layout, grid: study.grid)
      try file.write(block: 0, columns: study.columns(of: 0))
    }
    #expect(throws: StoreError.notAResult(path: folder.file("half.h5"), reason: reason)) {
      try verify(folder.file("half.h5"))
    }
  }

  @Test("files that are let go of are closed")
  func descriptors() throws {
    let name = "\(path).parts/segment-0-of-1-000000.h5"
    try study.commit([0, 1], batch: 2, to: try study.parts(at: "\(path).parts"))
    // Other tests run beside this one; only descriptors of this file count.
    func openCount() throws -> Int {
      let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
      return descriptors.filter { descriptor in
        let target = try? FileManager.default.destinationOfSymbolicLink(
          atPath: "/proc/self/fd/\(descriptor)")
        return target == name
      }.count
    }
    do {
      let reader = try SegmentReader(Segment(checking: name), layout: study.layout)
      #expect(try openCount() == 1)
      _ = try reader.columns(of: 1)
    }
    #expect(try openCount() == 0)
  }

  @Test("an unknown variable is refused and the known ones are named")
  func unknownVariable() throws {
    try study.store(at: path)
    #expect {
      try ResultReader(path).read("wmi")
    } throws: { error in
      guard case StoreError.unknownVariable("wmi", _, let known) = error else { return false }
      return known.contains("wim")
    }
  }
}
