import TestSupport
import Testing

@testable import Sweep

/// Small sweeps with a zip, whose name and outputs are given: sizes that do not differ, groups,
/// mixtures, weights, words that have a coordinate `…_value`.
private let sweeps: [@Sendable (_ zip: String, _ outputs: String) -> String] = [
  { zip, outputs in
    """
    sweep: 1
    name: names
    experiment: flow-1d
    axes: {\(zip): {zip: {diffusion: [1.0, 2.0], dx: [0.5, 0.25]}}, mobility: [geometric]}
    fixed: {domain: [-2.0, 2.0], initial: gaussian, stepper: rkl2, tolerance: 1.0e-3,
            times: [0.0, 0.01], references: [exact]}
    \(outputs)
    """
  },
  { zip, outputs in
    """
    sweep: 1
    name: names
    experiment: flow-2d
    axes: {\(zip): {zip: {diffusion: [1.0, 2.0], scale_ratio: [0.5, 0.25]}}, dx: [1.0, 0.5]}
    fixed: {domain: [-2.0, 2.0], initial: gaussian, stepper: rkl2, tolerance: 1.0e-3,
            times: [0.0, 0.01]}
    \(outputs)
    """
  },
  { zip, outputs in
    """
    sweep: 1
    name: names
    experiment: wim
    axes:
      \(zip):
        zip:
          mixture: [{weights: [0.5, 0.5], means: [0, 1], scales: 1},
                    {weights: [0.2, 0.3, 0.5], means: [0, 1, 2], scales: 1}]
    \(outputs)
    """
  },
  { zip, outputs in
    """
    sweep: 1
    name: names
    experiment: profile
    axes: {\(zip): {zip: {sigma: [0.1, 0.2]}}, places: [3, 5], p: [[0.5, 0.5], [0.2, 0.8]]}
    fixed: {d: 1.0}
    \(outputs)
    """
  },
  { zip, outputs in
    """
    sweep: 1
    name: names
    experiment: simplex-flow
    axes: {\(zip): {zip: {equations: [weights, ratios], stepper: [rkl2, dormand_prince]}}}
    fixed: {p: [0.5, 0.5], tolerance: 1.0e-3, times: [0.0, 0.01]}
    \(outputs)
    """
  },
]

/// What is wrong with a text, as "line:column message", none where nothing is.
private func mistakes(_ text: String) -> [String] {
  let result = SweepFile.read(
    text: text, path: "names.yaml", experiments: Catalogue.declarations, readFile: { _ in "" })
  guard case .failure(let diagnostics) = result else { return [] }
  return diagnostics.errors.map { "\($0.line):\($0.column) \($0.message)" }
}

private func names(of layout: ResultLayout) -> Set<String> {
  Set(
    layout.frames.flatMap { frame in
      (frame.pointDimensions + frame.innerDimensions).map(\.name)
        + frame.coordinates.map(\.name) + frame.variables.map { layout.variables[$0].name }
    } + layout.groups.map(\.name) + ["provenance"])
}

@Suite struct ResultNamesTests {
  @Test(
    "a zip cannot be named as something else in its result",
    arguments: [
      (0, "t"), (0, "x"), (0, "reference"), (0, "status"), (0, "provenance"),
      (0, "mobility_value"), (1, "y"), (2, "mixture_id"), (2, "mixture_weights"),
      (2, "component_count"), (2, "theta"), (3, "place"), (3, "p_weights"), (4, "component"),
    ])
  func refused(sweep: Int, name: String) throws {
    let text = sweeps[sweep](name, "")
    let line = sweep == 2 ? "5:3" : "4:8"
    #expect(
      mistakes(text) == ["\(line) axis '\(name)': the result has something else of that name"])
  }

  @Test("what is not stored leaves its name free, and a group takes another")
  func free() throws {
    let text = sweeps[0]("t", "outputs: [stable_step]")
    #expect(try study(text).layout.pointDimensions.map(\.name) == ["t", "mobility"])
    #expect(try study(sweeps[0]("x_8", "")).layout.groups.map(\.name) == ["x_8_2", "x_16"])
  }

  @Test(
    "names are as long as netCDF takes them",
    arguments: [256, 257])
  func length(count: Int) throws {
    let shown = String(repeating: "a", count: 60)
    let expected = ["4:8 axis '\(shown)…': a name of 257 letters is too long"]
    let zip = sweeps[0](String(repeating: "a", count: count), "")
    #expect(mistakes(zip) == (count > 256 ? expected : []))
    let long = String(repeating: "b", count: count)
    let text = sweeps[0]("case", "").replacing("name: names", with: "name: \(long)")
    #expect(mistakes(text) == (count > 256 ? ["2:7 name: 257 letters are too many"] : []))
  }

  @Test("a sweep that is not refused ends in a result", arguments: 1...6 as ClosedRange<UInt64>)
  func merges(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var (refused, merged) = (0, 0)
    for _ in 0..<sampleCount(40) {
      let sweep = try #require(sweeps.randomElement(using: &generator))
      let plain = try study(sweep("case", ""))
      let experiment = try #require(Catalogue.experiment(named: plain.file.experiment)).declaration
      let outputs = experiment.outputs.map(\.name).filter { _ in
        Int.random(in: 0..<4, using: &generator) == 0
      }
      let listed = outputs.isEmpty ? "" : "outputs: [\(outputs.joined(separator: ", "))]"
      let candidates = [
        names(of: plain.layout).sorted(), experiment.inputs.map(\.name),
        experiment.outputs.map(\.name), ["case", "T", "point", "x_8", "plan", "eigenvalue"],
      ]
      let name = try #require(
        candidates.randomElement(using: &generator)?.randomElement(using: &generator))
      let text = sweep(name, listed)
      guard mistakes(text).isEmpty else {
        refused += 1
        continue
      }
      try withTemporaryFolder { folder in
        let outcome = try Run(
          study(text), output: "\(folder)/r.h5", options: RunOptions(workers: 1),
          stop: StopRequest()
        ).perform(report: { _ in })
        #expect(outcome == .complete([.ok: plain.layout.pointCount]), "seed \(seed): \(text)")
        merged += 1
      }
    }
    #expect(refused > 0 && merged > 0, "seed \(seed): \(refused) refused, \(merged) merged")
  }
}
