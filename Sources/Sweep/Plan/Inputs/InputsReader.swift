/// Reads what stands under `axes:` and `fixed:`, the inputs of an experiment.
struct InputsReader {
  let reporter: Reporter
  let experiment: ExperimentDeclaration
  let files: NamedFiles

  /// Where the inputs that a file gives are given.
  typealias Given = [String: Source]

  enum Source {
    case axis(String)
    case fixed
    /// Under a name that is not known and was probably a slip.
    case misspelt
  }

  /// The key under `fixed:` that lets weights be divided by their sum.
  private static let normalize = "normalize"

  /// All axes and all fixed inputs; complete only if no mistake was reported.
  func read(
    axes axesNode: SourceNode?, axesPlace: Place, fixed fixedNode: SourceNode?
  ) -> (axes: [ResolvedAxis], fixed: [String: InputValue]) {
    let fixedEntries = fixedNode.flatMap { entries($0, "fixed") } ?? []
    let normalizes = fixedEntries.contains { entry in
      if entry.key == Self.normalize, case .word("true") = entry.value.content {
        true
      } else {
        false
      }
    }
    let values = ValueReader(reporter: reporter, normalizes: normalizes)
    var given: Given = [:]
    let axes = readAxes(axesNode, values, &given)
    var fixed = readFixed(fixedEntries, values, &given)
    // Where the axes cannot be read, it is not known what is missing.
    if case .map? = axesNode?.content {
      checkComponentCounts(axes, fixed, at: axesPlace)
      let unused = checkInputSets(Set(given.keys), at: axesPlace)
      for input in experiment.inputs where given[input.name] == nil && !unused.contains(input.name)
      {
        fixed[input.name] = input.standard
      }
    }
    return (axes, fixed)
  }

  func entries(_ node: SourceNode, _ subject: String) -> [SourceNode.Entry]? {
    switch node.content {
    case .map(let entries): return entries
    case .refused: return nil
    default:
      reporter.error("\(subject): a map is wanted, not \(node.kindName)", at: node.place)
      return nil
    }
  }

  private func readFixed(
    _ entries: [SourceNode.Entry], _ values: ValueReader, _ given: inout Given
  ) -> [String: InputValue] {
    let takesWeights = experiment.inputs.contains { $0.kind == .weights || $0.kind == .mixture }
    var fixed: [String: InputValue] = [:]
    for entry in entries {
      let subject = "fixed \(quoted(entry.key))"
      guard let input = experiment.input(named: entry.key) else {
        if entry.key == Self.normalize, takesWeights {
          _ = values.boolean(entry.value, subject)
        } else {
          reportUnknown(entry, &given)
        }
        continue
      }
      if case .axis(let axis)? = given[entry.key] {
        reporter.error(
          "\(quoted(entry.key)) stands under fixed and is given by axis \(quoted(axis))",
          help: "an input either varies or is fixed", at: entry.keyPlace)
        continue
      }
      given[entry.key] = .fixed
      fixed[entry.key] = FormReader(
        values: values, input: input, subject: subject, files: files
      ).single(entry.value)
    }
    return fixed
  }

  private func reportUnknown(_ entry: SourceNode.Entry, _ given: inout Given) {
    let names = experiment.inputs.map(\.name)
    if let meant = nearestWord(to: entry.key, among: names), given[meant] == nil {
      given[meant] = .misspelt
    }
    reporter.error(
      "\(experiment.name) has no input \(quoted(entry.key))",
      help: suggestion(for: entry.key, among: names), at: entry.keyPlace)
  }

  private func readAxes(
    _ node: SourceNode?, _ values: ValueReader, _ given: inout Given
  ) -> [ResolvedAxis] {
    guard let node, let entries = entries(node, "axes") else { return [] }
    if entries.isEmpty {
      reporter.error(
        "axes: a sweep has at least one axis", help: "an axis of one value is one, too",
        at: node.place)
    }
    var axes: [ResolvedAxis] = []
    for entry in entries {
      let columns: [AxisColumn]?
      var form = "zip"
      if let zip = zipNode(entry) {
        columns = readZip(zip, named: entry, values, &given)
      } else if let read = readColumn(entry, axis: entry.key, nil, values, &given) {
        columns = [AxisColumn(input: entry.key, values: read.values)]
        form = read.form
      } else {
        columns = nil
      }
      guard let columns, !columns.isEmpty, areDistinct(columns, entry) else { continue }
      axes.append(ResolvedAxis(name: entry.key, form: form, columns: columns))
    }
    checkPointCount(axes, at: node.place)
    return axes
  }

  private func checkPointCount(_ axes: [ResolvedAxis], at place: Place) {
    var count = 1
    for axis in axes {
      // Within Int: both factors are checked before they are multiplied.
      count *= axis.count
      guard count <= SweepFile.maximumPointCount else {
        reporter.error(
          "axes: \(axes.map { String($0.count) }.joined(separator: " × ")) points are too many",
          help: "a sweep has at most \(SweepFile.maximumPointCount)", at: place)
        return
      }
    }
  }

  func readColumn(
    _ entry: SourceNode.Entry, axis: String, _ columnSubject: String?, _ values: ValueReader,
    _ given: inout Given
  ) -> (form: String, values: AxisValues)? {
    guard let input = experiment.input(named: entry.key) else {
      reportUnknown(entry, &given)
      return nil
    }
    let subject = columnSubject ?? "axis \(quoted(entry.key))"
    if case .axis(let other)? = given[entry.key] {
      reporter.error(
        "\(subject): '\(entry.key)' is given by axis \(quoted(other)) already",
        at: entry.keyPlace)
      return nil
    }
    given[entry.key] = .axis(axis)
    guard input.canVary else {
      reporter.error(
        "\(subject): '\(entry.key)' cannot vary", help: "write it under   fixed:",
        at: entry.keyPlace)
      return nil
    }
    let reader = FormReader(values: values, input: input, subject: subject, files: files)
    return reader.read(entry.value)
  }
}
