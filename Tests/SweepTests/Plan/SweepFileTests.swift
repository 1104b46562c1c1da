import Testing

@testable import Sweep

/// What a sweep file gives beside its axes, and what it may leave out.
@Suite struct SweepFileTests {
  @Test("what the file leaves out has its standard")
  func standards() throws {
    let file = try sweepFile(valid)
    #expect(file.path == "studies/trial.yaml")
    #expect(file.text == valid)
    #expect(file.name == "trial")
    #expect(file.experiment == "wim")
    #expect(
      file.fixed == [
        "tolerance": .real(1e-10), "nodes": .integer(64), "method": .choice("gauss"),
        "corrected": .boolean(false),
      ])
    #expect(file.outputs == ["wim", "log_wim", "ratio"])
    #expect(file.checkpoint == Checkpoint(seconds: 15, megabytes: 64))
    #expect(file.warnings.isEmpty)
  }

  @Test("mixtures may differ in size, in the text and in a file")
  func mixtureSizes() throws {
    let file = try sweepFile(
      """
      sweep: 1
      name: sizes
      experiment: wim
      axes: {mixture: {file: sizes.jsonl}}
      """)
    guard case .mixtures(let mixtures) = file.axes[0].columns[0].values else {
      Issue.record("these are no mixtures")
      return
    }
    #expect(mixtures.map(\.weights.count) == [2, 3])
  }

  @Test("what the file gives is kept")
  func given() throws {
    let file = try sweepFile(
      """
      # A study with every key.
      checkpoint: {megabytes: 0.5, seconds: 60}
      outputs: [ratio, log_wim, wim]
      fixed:
        tolerance: 1.0e-8
        method: midpoint
        corrected: true
        mixture: {weights: [0.5, 0.5], means: [0, 1], scales: 0.1}
      axes: {nodes: [8, 16]}
      experiment: "wim"
      name: Trial_1.b-2
      sweep: 1
      """)
    #expect(file.name == "Trial_1.b-2")
    #expect(
      file.fixed == [
        "tolerance": .real(1e-8), "method": .choice("midpoint"), "corrected": .boolean(true),
        "mixture": .mixture(
          MixtureSpecification(
            weights: [0.5, 0.5], means: [0, 1], scales: [0.1, 0.1],
            families: [.gaussian, .gaussian])),
      ])
    #expect(file.outputs == ["wim", "log_wim", "ratio"])
    #expect(file.checkpoint == Checkpoint(seconds: 60, megabytes: 0.5))
  }

  @Test("inputs of a set that is not used have no value")
  func unusedSets() throws {
    let file = try sweepFile(onMixture("{file: two.jsonl}"))
    #expect(file.fixed.keys.sorted() == ["corrected", "method", "nodes", "tolerance"])
  }

  @Test("standards fill the set that is used and no other")
  func standardsOfSets() throws {
    let anything = InputKind.real(.above(-.infinity, atMost: .greatestFiniteMagnitude))
    let experiment = ExperimentDeclaration(
      name: "drift", summary: "A drift.",
      inputs: [
        InputDeclaration("rate", anything, "rate"),
        InputDeclaration("offset", anything, "offset", standard: .real(3)),
        InputDeclaration("period", anything, "period"),
        InputDeclaration("phase", anything, "phase", standard: .real(4)),
      ], inputSets: [["rate", "offset"], ["period", "phase"]],
      outputs: [OutputDeclaration("path", "path")])
    let file = try SweepFile.read(
      text: "sweep: 1\nname: t\nexperiment: drift\naxes: {rate: [1, 2]}\n", path: "t.yaml",
      experiments: [experiment], readFile: { _ in "" }
    ).get()
    #expect(file.fixed == ["offset": .real(3)])
  }

  @Test("mistakes in several places are all told, in their order")
  func severalMistakes() {
    let text = """
      sweep: 2
      nmae: trial
      name: a b
      experiment: wim
      axes:
        sigma: {log10: [-3.0, 0.0], count: 1}
        d: [1.0, .5, 1_0]
        p: [[0.5, 0.4]]
        nodes: {range: [1, 10], step: 4}
      fixed: {tolerance: 0.5, methud: gauss}
      outputs: [wim, rato]
      checkpoint: {seconds: -1}
      """
    guard case .failure(let diagnostics) = read(text) else {
      Issue.record("no mistake was found")
      return
    }
    let places = diagnostics.list.map { "\($0.line):\($0.column)" }
    #expect(
      places == [
        "1:8", "2:1", "3:7", "6:38", "7:12", "7:16", "8:7", "9:33", "10:20", "10:25", "11:16",
        "12:23",
      ])
    #expect(diagnostics.errors.count == 12)
    #expect(diagnostics.omittedErrors == 0)
  }

  @Test("a long list of wrong values is not repeated to its end")
  func manyMistakes() {
    let list = [String](repeating: ".5", count: 1_000).joined(separator: ", ")
    guard case .failure(let diagnostics) = read(onSigma("[\(list)]")) else {
      Issue.record("no mistake was found")
      return
    }
    #expect(diagnostics.list.count == 50)
    #expect(diagnostics.omittedErrors == 950)
    #expect(diagnostics.description.hasSuffix("\n\n… and 950 more errors"))
  }

  @Test("numbers that PyYAML takes for texts are warned of and read")
  func warnings() throws {
    let file = try sweepFile(onSigma("[1e-3, 1.0e-2, 1E5, 2.5e1]"))
    #expect(file.axes[0].columns[0].values == .reals([0.001, 0.01, 1e5, 25]))
    #expect(
      file.warnings.map(\.description).joined(separator: "\n\n") == """
        warning: PyYAML reads '1e-3' as a text
          --> studies/trial.yaml:5:11
           |
         5 |   sigma: [1e-3, 1.0e-2, 1E5, 2.5e1]
           |           ^
           = help: write 1.0e-3

        warning: PyYAML reads '1E5' as a text
          --> studies/trial.yaml:5:25
           |
         5 |   sigma: [1e-3, 1.0e-2, 1E5, 2.5e1]
           |                         ^
           = help: write 1.0e+5

        warning: PyYAML reads '2.5e1' as a text
          --> studies/trial.yaml:5:30
           |
         5 |   sigma: [1e-3, 1.0e-2, 1E5, 2.5e1]
           |                              ^
           = help: write 2.5e+1
        """)
  }

  @Test("a sweep file may be JSON")
  func json() throws {
    let file = try sweepFile(
      """
      {"sweep":1,"name":"trial","experiment":"decay","axes":{"time":[0.5,1],"cells":8}}
      """)
    #expect(file.axes[0].columns[0].values == .reals([0.5, 1]))
  }

  @Test("an axis of a million values is read quickly")
  func millionValues() throws {
    var count = 0
    let time = try ProcessorTime.measure {
      count = try sweepFile(onTime("{linear: [0.0, 1.0], count: 1000000}")).pointCount
    }
    #expect(count == 1_000_000)
    #if DEBUG
      let limit = Duration.seconds(10)
    #else
      let limit = Duration.milliseconds(300)
    #endif
    #expect(time < limit)
  }
}
