import Sweep
import TestSupport
import Testing

/// The canonical text of a plan and the comparison of two.
@Suite struct PlanTextTests {
  private let study = """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: [0.1, 1.0e-5]
      case: {zip: {method: [gauss, midpoint], d: [1, 2.0]}}
      p: [[0.5, 0.5], [0.25, 0.75]]
    fixed: {tolerance: 1.0e-9, nodes: 8}
    outputs: [ratio, wim]
    """

  @Test("the text of a plan")
  func text() throws {
    #expect(
      try sweepFile(study).planJSON() == """
        {
          "format": 1,
          "numerics": 3,
          "experiment": "wim",
          "axes": [
            {"name": "sigma", "columns": [
              {"input": "sigma", "values": [0.1, 1e-05]}]},
            {"name": "case", "columns": [
              {"input": "d", "values": [1.0, 2.0]},
              {"input": "method", "values": ["gauss", "midpoint"]}]},
            {"name": "p", "columns": [
              {"input": "p", "values": [[0.5, 0.5], [0.25, 0.75]]}]}],
          "fixed": {
            "corrected": false,
            "nodes": 8,
            "tolerance": 1e-09},
          "outputs": ["wim", "ratio"]
        }

        """)
  }

  @Test("the text of a plan with mixtures")
  func mixtures() throws {
    let mixture =
      #"{id: "a\"\\\u0001ü", weights: [0.5, 0.5], means: [0, 1], scales: 2, family: laplace}"#
    let plan = try sweepFile(onMixture(mixture)).planJSON()
    #expect(
      plan.contains(
        #"""
              {"input": "mixture", "values": [{"id": "a\"\\\u0001ü", "weights": [0.5, 0.5], "means": [0.0, 1.0], "scales": [2.0, 2.0], "family": ["laplace", "laplace"]}]}]}],
        """#))
  }

  @Test("name, comments, spelling, forms, key order and checkpoint do not enter")
  func whatDoesNotEnter() throws {
    let other = """
      # Another file for the same results.
      checkpoint: {seconds: 1}
      outputs: [wim, ratio]   # in another order
      experiment: wim
      fixed:
        corrected: false
        nodes: 8
        tolerance: 0.000000001
      name: other
      axes:
        sigma: {values: [0.10, 0.00001]}
        case: {zip: {d: {linear: [1.0, 2.0], count: 2}, method: [gauss, midpoint]}}
        p: {concat: [{simplex: {components: 2, steps: 2}}, [[0.25, 0.75]]]}
      sweep: 1
      """
    #expect(try sweepFile(study).planJSON() == sweepFile(other).planJSON())
  }

  @Test("numbers in a plan read as the same doubles")
  func roundTrip() throws {
    let seed: UInt64 = 7
    var generator = SplitMix64(seed: seed)
    let doubles = (0..<500).map { _ in
      var value = Double(bitPattern: generator.next())
      while !value.isFinite { value = Double(bitPattern: generator.next()) }
      return value
    }
    let written = doubles.map { "\($0)" }.joined(separator: ", ")
    let plan = try sweepFile(onTime("[\(written)]")).planJSON()
    let list = try #require(plan.firstMatch(of: /"time", "values": \[([^\]]*)\]/)?.output.1)
    #expect(list.split(separator: ", ").map { Double($0) } == doubles, "seed \(seed)")
  }

  @Test(
    "what differs is told in words",
    arguments: [
      ("", "", []),
      ("d: [1, 2.0]", "d: [1, 2.5]", ["axis case, d: 2.0 → 2.5"]),
      (
        "sigma: [0.1, 1.0e-5]", "sigma: {linear: [0.1, 1.0], count: 41}",
        ["axis sigma: 2 values → 41 values"]
      ),
      (
        "sigma: [0.1, 1.0e-5]", "sigma: [0.2, 0.3]",
        ["axis sigma: 0.1 → 0.2", "axis sigma: 1e-05 → 0.3"]
      ),
      ("[ratio, wim]", "[wim, log_wim]", ["outputs: log_wim added", "outputs: ratio removed"]),
      (
        "nodes: 8", "corrected: true",
        ["fixed corrected: false → true", "fixed nodes: 8 → 64"]
      ),
      (
        "  p: [[0.5, 0.5], [0.25, 0.75]]\nfixed: {", "fixed: {p: [0.5, 0.5], ",
        ["axis p: removed", "fixed p: [0.5, 0.5] added"]
      ),
      (
        "  p: [[0.5, 0.5], [0.25, 0.75]]\n",
        "  p: [[0.5, 0.5], [0.75, 0.25]]\n  corrected: [true, false]\n",
        [
          "axis p: [0.25, 0.75] → [0.75, 0.25]", "axis corrected: added",
          "fixed corrected: false removed",
        ]
      ),
      (
        "method: [gauss, midpoint], ", "nodes: [1, 2], ",
        [
          "axis case: method removed", "axis case: nodes added", "fixed method: gauss added",
          "fixed nodes: 8 removed",
        ]
      ),
    ] as [(String, String, [String])])
  func differences(old: String, new: String, expected: [String]) throws {
    var text = old.isEmpty ? study : study.replacing(old, with: new)
    if new.hasPrefix("nodes") {
      text = text.replacing(", nodes: 8", with: "")
    }
    let found = PlanComparison.differences(
      from: try sweepFile(study).planJSON(), to: try sweepFile(text).planJSON())
    #expect(found == expected)
  }

  @Test("many changed values are counted, another order of axes is told")
  func manyDifferences() throws {
    func plan(_ time: String) throws -> String { try sweepFile(onTime(time)).planJSON() }
    #expect(
      PlanComparison.differences(
        from: try plan("[1, 2, 3, 4, 5, 6, 7, 8]"), to: try plan("[2, 3, 4, 5, 6, 7, 9, 8]")) == [
          "axis time: 1.0 → 2.0", "axis time: 2.0 → 3.0", "axis time: 3.0 → 4.0",
          "axis time: 4.0 → 5.0", "axis time: 5.0 → 6.0", "axis time: 2 more values differ",
        ])
    let swapped = "sweep: 1\nname: t\nexperiment: decay\naxes: {cells: 8, time: 1.0}\n"
    #expect(
      PlanComparison.differences(
        from: try plan("1.0"), to: try sweepFile(swapped).planJSON())
        == ["order of axes: time, cells → cells, time"])
    #expect(
      PlanComparison.differences(from: try plan("1.0"), to: valid) == ["the plan cannot be read"])
    let other = try plan("1.0").replacing("\"decay\"", with: "\"growth\"")
      .replacing("\"format\": 1", with: "\"format\": 2")
    #expect(
      PlanComparison.differences(from: try plan("1.0"), to: other)
        == ["format: 1 → 2", "experiment: decay → growth"])
  }
}
