import Foundation
import Testing

@testable import Sweep

/// A profile study over places, in which `AXES` stands for the axes.
private func profile(_ axes: String, _ more: String = "") -> String {
  """
  sweep: 1
  name: ragged
  experiment: profile
  axes: {\(axes)}
  fixed: {d: 1.0\(more)}
  """
}

private let sigma = "sigma: [0.1, 0.2]"
private let weights = "p: [[0.2, 0.8], [0.5, 0.5], [0.1, 0.9]]"

@Suite struct FieldShapesTests {
  @Test("places that vary make a group each")
  func groups() throws {
    let layout = try study(profile("\(sigma), places: [11, 41, 7], \(weights)")).layout
    #expect(layout.groups.map(\.name) == ["place_11", "place_41", "place_7"])
    #expect(layout.groups.map { $0.parts[0].positions } == [[0], [1], [2]])
    #expect(layout.shapeAxes == [1])
    #expect(layout.variables.filter { $0.group == nil }.map(\.name) == ["status"])
    #expect(
      layout.variables.filter { $0.name == "x" }.map(\.path) == [
        "place_11/x", "place_41/x", "place_7/x",
      ])
    #expect(layout.innerDimensions.map(\.name) == ["component"])
    #expect(layout.groups[1].innerDimensions.map(\.size) == [2, 1, 41])
    // Two of x, density and its logarithm, derivative and integrand, and a status.
    #expect(layout.byteCount == 2 * 3 * ((11 + 41 + 7) * 5 * 8 + 3))
  }

  @Test("where all sizes are the same there are no groups")
  func noGroups() throws {
    let one = try study(profile("places: [11], \(sigma), \(weights)"))
    #expect(one.layout.groups.isEmpty && one.layout.variables.allSatisfy { $0.group == nil })
    // The size is that of the axis's value, not the standard one.
    #expect(one.layout.innerDimensions.first { $0.name == "place" }?.size == 11)
    guard case .float64(let x) = one.compute(points: 2..<3)[1] else { return }
    #expect(x.count == 11)
    // What only shapes fields is no coordinate where it does not vary.
    let fixed = try study(profile("\(sigma), \(weights)", ", places: 11"))
    #expect(!fixed.layout.coordinates.contains { $0.name == "places" })
  }

  @Test("positions of a zipped axis with the same sizes share a group")
  func zipped() throws {
    let layout = try study(
      profile("case: {zip: {places: [11, 7, 11], sigma: [0.1, 0.2, 0.3]}}, \(weights)")
    ).layout
    #expect(layout.groups.map { $0.parts[0].positions } == [[0, 2], [1]])
    let frame = layout.frames[1]
    #expect(frame.pointDimensions.map(\.scale)[0] == .int64([0, 2]))
    #expect(frame.coordinates.first { $0.name == "sigma" }?.values == .float64([0.1, 0.3]))
  }

  @Test(
    "a block lies in one group, wherever the axis stands",
    arguments: [
      "places: [3, 5], \(sigma), \(weights)", "\(sigma), places: [3, 5], \(weights)",
      "\(sigma), \(weights), places: [3, 5]", "\(weights), places: {range: [2, 200], step: 3}",
    ])
  func blocks(axes: String) throws {
    let study = try study(profile(axes, axes.contains("sigma") ? "" : ", sigma: 0.1"))
    let axis = try #require(study.layout.shapeAxes.first)
    #expect(study.layout.groups.count > 1)
    #expect(study.grid.blockShape[axis] == 1)
    for block in 0..<study.grid.count {
      let positions = study.grid.points(of: block).map { study.grid.position(of: $0)[axis] }
      #expect(Set(positions).count == 1)
      let columns = try #require(study.compute(block: block))
      for (variable, column) in zip(study.layout.variables, columns) {
        let isOwn =
          study.layout.group(of: variable)?.parts[0].positions.contains(positions[0]) ?? true
        let count = positions.count * study.layout.elementsPerPoint(of: variable)
        #expect(column.count == (isOwn ? count : 0), "\(variable.path)")
      }
    }
    #expect(
      (0..<study.grid.count).reduce(0) { $0 + study.byteCount(ofBlock: $1) }
        == study.layout.byteCount)
  }

  @Test("points of several groups can be computed together, and are those of single runs")
  func acrossGroups() throws {
    let ragged = try study(profile("places: [11, 7, 3], \(weights)", ", sigma: 0.2"))
    let columns = ragged.compute(points: 2..<8)
    for (position, places) in [11, 7, 3].enumerated() {
      let one = try study(profile(weights, ", sigma: 0.2, places: \(places)"))
      let own = max(0, 2 - 3 * position)..<min(3, 8 - 3 * position)
      let density = try #require(one.layout.variables.firstIndex { $0.name == "density" })
      let grouped = try #require(
        ragged.layout.variables.firstIndex { $0.path == "place_\(places)/density" })
      #expect(columns[grouped] == one.compute(points: own)[density])
    }
  }

  private func shapes(_ text: String) throws -> FieldShapes<ShapedStudy> {
    let file = try SweepFile.read(
      text: "sweep: 1\nname: s\nexperiment: shaped\n" + text, path: "study.yaml",
      experiments: [ShapedStudy.declaration], readFile: { _ in "" }
    ).get()
    let outputs = ShapedStudy.outputs.filter {
      !$0.isOptional || file.outputs.contains($0.declaration.name)
    }
    return FieldShapes(file, PointList(file), outputs)
  }

  @Test("sizes that no output has make no groups")
  func unused() throws {
    let axes = "axes:\n  cells: [4, 8]\n"
    #expect(try shapes(axes).groups.count == 2)
    #expect(try shapes(axes + "outputs: [total]\n").groups.isEmpty)
  }

  @Test("places that depend on two axes make a group for each combination")
  func twoAxes() throws {
    let axes = "axes:\n  cells: [4, 8, 4.0]\n  length: [1.0, 2.0]\n"
    #expect(throws: (any Error).self) { try shapes(axes) }
    let two = try shapes("axes:\n  length: [1.0, 2.0, 3.0]\n  cells: [4, 8]\n")
    #expect(two.groups.count == 6 && two.sizeAxis == 1)
    for (number, group) in two.groups.enumerated() {
      #expect(group.parts.map(\.positions) == [[number / 2], [number % 2]])
      let (length, cells) = ([1.0, 2, 3][number / 2], [4, 8][number % 2])
      let places = (0..<cells).map { Double($0) * (length / Double(cells)) }
      #expect(group.innerDimensions[0].scale == .float64(places))
    }
    // One value is enough to be the grid's.
    let one = try shapes("axes:\n  length: [3.0]\n")
    #expect(one.groups.isEmpty && one.innerDimensions[0].scale == .float64([0, 1.5]))
  }

  @Test("an experiment may name its groups, and equal names are told apart")
  func names() throws {
    let zip = "zip: {cells: [4, 8, 4], length: [1.0, 1.0, 2.0]}"
    let shapes = try shapes("axes:\n  case: {\(zip)}\n")
    // Grids of four cells of two lengths have different places.
    #expect(shapes.groups.map(\.name) == ["cells_4", "cells_8", "cells_4_2"])
  }
}

/// A field over x, whose places depend on two inputs.
private struct ShapedStudy: Experiment {
  struct Point: Sendable {
    var cells = 2
    var length = 1.0
  }

  static let name = "shaped"
  static let summary = "a field"
  static let reference = "none"
  static let inputSets: [[String]] = []
  static let shapeInputs = ["cells", "length"]

  static func origin(for request: OutputRequest) -> Point { Point() }

  static var inputs: [Input<Point>] {
    [
      .integer("cells", \.cells, in: 1...100, standard: 2, "how many cells"),
      .real("length", \.length, above: 0, standard: 1, "length of the grid"),
    ]
  }

  static func innerDimensions(at point: Point, componentCount: Int) -> [Sweep.Dimension] {
    let width = point.length / Double(point.cells)
    return [Dimension("x", scale: .float64((0..<point.cells).map { Double($0) * width }))]
  }

  static func groupName(at point: Point) -> String? { "cells_\(point.cells)" }

  static var outputs: [Output<Point, Int>] {
    [
      .status { _ in .ok },
      .real("u", over: { _ in ["x"] }, "a field") { _, k, _ in Double(k) },
      .real("total", over: { _ in [] }, "a number") { cells, _, _ in Double(cells) },
    ]
  }

  static func evaluate(_ point: Point) -> Int { point.cells }
}
