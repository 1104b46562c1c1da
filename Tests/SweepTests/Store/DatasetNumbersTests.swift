import Testing

@testable import Sweep

/// Datasets of HDF5 as texts of numbers.
@Suite struct DatasetNumbersTests {
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
      try add("cube", [2, 2, 3], .float64((1...12).map(Double.init)))
      try add("slice", [1, 1, 3], .float64([1, 2, 3]))
      try HDF5Dataset(creating: "blank", in: file, type: .float64, shape: [4]).close()
      try add("hole", [2, 2], .float64([1, 2, 3, .nan]))
      try file.close()
      try body(path)
    }
  }

  @Test("a line a row, bit for bit; whole numbers, too")
  func texts() throws {
    try withFile { path throws in
      #expect(
        try DatasetNumbers(of: "a/table", inFileAt: path).text == "0.1,-2.5e-300,3.0\n4.0,5.0,6.0\n"
      )
      #expect(try DatasetNumbers(of: "line", inFileAt: path).text == "1.0\n-2.0\n3.0\n")
    }
  }

  @Test("positions along the first dimensions choose a part, and dimensions of length 1 are none")
  func parts() throws {
    try withFile { path throws in
      for (name, text) in [
        ("slice", "1.0\n2.0\n3.0\n"), ("slice[0]", "1.0\n2.0\n3.0\n"),
        ("cube[0]", "1.0,2.0,3.0\n4.0,5.0,6.0\n"), ("cube[-1]", "7.0,8.0,9.0\n10.0,11.0,12.0\n"),
        ("cube[1, 0]", "7.0\n8.0\n9.0\n"), ("cube[-2,-1,2]", "6.0\n"),
      ] {
        #expect(try DatasetNumbers(of: name, inFileAt: path).text == text, "\(name)")
      }
    }
  }

  @Test(
    "what cannot be used is told with file and dataset",
    arguments: [
      ("texts", "it holds no numbers, where a dataset of numbers is wanted"),
      ("scalar", "it has no dimension, where one or two are wanted"),
      (
        "cube",
        "it has 2 × 2 × 3 numbers, where one or two dimensions are wanted; positions along the first "
          + "choose among them, as in 'cube[0]'"
      ),
      ("cube[2]", "position 2 along dimension 0, where there are 2"),
      ("cube[0,0,0,0]", "it has 3 dimensions and 4 positions"),
      ("blank", "it was created, and nothing was written into it"),
      (
        "endless",
        "it has 8589934592 × 8589934592 numbers, of which at most 2147483648 are read"
      ),
      ("hole", "value [1, 1] is nan, where finite numbers are wanted"),
    ])
  func refused(_ name: String, _ reason: String) throws {
    try withFile { path throws in
      #expect(throws: HDF5Error(action: "reading '\(name)'", path: path, reason: reason)) {
        try DatasetNumbers(of: name, inFileAt: path)
      }
    }
  }

  @Test("a file or a dataset that is not there, and a group")
  func missing() throws {
    try withFile { path throws in
      for name in ["b", "a/b", "c/d", "a"] {
        let error = try #require(throws: HDF5Error.self) {
          try DatasetNumbers(of: name, inFileAt: path)
        }
        #expect("\(error)".hasPrefix("\(path): opening '\(name)' failed: "))
      }
      #expect(throws: HDF5Error.self) { try DatasetNumbers(of: "line", inFileAt: path + "x") }
    }
  }
}
