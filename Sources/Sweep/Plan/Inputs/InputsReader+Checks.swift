extension InputsReader {
  /// Whether no two positions of an axis have the same values.
  func areDistinct(_ columns: [AxisColumn], _ entry: SourceNode.Entry) -> Bool {
    guard let repeated = repetition(columns) else { return hasDistinctNames(columns, entry) }
    let subject = "axis \(quoted(entry.key))"
    let what = columns.count > 1 ? "the same values" : shown(columns[0].values[repeated.second])
    reporter.error(
      "\(subject): \(what) at positions \(repeated.first + 1) and \(repeated.second + 1)",
      help: "every point of a sweep is computed once",
      at: entry.value.place(ofItem: repeated.second))
    return false
  }

  private func repetition(_ columns: [AxisColumn]) -> (first: Int, second: Int)? {
    guard columns.count > 1, let count = columns.first?.values.count else {
      return columns.first?.values.repeated
    }
    // One column without repetitions makes all rows different.
    if columns.contains(where: { $0.values.repeated == nil }) { return nil }
    return firstRepetition((0..<count).lazy.map { row in columns.map { $0.values[row].unnamed } })
  }

  private func hasDistinctNames(_ columns: [AxisColumn], _ entry: SourceNode.Entry) -> Bool {
    for column in columns {
      guard case .mixtures(let mixtures) = column.values else { continue }
      var positions: [String: Int] = [:]
      for (position, mixture) in mixtures.enumerated() {
        guard let id = mixture.id else { continue }
        if let first = positions.updateValue(position, forKey: id) {
          reporter.error(
            "axis \(quoted(entry.key)): the id \(quoted(id)) at positions \(first + 1) "
              + "and \(position + 1)",
            help: "an id names one mixture",
            at: entry.value.place(ofItem: position))
          return false
        }
      }
    }
    return true
  }

  private func shown(_ value: InputValue) -> String {
    switch value {
    case .choice(let word): quoted(word)
    case .mixture: "the same mixture"
    default: value.brief
    }
  }
}

extension InputValue {
  /// The value without the name of a mixture.
  fileprivate var unnamed: InputValue {
    if case .mixture(let mixture) = self { .mixture(mixture.withoutName) } else { self }
  }
}

extension InputsReader {
  /// Checks that the inputs given are one complete set, and returns the inputs
  /// of the other sets, which have no value then.
  func checkInputSets(_ given: Set<String>, at place: Place) -> Set<String> {
    let sets = experiment.inputSets
    let members = Set(sets.joined())
    let chosen = given.intersection(members)
    let mustBeGiven = experiment.inputs.filter { input in
      input.standard == nil && !members.contains(input.name) && !given.contains(input.name)
    }
    for input in mustBeGiven {
      reporter.error(
        "\(experiment.name) needs the input '\(input.name)'",
        help: "\(input.name): \(input.summary)", at: place)
    }
    guard !sets.isEmpty else { return [] }
    let ways = sets.map { listing($0) }.joined(separator: ", or ")
    let fitting = sets.filter { chosen.isSubset(of: $0) }
    func missing(_ set: [String]) -> [String] {
      set.filter { !given.contains($0) && experiment.input(named: $0)?.standard == nil }
    }
    guard let best = fitting.min(by: { missing($0).count < missing($1).count }) else {
      let names = experiment.inputs.map(\.name).filter(chosen.contains)
      reporter.error(
        "\(listing(names)) cannot be given together",
        help: "\(experiment.name) takes \(ways)", at: place)
      return members
    }
    let lacking = missing(best)
    if !lacking.isEmpty {
      let needs =
        chosen.isEmpty
        ? "\(experiment.name) needs \(ways)"
        : "\(experiment.name) needs \(listing(lacking)) beside \(listing(best.filter(chosen.contains)))"
      reporter.error(
        sets.count == 1 ? "\(experiment.name) needs \(listing(lacking))" : needs,
        help: chosen.isEmpty || sets.count == 1 ? nil : "it takes \(ways)", at: place)
    }
    return members.subtracting(best)
  }

  /// Checks that vectors with an entry a component have as many entries as each other.
  func checkComponentCounts(
    _ axes: [ResolvedAxis], _ fixed: [String: InputValue], at place: Place
  ) {
    var counts: [(name: String, count: Int)] = []
    for column in axes.flatMap(\.columns) {
      if case .vectors(let count, _) = column.values { counts.append((column.input, count)) }
    }
    for (name, value) in fixed.sorted(by: { $0.key < $1.key }) {
      if case .vector(let vector) = value { counts.append((name, vector.count)) }
    }
    guard let first = counts.first, let other = counts.first(where: { $0.count != first.count })
    else { return }
    reporter.error(
      "'\(first.name)' has \(first.count) components and '\(other.name)' \(other.count)",
      help: "each component of a mixture has an entry in both", at: place)
  }
}
