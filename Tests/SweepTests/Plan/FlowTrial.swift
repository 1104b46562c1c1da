@testable import Sweep

/// An experiment of the tests with every kind of input that flows need, and a check across inputs.
struct FlowTrial: Experiment {
  enum Monitor: String, CaseIterable, Sendable {
    case energy, mass, entropy
  }

  struct Point: Sendable {
    var initial: [Term] = []
    var potential: [Term] = []
    var times: [Double] = []
    var extent: [Double] = []
    var monitors: [Monitor] = []
    var isPeriodic = false
    var width = 0.0
    var step = 0.0
    var mobility = 0.0
  }

  static let name = "trial"
  static let summary = "A flow that is never computed."
  static let reference = "none"
  static let inputSets: [[String]] = []

  static func origin(for request: OutputRequest) -> Point { Point() }

  static var inputs: [Input<Point>] {
    [
      .terms(
        "initial", \.initial,
        [
          TermDeclaration(
            "gaussian", "a normal density",
            [
              TermParameter("mean", .place(dimensions: 2), "mean", standard: [0]),
              TermParameter("variance", .number(.above(0)), "variance"),
              TermParameter("mass", .number(.from(0, atMost: 1)), "mass", standard: [1]),
            ]),
          TermDeclaration("uniform", "a constant density"),
          TermDeclaration(
            "waves", "a sum of waves", [TermParameter("count", .integer(1...9), "how many")]),
          TermDeclaration(
            "file", "a density from a file",
            [
              TermParameter("name", .samples, "name of the file"),
              TermParameter("floor", .number(.from(0)), "least value", standard: [0]),
            ]),
        ], "initial density"),
      .terms(
        "potential", \.potential,
        [
          TermDeclaration("sine", "sin x"),
          TermDeclaration(
            "quadratic", "a x²/2",
            [TermParameter("coefficient", .number(.all), "coefficient a")]),
        ], standard: [], "potential V"),
      .numbers(
        "times", \.times, NumberList(counts: 1...Int.max, from: 0, isAscending: true), unit: "s",
        standard: [0, 1], "times of output"),
      .numbers(
        "extent", \.extent, NumberList(counts: 2...2, isAscending: true), canVary: true,
        standard: [0, 1], "both ends of the interval"),
      .words("monitors", \.monitors, standard: [.energy], "what is watched"),
      .flag("periodic", \.isPeriodic, standard: true, "whether the ends are one"),
      .real("dx", \.width, above: 0, standard: 0.1, "width of a cell"),
      .real("dt", \.step, above: 0, standard: 0.001, "step"),
      .real("mobility", \.mobility, from: 0, atMost: 1, standard: 1, "mobility"),
    ]
  }

  static var outputs: [Output<Point, Double>] {
    [
      .status { _ in .ok },
      .real("sum", over: { _ in [] }, "sum of the times") { outcome, _, _ in outcome },
    ]
  }

  static func innerDimensions(at origin: Point, componentCount: Int) -> [Dimension] { [] }

  static func evaluate(_ point: Point) -> Double { point.times.reduce(0, +) }

  static var pointCheck: (@Sendable (Point) -> InputProblem?)? {
    { point in
      let stable = point.width * point.width / 2
      if point.step > stable {
        return InputProblem(
          input: "dt", message: "\(point.step) is beyond the stable step \(stable)",
          help: "take a step of at most dx²/2")
      }
      if point.isPeriodic, point.potential.contains(where: { $0.name == "quadratic" }) {
        return InputProblem(
          input: "potential", message: "'quadratic' is not periodic",
          help: "write   periodic: false")
      }
      return nil
    }
  }
}

/// Files of numbers beside the sweep files of the tests.
let sampleFiles = [
  "studies/row.csv": "# a density\n0.25, 0.5,1e-1\n",
  "studies/column.txt": "1\r\n2.5e0\n\n.5 # the last\n",
  "studies/table.csv": "1 2 3\n4\t5 6\n",
  "studies/wrong.csv": "x, 2\n1,,3\n1 inf\n1e999, 0x10\n1e-999, 2\n",
  "studies/empty.csv": "# nothing\n\n",
]

/// Reads what stands after the head of a sweep file for `FlowTrial`; `files` come before those above.
func readTrial(
  _ rest: String, files: [String: String] = [:],
  dataset: @escaping (String, String) throws -> DatasetNumbers = { _, _ in throw NoSuchFile() }
) -> Result<SweepFile, Diagnostics> {
  SweepFile.read(
    text: "sweep: 1\nname: t\nexperiment: trial\n\(rest)\n", path: "studies/t.yaml",
    experiments: [FlowTrial.declaration],
    readFile: { path throws in
      guard let text = files[path] ?? sampleFiles[path] else { throw NoSuchFile() }
      return text
    },
    readDataset: dataset)
}

/// Every mistake as "line:column message | help".
func trialMistakes(_ rest: String) -> [String] {
  guard case .failure(let diagnostics) = readTrial(rest) else { return [] }
  return diagnostics.errors.map { error in
    let place =
      "\(error.path == "studies/t.yaml" ? "" : "\(error.path):")\(error.line):\(error.column)"
    return "\(place) \(error.message)" + (error.help.map { " | \($0)" } ?? "")
  }
}

/// A valid sweep file with something more under `fixed:`, in line 6 and below.
func fixedTrial(_ line: String) -> String {
  "axes: {mobility: [0, 1]}\nfixed:\n  \(line)"
    + (line.hasPrefix("initial:") ? "" : "\n  initial: uniform")
}

extension Term {
  /// The normal density of the tests.
  static func gaussian(mean: [Double] = [0], variance: Double, mass: Double = 1) -> Term {
    Term("gaussian", ["mean": mean, "variance": [variance], "mass": [mass]])
  }
}
