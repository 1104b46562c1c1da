import Foundation

@testable import Sweep

/// A small study whose fields have three sizes along the second of three axes, two of them at one
/// position and one at two, with a trajectory beside a scalar and a field that is the same size
/// everywhere.
struct RaggedStudy {
  static let plan = #"{"study": "ragged"}"#
  /// The sizes of t, y and x at each position of the axis `case`.
  static let sizes = [[2, 3, 4], [2, 1, 5], [2, 3, 4], [2, 2, 2]]

  let layout: ResultLayout
  let grid: BlockGrid

  init(pointsPerBlock: Int = 1) {
    func inner(_ sizes: [Int]) -> [Sweep.Dimension] {
      zip(["t", "y", "x"], sizes).map { name, size in
        Dimension(name, scale: .float64((0..<size).map { Double($0) / Double(size) }))
      } + [Dimension("component", scale: .int64([1, 2]))]
    }
    let flags = [
      Attribute("flag_values", .flags([0, 1])), Attribute("flag_meanings", .text("no ok")),
    ]
    let groups = [("big", [0, 2]), ("flat", [1]), ("small", [3])].map { name, positions in
      FieldGroup(
        name: name, parts: [.init(axis: 1, positions: positions)],
        innerDimensions: inner(Self.sizes[positions[0]]))
    }
    let densities = groups.map {
      VariableLayout("density", type: .float64, over: ["t", "y", "x"], group: $0.name)
    }
    let signs = groups.map { VariableLayout("sign", type: .int8, over: ["x"], group: $0.name) }
    let status = VariableLayout("status", type: .uint8, over: [], attributes: flags)
    let mean = VariableLayout("mean", type: .float64, over: ["component"])
    layout = ResultLayout(
      pointDimensions: [
        Dimension("sigma", scale: .float64([0.25, 0.5])),
        Dimension("case", scale: .int64([0, 1, 2, 3])),
        Dimension("p", scale: .int64([0, 1, 2])),
      ],
      innerDimensions: [Dimension("component", scale: .int64([1, 2]))],
      coordinates: [
        Coordinate("dx", over: ["case"], values: .float64([0.1, 0.2, 0.3, 0.4])),
        Coordinate(
          "case_weights", over: ["case", "component"],
          values: .float64([0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6])),
        Coordinate("gap", over: [], values: .float64([1.5])),
      ],
      variables: [status] + densities + [mean] + signs, groups: groups,
      attributes: [Attribute("sweep_format", .integer(1))], texts: ["plan": RaggedStudy.plan])
    grid = BlockGrid(sizes: [2, 4, 3], pointsPerBlock: min(pointsPerBlock, 3))
  }

  /// The sizes of the fields of a point.
  func sizes(of point: Int) -> [Int] { Self.sizes[point / 3 % 4] }

  /// The name of the group of a point.
  func group(of point: Int) -> String { ["big", "flat", "big", "small"][point / 3 % 4] }

  /// The values of a variable at a point.
  func values(of variable: VariableLayout, at point: Int) -> [Double] {
    guard variable.group == nil || variable.group == group(of: point) else { return [] }
    let sizes = sizes(of: point)
    switch variable.name {
    case "status": return [1]
    case "mean": return [Double(point), -Double(point)]
    case "density": return (0..<sizes.reduce(1, *)).map { Double(point) + Double($0) / 64 }
    default: return (0..<sizes[2]).map { Double(($0 + point) % 3 - 1) }
    }
  }

  func columns(of block: Int) -> [Column] { columns(ofPoints: Array(grid.points(of: block))) }

  func columns(ofPoints points: [Int]) -> [Column] {
    layout.variables.map { variable in
      let values = points.flatMap { self.values(of: variable, at: $0) }
      return switch variable.type {
      case .uint8: .uint8(values.map { UInt8($0) })
      case .int8: .int8(values.map { Int8($0) })
      default: .float64(values)
      }
    }
  }

  func parts(at path: String, shard: Shard? = Shard(number: 0, count: 1)) throws -> PartsFolder {
    try PartsFolder(
      at: path, plan: RaggedStudy.plan, source: "experiment: ragged", layout: layout, grid: grid,
      shard: shard)
  }

  /// Commits blocks in batches of a size; `change` may alter what is stored.
  func commit(
    _ blocks: [Int], batch: Int, to parts: PartsFolder,
    change: (Int, inout [Column]) -> Void = { _, _ in }
  ) throws {
    for start in stride(from: 0, to: blocks.count, by: batch) {
      try parts.commit(
        blocks[start..<min(start + batch, blocks.count)].map { block in
          var columns = columns(of: block)
          change(block, &columns)
          return (block, columns)
        })
    }
  }
}
