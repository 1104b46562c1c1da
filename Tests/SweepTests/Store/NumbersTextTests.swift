import Testing

@testable import Sweep

/// Datasets of HDF5 as texts of numbers.
@Suite struct NumbersTextTests {
  private func withFile(_ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/d.h5"
      let file = try HDF5File.create(at: path)
      try file.createGroup("a")
      // Nothing is written of it: it takes no room.
      try HDF5Dataset(
        creating: "endless", in: file, type: .float64, shape: [1 << 33, 1 << 33], chunk: [64, 64]
      ).close()
      func add(_ name: String, _ shape: [Int], _ values: Column) throws {
        let dataset = try HDF5Dataset(
          creating: name, in: file, type: values.type, shape: shape)
        try dataset.write(values)
        try dataset.close()
      }
      try add("a/table", [2, 3], .float64([0.1, -2.5e-300, 3, 4, 5, 6]))
      try add("line", [3], .int8([1, -2, 3]))
      try add("texts", [1], .text(["x"]))
      try add("scalar", [], .float64([1]))
      try add("cube", [1, 1, 1], .float64([1]))
      try add("hole", [2, 2], .float64([1, 2, 3, .nan]))
      try file.close()
      try body(path)
    }
  }

  @Test("a line a row, bit for bit; whole numbers, too")
  func texts() throws {
    try withFile { path throws in
      #expect(
        try numbersText(of: "a/table", inFileAt: path) == "0.1,-2.5e-300,3.0\n4.0,5.0,6.0\n")
      #expect(try numbersText(of: "line", inFileAt: path) == "1.0\n-2.0\n3.0\n")
    }
  }

  @Test(
    "what cannot be used is told with file and dataset",
    arguments: [
      ("texts", "it holds no numbers, where a dataset of numbers is wanted"),
      ("scalar", "it has 0 dimensions, where one or two are wanted"),
      ("cube", "it has 3 dimensions, where one or two are wanted"),
      (
        "endless",
        "it has 8589934592 × 8589934592 numbers, of which at most 2147483648 are read"
      ),
      ("hole", "value [1, 1] is nan, where finite numbers are wanted"),
    ])
  func refused(_ name: String, _ reason: String) throws {
    try withFile { path throws in
      #expect(throws: HDF5Error(action: "reading '\(name)'", path: path, reason: reason)) {
        try numbersText(of: name, inFileAt: path)
      }
    }
  }

  @Test("a file or a dataset that is not there, and a group")
  func missing() throws {
    try withFile { path throws in
      for name in ["b", "a/b", "c/d", "a"] {
        let error = try #require(throws: HDF5Error.self) {
          try numbersText(of: name, inFileAt: path)
        }
        #expect("\(error)".hasPrefix("\(path): opening '\(name)' failed: "))
      }
      #expect(throws: HDF5Error.self) { try numbersText(of: "line", inFileAt: path + "x") }
    }
  }
}
