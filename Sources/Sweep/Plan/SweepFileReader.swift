/// Reads a sweep file from its top level down.
struct SweepFileReader {
  /// What the keys of a sweep file give; complete only if no mistake was
  /// reported.
  struct Contents {
    var name = ""
    var experiment = ""
    var axes: [ResolvedAxis] = []
    var fixed: [String: InputValue] = [:]
    var outputs: [String] = []
    var checkpoint = Checkpoint()
    /// Where the inputs stand.
    var places: InputPlaces?
  }

  let reporter: Reporter
  let experiments: [ExperimentDeclaration]
  let files: NamedFiles

  private static let keys = [
    "sweep", "name", "experiment", "axes", "fixed", "outputs", "checkpoint",
  ]

  /// The contents of the file; none if nothing can be said of them.
  func read() -> Contents? {
    guard let root = StrictYAML.read(reporter) else { return nil }
    guard case .map(let entries) = root.content else {
      reporter.error(
        "a sweep file is a map of keys and values, not \(root.kindName)",
        help: "known: \(Self.keys.joined(separator: ", "))", at: root.place)
      return nil
    }
    let known = KnownEntries(entries, Self.keys, in: "a sweep file", reporter)
    var contents = Contents()
    if let node = known.required("sweep", at: root.place, help: "begin the file with   sweep: 1") {
      checkVersion(node)
    }
    let nameHelp = "choose one, such as   name: first-study"
    if let node = known.required("name", at: root.place, help: nameHelp) {
      contents.name = name(node) ?? ""
    }
    if let node = known["checkpoint"] {
      contents.checkpoint = checkpoint(node)
    }
    let experimentNames = experiments.map(\.name)
    let experimentHelp = "known: \(experimentNames.joined(separator: ", "))"
    let axesNode = known.required(
      "axes", at: root.place,
      help: "name what varies, such as   axes: {\(varying(known["experiment"])): [0.1, 0.2]}; "
        + "one value is an axis, too")
    if let node = known.required("experiment", at: root.place, help: experimentHelp),
      let word = scalar(node, "experiment")
    {
      guard let experiment = experiments.first(where: { $0.name == word }) else {
        reporter.error(
          "experiment \(quoted(word)) is not known",
          help: suggestion(for: word, among: experimentNames), at: node.place)
        return nil
      }
      contents.experiment = word
      let inputs = InputsReader(reporter: reporter, experiment: experiment, files: files)
      let axesPlace = known.place(of: "axes") ?? root.place
      (contents.axes, contents.fixed) = inputs.read(
        axes: axesNode, axesPlace: axesPlace, fixed: known["fixed"])
      contents.places = InputPlaces(
        axes: axesNode, axesPlace: axesPlace, fixed: known["fixed"])
      contents.outputs = outputs(known["outputs"], of: experiment)
    }
    return contents
  }

  /// A number that may vary, of the experiment that a file names.
  private func varying(_ node: SourceNode?) -> String {
    guard case .word(let word)? = node?.content,
      let experiment = experiments.first(where: { $0.name == word })
    else { return "sigma" }
    let numbers = experiment.inputs.filter { input in
      if case .real = input.kind { input.canVary } else { false }
    }
    return (numbers.first { $0.standard == nil } ?? numbers.first)?.name ?? "sigma"
  }

  private func checkVersion(_ node: SourceNode) {
    if case .word(let word) = node.content,
      case .success(let version)? = NumberLiteral(word)?.integer()
    {
      if version != SweepFile.formatVersion {
        reporter.error(
          "sweep: format version \(version) is not known",
          help: "this program reads version \(SweepFile.formatVersion)", at: node.place)
      }
    } else {
      reporter.error(
        "sweep: the format version is a whole number, not \(node.kindName)",
        help: "write   sweep: \(SweepFile.formatVersion)", at: node.place)
    }
  }

  private func name(_ node: SourceNode) -> String? {
    guard let name = scalar(node, "name") else { return nil }
    let isAllowed = name.unicodeScalars.allSatisfy {
      $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0)
        || "-_.".unicodeScalars.contains($0)
    }
    // A leading point hides a file, a leading hyphen reads as an option.
    guard isAllowed, let first = name.first, first != ".", first != "-" else {
      reporter.error(
        "name: \(quoted(name)) does not serve as a name",
        help: "use letters, digits, '-', '_' and '.', beginning with a letter, a digit or '_'",
        at: node.place)
      return nil
    }
    guard name.utf8.count <= SweepFile.maximumNameLength else {
      reporter.error(
        "name: \(name.utf8.count) letters are too many",
        help: "a name has at most \(SweepFile.maximumNameLength)", at: node.place)
      return nil
    }
    return name
  }

  private func scalar(_ node: SourceNode, _ subject: String) -> String? {
    switch node.content {
    case .word(let word) where !word.isEmpty: return word
    case .text(let text): return text
    case .refused: return nil
    default:
      reporter.error("\(subject): a word is wanted, not \(node.kindName)", at: node.place)
      return nil
    }
  }

  private func checkpoint(_ node: SourceNode) -> Checkpoint {
    var checkpoint = Checkpoint()
    guard case .map(let entries) = node.content else {
      if case .refused = node.content { return checkpoint }
      reporter.error(
        "checkpoint: a map is wanted, not \(node.kindName)",
        help: "write   checkpoint: {seconds: 15, megabytes: 64}", at: node.place)
      return checkpoint
    }
    let known = KnownEntries(entries, ["seconds", "megabytes"], in: "checkpoint", reporter)
    let values = ValueReader(reporter: reporter, normalizes: false)
    func positive(_ key: String) -> Double? {
      known[key].flatMap {
        values.real($0, in: Checkpoint.limits, "checkpoint: \(key)")
      }
    }
    checkpoint.seconds = positive("seconds") ?? checkpoint.seconds
    checkpoint.megabytes = positive("megabytes") ?? checkpoint.megabytes
    return checkpoint
  }

  private func outputs(_ node: SourceNode?, of experiment: ExperimentDeclaration) -> [String] {
    let declared = experiment.outputs.map(\.name)
    let standard = experiment.outputs.filter(\.isStandard).map(\.name)
    guard let node else { return standard }
    guard case .list(let items) = node.content, !items.isEmpty else {
      if case .refused = node.content { return standard }
      let all = standard == declared ? "all" : "the standard ones"
      reporter.error(
        "outputs: a list of names is wanted, not \(node.kindName)",
        help: "leave the key out to store \(all): \(standard.joined(separator: ", "))",
        at: node.place)
      return standard
    }
    var wanted: Set<String> = []
    for item in items {
      guard let name = scalar(item, "outputs") else { continue }
      if !declared.contains(name) {
        reporter.error(
          "outputs: \(experiment.name) has no output \(quoted(name))",
          help: suggestion(for: name, among: declared), at: item.place)
      } else if !wanted.insert(name).inserted {
        reporter.error("outputs: \(quoted(name)) stands twice", at: item.place)
      }
    }
    return declared.filter(wanted.contains)
  }
}
