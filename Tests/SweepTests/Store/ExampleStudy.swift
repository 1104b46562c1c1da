import Foundation

@testable import Sweep

/// A small study with every kind of dimension, coordinate, variable and
/// attribute, whose values depend on the point alone.
struct ExampleStudy {
  static let plan = #"{"study": "example", "points": 60}"#

  let layout: ResultLayout
  let grid: BlockGrid

  init(sigmas: Int = 5, pointsPerBlock: Int = 8) {
    let sigma = (0..<sigmas).map { 0.1 * Double($0 + 1) }
    let unit = [Attribute("units", .text("1"))]
    layout = ResultLayout(
      pointDimensions: [
        Dimension(
          "sigma", scale: .float64(sigma),
          attributes: unit + [Attribute("long_name", .text("component standard deviation σ"))]),
        Dimension("d", scale: .float64([0.5, 1, 2]), attributes: unit),
        Dimension("p", scale: .int64([0, 1, 2, 3]), attributes: unit),
      ],
      innerDimensions: [
        Dimension("theta", scale: .text(["μ₁", "μ₂"])),
        Dimension("theta_column", scale: .text(["μ₁", "μ₂"])),
        Dimension("component", scale: .int64([0, 1])),
      ],
      coordinates: [
        Coordinate(
          "p_weights", over: ["p", "component"],
          values: .float64([0.5, 0.5, 0.25, 0.75, 0.125, 0.875, 0.0625, 0.9375]),
          attributes: unit + [Attribute("long_name", .text("mixture weights"))]),
        Coordinate("p_name", over: ["p"], values: .text(["even", "", "Größe", "skew"])),
        Coordinate("sigma_offset", over: [], values: .float64([0.25])),
      ],
      variables: [
        VariableLayout(
          "wim", type: .float64, over: ["theta", "theta_column"],
          attributes: unit + [Attribute("long_name", .text("information matrix"))]),
        VariableLayout("wim_sign", type: .int8, over: ["theta", "theta_column"]),
        VariableLayout(
          "ratio", type: .float64, over: ["theta"],
          attributes: [
            Attribute(nanMeaningAttribute, .text("no limit is known there")),
            Attribute("tolerance", .real(0.1)), Attribute("order", .integer(2)),
          ]),
        VariableLayout("panels", type: .int64, over: []),
        VariableLayout("remark", type: .text, over: []),
        VariableLayout(
          "status", type: .uint8, over: [],
          attributes: [
            Attribute("flag_values", .flags([0, 1, 2, 3])),
            Attribute("flag_meanings", .text("not_computed ok not_converged failed")),
          ]),
      ],
      attributes: [
        Attribute("Conventions", .text("CF-1.11")), Attribute("title", .text("Größe \"σ\"")),
        Attribute("sweep_format", .integer(1)),
      ],
      texts: ["sweep_file": "experiment: example\n", "plan": ExampleStudy.plan, "version": "0.1"])
    grid = BlockGrid(sizes: [sigmas, 3, 4], pointsPerBlock: pointsPerBlock)
  }

  /// The results of a block: point 7 failed, point 11 has no ratio.
  func columns(of block: Int) -> [Column] {
    let points = Array(grid.points(of: block))
    return [
      .float64(points.flatMap { point in (0..<4).map { value(point, $0) } }),
      .int8(points.flatMap { point in (0..<4).map { Int8(($0 + point) % 3 - 1) } }),
      .float64(points.flatMap { point in (0..<2).map { point == 11 ? .nan : value(point, $0) } }),
      .int64(points.map { Int64(1) << Int64($0) }),
      .text(points.map { $0 % 5 == 0 ? "" : "point \($0) ü" }),
      .uint8(points.map { $0 == 7 ? 3 : 1 }),
    ]
  }

  private func value(_ point: Int, _ element: Int) -> Double {
    switch (point, element) {
    case (7, _): .nan
    case (8, 0): -.infinity
    case (9, 1): -0.0
    default: Double(point) / 7 + Double(element) * 1e-300
    }
  }

  /// All results, a column a variable.
  var allColumns: [Column] {
    let whole = BlockGrid(sizes: grid.sizes, pointsPerBlock: grid.pointCount)
    var all = ExampleStudy(sigmas: grid.sizes[0], pointsPerBlock: grid.pointCount)
    precondition(whole.count == 1 && all.grid == whole)
    all = ExampleStudy(sigmas: grid.sizes[0], pointsPerBlock: grid.pointCount)
    return all.columns(of: 0)
  }

  func parts(
    at path: String, shard: Shard? = Shard(number: 0, count: 1), plan: String = ExampleStudy.plan
  ) throws -> PartsFolder {
    try PartsFolder(
      at: path, plan: plan, source: "experiment: example", layout: layout, grid: grid,
      shard: shard)
  }

  /// Commits the given blocks in batches of a size.
  func commit(_ blocks: [Int], batch: Int, to parts: PartsFolder) throws {
    for start in stride(from: 0, to: blocks.count, by: batch) {
      let some = blocks[start..<min(start + batch, blocks.count)]
      try parts.commit(some.map { ($0, columns(of: $0)) })
    }
  }

  /// A finished result at a path.
  func store(at path: String) throws {
    let parts = try parts(at: "\(path).parts")
    try commit(Array(0..<grid.count), batch: 3, to: parts)
    try merge(parts, into: path)
  }
}

func contents(of path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}

func replace(_ path: String, with bytes: [UInt8]) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: path))
}

extension Column {
  /// Equality that tells NaN from NaN and −0 from 0 by their bits alone.
  func isIdentical(to other: Column) -> Bool {
    guard case .float64(let mine) = self, case .float64(let others) = other else {
      return self == other
    }
    return mine.map(\.bitPattern) == others.map(\.bitPattern)
  }
}
