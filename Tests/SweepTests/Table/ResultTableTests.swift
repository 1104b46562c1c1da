import Testing

@testable import Sweep

@Suite struct ResultTableTests {
  private func withResult(_ body: (ResultReader) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      _ = try Run(
        study(smallStudy), output: path, options: RunOptions(workers: 2), stop: StopRequest()
      ).perform { _ in }
      try body(try ResultReader(path))
    }
  }

  @Test("rows run over the dimensions with their coordinates beside them")
  func rows() throws {
    try withResult { result in
      let table = try ResultTable(of: result, variables: ["ratio"])
      #expect(
        table.headings == [
          "sigma", "d", "p", "p_weights_1", "p_weights_2", "theta", "ratio",
        ])
      #expect(table.rowCount == 54)
      guard case .float64(let ratios) = try result.read("ratio") else { return }
      var met: [ResultTable.Cell] = []
      try table.forEachRow { cells in
        #expect(cells.count == 7)
        met.append(cells[6])
      }
      #expect(met == ratios.map { .number($0) })
    }
  }

  @Test("a selection keeps the rows that it names")
  func selection() throws {
    try withResult { result in
      let selections = try ["sigma=0.1..1", "d=2", "p=1"].map { try #require(Selection($0)) }
      let table = try ResultTable(of: result, variables: ["ratio", "status"], where: selections)
      #expect(table.rowCount == 5)
      var rows: [[ResultTable.Cell]] = []
      try table.forEachRow(limit: 2) { rows.append($0) }
      #expect(rows.count == 2)
      #expect(
        rows[0].prefix(5) == [.number(0.1), .number(2), .integer(1), .number(0.2), .number(0.8)])
      #expect(rows[0].contains(.text("ok")))
      guard case .float64(let ratios) = try result.read("ratio") else { return }
      // Positions 4 of sigma, 2 of d, 1 of p.
      #expect(rows[0].contains(.number(ratios[4 * 6 + 2 * 2 + 1])))
    }
  }

  @Test("what is not there is refused with what is")
  func refusals() throws {
    try withResult { result in
      #expect(throws: TableError.self) { try ResultTable(of: result, variables: ["rtio"]) }
      let absent = try #require(Selection("sigma=5"))
      do {
        _ = try ResultTable(of: result, where: [absent])
        Issue.record("a value that is not there was selected")
      } catch {
        #expect("\(error)".hasPrefix("no value of sigma is selected; it takes 0.01, "))
      }
    }
    #expect(Selection("sigma") == nil && Selection("sigma=") == nil && Selection("=1") == nil)
    #expect(Selection("sigma=2..1") == nil && Selection("sigma=..") == nil)
  }
}
