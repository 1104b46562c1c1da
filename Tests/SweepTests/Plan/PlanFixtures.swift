import Sweep
import Testing

/// Experiments as the tests of sweep files declare them.
let declarations = [
  ExperimentDeclaration(
    name: "wim", summary: "The information matrix of a mixture.",
    inputs: [
      InputDeclaration("sigma", .real(.above(0, atMost: 1e6)), "common scale σ"),
      InputDeclaration("d", .real(.above(0, atMost: 1e6)), "distance of neighbouring means"),
      InputDeclaration("p", .weights, "weights"),
      InputDeclaration("mixture", .mixture, "a whole mixture"),
      InputDeclaration(
        "tolerance", .real(.above(0, atMost: 0.1)), canVary: false, "wanted accuracy",
        standard: .real(1e-10)),
      InputDeclaration(
        "nodes", .integer(1...4096), "nodes of a rule", standard: .integer(64)),
      InputDeclaration(
        "method", .choice(["midpoint", "gauss"]), "quadrature rule",
        standard: .choice("gauss")),
      InputDeclaration(
        "corrected", .boolean, "whether limits are the corrected ones", standard: .boolean(false)),
    ],
    inputSets: [["sigma", "d", "p"], ["mixture"]],
    outputs: [
      OutputDeclaration("wim", "the matrix"),
      OutputDeclaration("log_wim", "logarithms of its entries"),
      OutputDeclaration("ratio", "the matrix over its limit"),
    ]),
  ExperimentDeclaration(
    name: "decay", summary: "How an energy falls.",
    inputs: [
      InputDeclaration(
        "time", .real(.above(-.infinity, atMost: .greatestFiniteMagnitude)), unit: "s", "time t"),
      InputDeclaration("cells", .integer(8...Int.max), "number of cells"),
    ],
    outputs: [OutputDeclaration("energy", unit: "J", "free energy")]),
]

/// Files beside the sweep files of the tests.
let filesBeside = [
  "studies/blank.jsonl": "\n  \n",
  "studies/two.jsonl": """
  {"id": 1, "weights": [0.5, 0.5], "means": [0, 1], "scales": [1e-1, 2E-1]}

  {"id":"zwei","weights":[0.25,0.75],"means":[-1.5,1],"scales":3,"family":["laplace","gaussian"]}
  """,
  "studies/wrong.jsonl": """
  {"weights": [0.5, 0.5], "means": [0, 1], "scales": 0.1}
  {"weights": [0.5, 0.4], "means": [1, 0], "scales": 0.1}
  {"weights": [0.5, 0.5], "means": [0, 1]
  {"weights": [0.5, 0.5], "means": [00, +1], "scales": "0.1", "sort": 3}
  """,
  "studies/sizes.jsonl": """
  {"weights": [0.5, 0.5], "means": [0, 1], "scales": 0.1}
  {"weights": [0.25, 0.25, 0.5], "means": [0, 1, 2], "scales": 0.1}
  """,
]

struct NoSuchFile: Error, CustomStringConvertible {
  var description: String { "no such file" }
}

/// Reads the text of a sweep file with the experiments and files of the tests.
func read(_ text: String) -> Result<SweepFile, Diagnostics> {
  SweepFile.read(
    text: text, path: "studies/trial.yaml", experiments: declarations,
    readFile: { path throws in
      guard let text = filesBeside[path] else { throw NoSuchFile() }
      return text
    })
}

/// All that is said of the text of a sweep file.
func messages(_ text: String) -> String {
  switch read(text) {
  case .success(let file): file.warnings.map(\.description).joined(separator: "\n\n")
  case .failure(let diagnostics): "\(diagnostics)"
  }
}

/// The sweep file that a text is; fails the test if there are mistakes in it.
func sweepFile(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> SweepFile {
  do {
    return try read(text).get()
  } catch {
    Issue.record("\(error)", sourceLocation: location)
    throw error
  }
}

/// The values of the first column of an axis.
func values(
  _ text: String, axis: String, _ location: SourceLocation = #_sourceLocation
) throws -> AxisValues {
  let file = try sweepFile(text, location)
  let found = file.axes.first { $0.name == axis }
  return try #require(found?.columns.first?.values, sourceLocation: location)
}

/// The numbers of a form.
func numbers(_ form: String, _ location: SourceLocation = #_sourceLocation) throws -> [Double] {
  guard case .reals(let numbers) = try values(onTime(form), axis: "time", location) else {
    Issue.record("these are no real numbers", sourceLocation: location)
    return []
  }
  return numbers
}
