import Testing

@testable import Sweep

/// Files of numbers that terms name.
@Suite struct SamplesTests {
  private func samples(
    _ name: String, files: [String: String] = [:],
    dataset: @escaping (String, String) throws -> DatasetNumbers = { _, _ in throw NoSuchFile() }
  ) throws -> Samples? {
    let file = try readTrial(
      "axes: {dx: 0.1}\nfixed: {initial: {file: {name: \(name)}}}", files: files, dataset: dataset
    ).get()
    guard case .terms(let terms)? = file.fixed["initial"] else { return nil }
    #expect(terms[0].parameters == ["floor": [0]])
    return terms[0].samples
  }

  @Test("a row or a column has one dimension, a table two")
  func shapes() throws {
    #expect(
      try samples("row.csv") == Samples(file: "row.csv", shape: [3], values: [0.25, 0.5, 0.1]))
    let column = try #require(try samples("column.txt"))
    #expect(column.shape == [3] && column.values == [1, 2.5, 0.5])
    let table = try #require(try samples("table.csv"))
    #expect(table.shape == [2, 3] && table.values == [1, 2, 3, 4, 5, 6])
    #expect(try samples("/a.csv", files: ["/a.csv": "7"])?.shape == [1])
  }

  @Test("the digest is that of shape and values, little-endian")
  func digest() throws {
    // hashlib.sha256(struct.pack("<2Q3d", 1, 3, 0.25, 0.5, 0.1)).hexdigest()
    #expect(
      try samples("row.csv")?.sha256
        == "669afff623cb3620a812c16a7dd902800917d6fd4cfdd53462f15725cbe9ae74")
    let flat = Samples(file: "a", shape: [6], values: [1, 2, 3, 4, 5, 6])
    let table = Samples(file: "a", shape: [2, 3], values: [1, 2, 3, 4, 5, 6])
    #expect(flat.sha256 != table.sha256 && flat != table)
    #expect(table != Samples(file: "b", shape: [2, 3], values: table.values))
    #expect(table == Samples(file: "a", shape: [2, 3], values: table.values))
  }

  @Test("a colon leads to a dataset; sources keep both kinds of files")
  func datasets() throws {
    let rest = "axes: {initial: [{file: {name: \"d.h5:a/b\"}}, {file: {name: row.csv}}]}"
    var asked: [String] = []
    let file = try readTrial(rest) { path, dataset in
      asked = [path, dataset]
      return DatasetNumbers(text: "1,2\n3,4\n")
    }.get()
    #expect(asked == ["studies/d.h5", "a/b"])
    guard case .termLists(let sums) = file.axes[0].columns[0].values else { return }
    #expect(sums[0][0].samples == Samples(file: "d.h5:a/b", shape: [2, 2], values: [1, 2, 3, 4]))
    #expect(file.filesRead.keys.sorted() == ["studies/d.h5:a/b", "studies/row.csv"])
    let source = try #require(SweepSource(json: SweepSource(of: file).json))
    #expect(try source.read([FlowTrial.declaration]).get().planJSON() == file.planJSON())
  }

  @Test(
    "a file that cannot be used is told with the place of its name",
    arguments: [
      (
        "none.csv",
        "6:26 fixed 'initial': file: the file 'studies/none.csv' cannot be read: no such file | a "
          + "relative name is one beside the sweep file"
      ),
      (
        "d.h5:rho",
        "6:26 fixed 'initial': file: the dataset 'studies/d.h5:rho' cannot be read: no such file | a "
          + "relative name is one beside the sweep file"
      ),
      (
        "d.h5",
        "6:26 fixed 'initial': file: 'd.h5' is a file of datasets, and none is named | write   "
          + "d.h5:dataset"
      ),
      (
        "\"d.h5:\"",
        "6:26 fixed 'initial': file: 'd.h5:' names no file and dataset | write   density.h5:dataset"
      ),
      ("empty.csv", "6:26 fixed 'initial': file: the file 'studies/empty.csv' has no numbers"),
      (
        "[1]",
        "6:26 fixed 'initial': file: the name of a file is wanted, not a list | write   density.csv"
          + "   or, for HDF5,   density.h5:dataset"
      ),
    ])
  func mistakes(_ name: String, _ message: String) {
    #expect(trialMistakes(fixedTrial("initial: {file: {name: \(name)}}")) == [message])
  }

  @Test("mistakes in a file are told with their places in it")
  func mistakesInside() {
    #expect(
      trialMistakes(fixedTrial("initial: {file: {name: wrong.csv}}")) == [
        "studies/wrong.csv:1:1 fixed 'initial': file: 'x' is not a number | rows of numbers are "
          + "separated by blanks or by commas; '#' begins a remark",
        "studies/wrong.csv:2:1 fixed 'initial': file: the row has 3 numbers, where the first has 2 "
          + "| all rows have as many numbers",
        "studies/wrong.csv:2:3 fixed 'initial': file: a number is missing",
        "studies/wrong.csv:3:3 fixed 'initial': file: 'inf' is not a finite number",
        "studies/wrong.csv:4:1 fixed 'initial': file: '1e999' is too large for a double",
        "studies/wrong.csv:4:8 fixed 'initial': file: '0x10' is not a number | rows of numbers are "
          + "separated by blanks or by commas; '#' begins a remark",
        "studies/wrong.csv:5:1 fixed 'initial': file: '1e-999' is too small for a double and would "
          + "be 0",
      ])
  }
}
