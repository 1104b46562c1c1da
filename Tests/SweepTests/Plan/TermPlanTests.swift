import Testing

@testable import Sweep

/// Lists and terms in plans and in results.
@Suite struct TermPlanTests {
  private let study = """
    axes:
      initial: [{gaussian: {variance: 1.0e-5}}, [uniform, {file: {name: row.csv}}]]
      extent: [[0, 1], [-1, 1]]
    fixed: {potential: [sine, {quadratic: {coefficient: 2}}], monitors: [mass], periodic: false}
    """

  private var digest: String {
    Samples(file: "", shape: [3], values: [0.25, 0.5, 0.1]).sha256
  }

  @Test("the text of a plan")
  func text() throws {
    #expect(
      try readTrial(study).get().planJSON() == """
        {
          "format": 1,
          "numerics": \(numericsVersion),
          "experiment": "trial",
          "axes": [
            {"name": "initial", "columns": [
              {"input": "initial", "values": [[{"gaussian": {"mass": 1.0, "mean": 0.0, "variance": 1e-05}}], [{"uniform": {}}, {"file": {"floor": 0.0, "samples": {"file": "row.csv", "sha256": "\(digest)", "shape": [3]}}}]]}]},
            {"name": "extent", "columns": [
              {"input": "extent", "values": [[0.0, 1.0], [-1.0, 1.0]]}]}],
          "fixed": {
            "dt": 0.001,
            "dx": 0.1,
            "mobility": 1.0,
            "monitors": ["mass"],
            "periodic": false,
            "potential": [{"sine": {}}, {"quadratic": {"coefficient": 2.0}}],
            "times": [0.0, 1.0]},
          "outputs": ["sum"]
        }

        """)
  }

  @Test("spelling does not enter")
  func spelling() throws {
    let other = """
      axes:
        initial: {values: [{gaussian: {variance: 0.00001, mass: 1, mean: 0}}, [{uniform: {}}, {file: {floor: 0, name: "row.csv"}}]]}
        extent: {concat: [[[0, 1]], [{range: [-1, 1], step: 2}]]}
      fixed:
        potential: [{sine: {}}, {quadratic: {coefficient: 2.0}}]
        monitors: mass
        periodic: false
        times: {linear: [0, 1], count: 2}
      """
    #expect(try readTrial(other).get().planJSON() == readTrial(study).get().planJSON())
  }

  @Test("differences of plans in words")
  func differences() throws {
    func plan(_ rest: String, _ files: [String: String] = [:]) throws -> String {
      try readTrial(rest, files: files).get().planJSON()
    }
    func replacing(_ old: String, _ new: String) throws -> [String] {
      PlanComparison.differences(
        from: try plan(study), to: try plan(study.replacingOccurrences(of: old, with: new)))
    }
    #expect(
      try replacing("sine, ", "") == [
        "fixed potential: [{sine: {}}, {quadratic: {coefficient: 2.0}}] → "
          + "[{quadratic: {coefficient: 2.0}}]"
      ])
    #expect(
      try replacing("1.0e-5", "2") == [
        "axis initial: [{gaussian: {mass: 1.0, mean: 0.0, variance: 1e-05}}] → "
          + "[{gaussian: {mass: 1.0, mean: 0.0, variance: 2.0}}]"
      ])
    #expect(
      try replacing("[mass]", "[mass, energy]") == ["fixed monitors: [mass] → [mass, energy]"])
    // The file's name is the same.
    let changed = Samples(file: "", shape: [2], values: [0.25, 0.5]).sha256
    #expect(
      try PlanComparison.differences(
        from: plan(study), to: plan(study, ["studies/row.csv": "0.25, 0.5"])) == [
          "axis initial: [{uniform: {}}, {file: {floor: 0.0, samples: {file: row.csv, sha256: "
            + "\(digest), shape: [3]}}}] → [{uniform: {}}, {file: {floor: 0.0, samples: {file: "
            + "row.csv, sha256: \(changed), shape: [2]}}}]"
        ])
  }

  @Test("positions of an earlier plan are found by value")
  func earlierPositions() throws {
    func axis(_ form: String, _ files: [String: String] = [:]) throws -> PlanParts.Axis {
      let plan = try readTrial("axes: {initial: \(form)}", files: files).get().planJSON()
      return try #require(PlanParts(plan)).axes[0]
    }
    let old = try axis("[uniform, {file: {name: row.csv}}, {gaussian: {variance: 1}}]")
    let form =
      "[{gaussian: {mean: 0, variance: 1.0}}, {gaussian: {variance: 2}}, {file: {name: row.csv}}]"
    #expect(try axis(form).positions(in: old) == [2, nil, 1])
    #expect(
      try axis(form, ["studies/row.csv": "0.25 0.5 0.2"]).positions(in: old) == [2, nil, nil])
  }

  private func layout(_ rest: String) throws -> ResultLayout {
    let file = try readTrial(rest).get()
    return ResultLayout(
      of: file, inputs: FlowTrial.declaration.inputs, shapeInputs: [], reference: "",
      innerDimensions: [], groups: [], variables: [], planText: file.planJSON())
  }

  @Test("coordinates of lists and terms are texts; what cannot vary has none")
  func coordinates() throws {
    let layout = try layout(study)
    #expect(layout.pointDimensions.map(\.name) == ["initial", "extent"])
    #expect(layout.pointDimensions.map(\.scale) == [.int64([0, 1]), .int64([0, 1])])
    #expect(
      layout.coordinates.map(\.name) == [
        "initial_value", "extent_value", "dt", "dx", "mobility", "periodic", "potential",
      ])
    let values = Dictionary(
      uniqueKeysWithValues: layout.coordinates.map { ($0.name, $0.values) })
    #expect(
      values["initial_value"]
        == .text([
          "gaussian(mass=1.0, mean=0.0, variance=1e-05)",
          "uniform + file(row.csv, sha256=\(digest.prefix(16)), floor=0.0)",
        ]))
    #expect(values["extent_value"] == .text(["[0.0, 1.0]", "[-1.0, 1.0]"]))
    #expect(values["potential"] == .text(["sine + quadratic(coefficient=2.0)"]))
    #expect(values["periodic"] == .uint8([0]))
    #expect(
      PointPlaces(layout.pointDimensions, layout.coordinates).words(for: 1)
        == "initial_value=gaussian(mass=1.0, mean=0.0, variance=1e-05) extent_value=[-1.0, 1.0]")
    let none = try self.layout("axes: {initial: uniform}")
    #expect(none.coordinates.first { $0.name == "potential" }?.values == .text(["0"]))
  }

  @Test("positions of two results are the same where terms are")
  func positionKeys() throws {
    func keys(_ form: String) throws -> [PositionKey] {
      let layout = try layout("axes: {initial: \(form)}")
      return PositionKey.all(
        along: layout.pointDimensions[0],
        coordinates: layout.coordinates.filter { $0.dimensions == ["initial"] })
    }
    let one = try keys("[uniform, {gaussian: {variance: 1}}]")
    let other = try keys(
      "[{gaussian: {variance: 1.0, mean: 0}}, {gaussian: {variance: 1, mean: 1}}]")
    #expect(one[1] == other[0])
    #expect(one[0] != other[0] && one[1] != other[1])
  }
}
