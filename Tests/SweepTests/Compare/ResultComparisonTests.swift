import Foundation
import Testing

@testable import Sweep

@Suite struct ResultComparisonTests {
  /// Stores a study after `change` has seen each of its columns as a whole.
  private func store(
    _ study: Study, at path: String, change: (String, inout Column) -> Void = { _, _ in }
  ) throws {
    let grid = BlockGrid(
      sizes: study.layout.pointDimensions.map(\.size), pointsPerBlock: study.layout.pointCount)
    var columns = study.compute(points: 0..<grid.pointCount)
    for (index, variable) in study.layout.variables.enumerated() {
      change(variable.name, &columns[index])
    }
    let parts = try PartsFolder(
      at: "\(path).parts", plan: study.planText, source: "", layout: study.layout, grid: grid,
      shard: Shard(number: 0, count: 1))
    try parts.commit([(0, columns)])
    try merge(parts, into: path)
  }

  private func compare(
    _ first: String, _ second: String, tolerance: UInt64 = 0,
    change: (String, inout Column) -> Void = { _, _ in }
  ) throws -> ResultComparison {
    try withTemporaryFolder { folder in
      try store(study(first), at: "\(folder)/a.h5")
      try store(study(second), at: "\(folder)/b.h5", change: change)
      return try ResultComparison(
        of: ResultReader("\(folder)/a.h5"), and: ResultReader("\(folder)/b.h5"),
        tolerance: tolerance)
    }
  }

  /// What was found of a variable's values.
  private func values(
    _ name: String, in comparison: ResultComparison
  ) throws -> ValueDifferences {
    let variable = try #require(comparison.variables.first { $0.name == name })
    guard case .values(let differences) = variable.finding else {
      Issue.record("\(name): \(variable.finding)")
      return ValueDifferences()
    }
    return differences
  }

  @Test("a result agrees with itself, whatever it holds")
  func same() throws {
    try withTemporaryFolder { folder in
      // NaN, −0, infinities, texts; cut into other blocks.
      try ExampleStudy().store(at: "\(folder)/a.h5")
      try ExampleStudy(pointsPerBlock: 3).store(at: "\(folder)/b.h5")
      let comparison = try ResultComparison(
        of: ResultReader("\(folder)/a.h5"), and: ResultReader("\(folder)/b.h5"))
      #expect(comparison.agrees && comparison.attributes.isEmpty)
      #expect(try values("wim", in: comparison).compared == 60 * 4)
      #expect(try values("remark", in: comparison).compared == 60)
      #expect(
        comparison.coordinates.map(\.name) == ["p_weights", "p_name", "sigma_offset"])
    }
  }

  @Test("one bit of one value is found where it lies")
  func oneBit() throws {
    let comparison = try compare(smallStudy, smallStudy) { name, column in
      guard name == "ratio", case .float64(var values) = column else { return }
      // Positions 4 of sigma, 2 of d, 1 of p.
      values[4 * 6 + 2 * 2 + 1] = Double(bitPattern: values[4 * 6 + 2 * 2 + 1].bitPattern ^ 1)
      column = .float64(values)
    }
    #expect(!comparison.agrees)
    #expect(comparison.variables.filter { !$0.agrees }.map(\.name) == ["ratio"])
    let ratio = try values("ratio", in: comparison)
    #expect(ratio.compared == 54 && ratio.different == 1 && ratio.unmatchedNaN == 0)
    let largest = try #require(ratio.largestUlp)
    #expect(largest.distance == 1)
    #expect(
      largest.values.place.description
        == "sigma=0.1 d=2.0 p=1 p_weights_1=0.2 p_weights_2=0.8 theta=1")
    #expect(largest.values == ratio.first && largest.values.a != largest.values.b)
  }

  @Test("differences within the tolerance agree; NaN and other types never do")
  func tolerance() throws {
    let nudged = try compare(smallStudy, smallStudy, tolerance: 2) { _, column in
      if case .float64(let values) = column { column = .float64(values.map(\.nextUp.nextUp)) }
    }
    #expect(nudged.agrees)
    #expect(try values("wim", in: nudged).largestUlp?.distance == 2)
    let unlike = try compare(smallStudy, smallStudy, tolerance: .max) { name, column in
      switch (name, column) {
      case ("wim", .float64(var values)):
        values[7] = .nan
        column = .float64(values)
      case ("status", .uint8(var codes)):
        codes[3] = PointStatus.failed.rawValue
        column = .uint8(codes)
      default: break
      }
    }
    #expect(unlike.variables.filter { !$0.agrees }.map(\.name) == ["status", "wim"])
    #expect(try values("wim", in: unlike).unmatchedNaN == 1)
    let status = try #require(try values("status", in: unlike).first)
    #expect(status.a == .text("ok") && status.b == .text("failed"))
  }

  @Test("of different axes the shared points are compared, wherever they stand")
  func sharedPoints() throws {
    // Every other σ of the finer grid, bit for bit; d in another order; weights at another place.
    let other =
      smallStudy
      .replacingOccurrences(of: "count: 9", with: "count: 17")
      .replacingOccurrences(of: "[0.5, 1.0, 2.0]", with: "[2.0, 0.5]")
      .replacingOccurrences(of: "[[0.5, 0.5], ", with: "[[0.3, 0.7], [0.4, 0.6], ")
    let comparison = try compare(smallStudy, other)
    #expect(!comparison.agrees && !comparison.sharesNoPoints)
    #expect(comparison.dimensions.prefix(3).map(\.sharedCount) == [9, 2, 1])
    #expect(comparison.dimensions.prefix(3).map(\.onlyInA.count) == [0, 1, 1])
    #expect(comparison.dimensions.prefix(3).map(\.onlyInB.count) == [8, 0, 2])
    #expect(comparison.dimensions.prefix(3).map(\.isReordered) == [false, true, false])
    #expect(comparison.dimensions[1].onlyInA.map(\.description) == ["d=1.0"])
    #expect(
      comparison.dimensions[2].onlyInB.map(\.description)
        == ["p=0 p_weights_1=0.3 p_weights_2=0.7", "p=1 p_weights_1=0.4 p_weights_2=0.6"])
    // A number does not depend on the grid that it stands in.
    for variable in comparison.variables { #expect(variable.agrees, "\(variable)") }
    #expect(try values("ratio", in: comparison).compared == 18)
    #expect(comparison.attributes.map(\.name).prefix(1) == ["plan_sha256"])
  }

  @Test("where inputs that do not vary differ, no point is shared")
  func fixedInputs() throws {
    let fixed = smallStudy.replacingOccurrences(of: "  d: [0.5, 1.0, 2.0]\n", with: "")
    let comparison = try compare(fixed + "\nfixed: {d: 1.0}", fixed + "\nfixed: {d: 2.0}")
    #expect(!comparison.agrees && comparison.sharesNoPoints)
    #expect(comparison.coordinates.filter { !$0.agrees }.map(\.name) == ["d"])
    #expect(try values("ratio", in: comparison).compared == 0)
  }

  @Test("what only one result has, or has along other dimensions, is named")
  func structure() throws {
    let fixed = smallStudy.replacingOccurrences(of: "  d: [0.5, 1.0, 2.0]\n", with: "")
    let comparison = try compare(
      smallStudy, fixed + "\nfixed: {d: 1.0}\noutputs: [wim]")
    #expect(comparison.dimensionsOnlyInA == ["d"] && comparison.dimensionsOnlyInB.isEmpty)
    #expect(comparison.coordinates.first { $0.name == "d" }?.finding == .onlyInB)
    #expect(comparison.variables.first { $0.name == "ratio" }?.finding == .onlyInA)
    #expect(
      comparison.variables.first { $0.name == "status" }?.finding
        == .dimensions(a: ["sigma", "d", "p"], b: ["sigma", "p"]))
    #expect(!comparison.agrees)
  }

  @Test("mixtures are the same beside larger ones, where they are padded further")
  func paddedMixtures() throws {
    let small = "{weights: [0.25, 0.75], means: [0, 1], scales: [0.5, 0.25]}"
    let large = "{weights: [0.25, 0.25, 0.5], means: [0, 1, 2], scales: 0.5}"
    let text = "sweep: 1\nname: mixtures\nexperiment: wim\naxes:\n  mixture: "
    let comparison = try compare("\(text)[\(small)]", "\(text)[\(large), \(small)]")
    let mixture = try #require(comparison.dimensions.first { $0.name == "mixture" })
    #expect(mixture.sharedCount == 1 && mixture.onlyInA.isEmpty && mixture.onlyInB.count == 1)
    for variable in comparison.variables { #expect(variable.agrees, "\(variable)") }
    #expect(try values("wim", in: comparison).compared == 1)
  }
}
