/// Reads a mixture that is written as a map.
struct MixtureReader {
  let values: ValueReader
  /// Whose mixture it is, in messages.
  let subject: String

  private static let keys = ["id", "weights", "means", "scales", "family"]

  /// The mixture; none if anything is wrong with it.
  func read(_ node: SourceNode) -> MixtureSpecification? {
    guard case .map(let entries) = node.content else {
      if case .refused = node.content { return nil }
      values.reporter.error(
        "\(subject): a mixture is a map, not \(node.kindName)",
        help: "write   {weights: [0.5, 0.5], means: [-1.0, 1.0], scales: 0.1}", at: node.place)
      return nil
    }
    let errorCount = values.reporter.list.errorCount
    let known = KnownEntries(entries, Self.keys, in: "\(subject): a mixture", values.reporter)
    let id = known["id"].flatMap(self.id)
    let weightsNode = known.required("weights", at: node.place)
    let meansNode = known.required("means", at: node.place)
    let scalesNode = known.required("scales", at: node.place)
    let weights = weightsNode.flatMap { values.weights($0, subject) }
    // The count is known although a weight may be wrong.
    let count = weightsNode.flatMap(\.listCount)
    let means = meansNode.flatMap { self.means($0, count: count) }
    let scales = scalesNode.flatMap { self.scales($0, count: count) }
    let families = self.families(known["family"], count: count)
    guard let weights, let means, let scales, let families,
      values.reporter.list.errorCount == errorCount
    else { return nil }
    return MixtureSpecification(
      id: id, weights: weights, means: means, scales: scales, families: families)
  }

  private func id(_ node: SourceNode) -> String? {
    switch node.content {
    case .word(let word) where !["", "~", "null"].contains(word): return word
    // So answers have it of lines without one.
    case .word("null") where !values.isYAML: return nil
    case .text(let text) where !text.isEmpty: return text
    case .refused: return nil
    default:
      values.reporter.error(
        "\(subject): an id is a word or a number, not \(node.kindName)", at: node.place)
      return nil
    }
  }

  private func hasCount(_ node: SourceNode, _ what: String, _ count: Int?) -> Bool {
    guard let count, let itemCount = node.listCount, itemCount != count else { return true }
    values.reporter.error(
      "\(subject): the number of \(what) is \(itemCount), that of weights \(count)",
      help: "each component has a weight, a mean, a scale and a family", at: node.place)
    return false
  }

  private func means(_ node: SourceNode, count: Int?) -> [Double]? {
    let fits = hasCount(node, "means", count)
    guard let means = values.numbers(node, subject, "means"), case .list(let items) = node.content
    else { return nil }
    var ascends = true
    for position in means.indices.dropFirst() where means[position] <= means[position - 1] {
      ascends = false
      values.reporter.error(
        "\(subject): the means must ascend, and \(means[position]) follows \(means[position - 1])",
        help: "list the components in the order of their means", at: items[position].place)
    }
    let farthest = MixtureSpecification.lengths.upperBound
    for (mean, item) in zip(means, items) where mean.magnitude > farthest {
      ascends = false
      values.reporter.error(
        "\(subject): a mean: \(mean) is out of range",
        help: "what is wanted is a number between -\(farthest) and \(farthest)", at: item.place)
    }
    return fits && ascends ? means : nil
  }

  private func scales(_ node: SourceNode, count: Int?) -> [Double]? {
    func scale(_ node: SourceNode) -> Double? {
      let range = MixtureSpecification.lengths
      return values.real(
        node, in: .above(range.lowerBound, atMost: range.upperBound), "\(subject): a scale")
    }
    guard case .list(let items) = node.content else {
      guard let common = scale(node), let count else { return nil }
      return [Double](repeating: common, count: count)
    }
    let fits = hasCount(node, "scales", count)
    let scales = items.compactMap(scale)
    return fits && scales.count == items.count ? scales : nil
  }

  private func families(
    _ node: SourceNode?, count: Int?
  ) -> [MixtureSpecification.Family]? {
    guard let node else { return count.map { Array(repeating: .gaussian, count: $0) } }
    func family(_ node: SourceNode) -> MixtureSpecification.Family? {
      let words = MixtureSpecification.Family.allCases.map(\.rawValue)
      return values.choice(node, among: words, "\(subject): family")
        .flatMap(MixtureSpecification.Family.init)
    }
    guard case .list(let items) = node.content else {
      guard let common = family(node), let count else { return nil }
      return Array(repeating: common, count: count)
    }
    let fits = hasCount(node, "families", count)
    let families = items.compactMap(family)
    return fits && families.count == items.count ? families : nil
  }
}

/// A mixture written as one line of JSON.
struct MixtureLine {
  /// What stands under `id`, as it was written, also where the mixture is wrong; none without one.
  let idAsJSON: String?
  /// The mixture, or every mistake.
  let mixture: Result<MixtureSpecification, Diagnostics>

  /// Reads a line; `path` and `number` are where mistakes say that it stands.
  init(_ line: String, path: String = "line", number: Int = 1) {
    let list = DiagnosticList()
    let source = SourceText(path: path, text: line, firstLine: number)
    let reporter = Reporter(source: source, list: list)
    let reader = MixtureReader(
      values: ValueReader(reporter: reporter, normalizes: false, isYAML: false),
      subject: "mixture")
    let node = StrictJSON.read(line, line: number, reporter)
    idAsJSON = node?.idAsJSON
    if let mixture = node.flatMap(reader.read), list.errorCount == 0 {
      self.mixture = .success(mixture)
    } else {
      mixture = .failure(list.diagnostics(mainPath: path))
    }
  }
}

extension SourceNode {
  /// The value under `id`, as it was written.
  fileprivate var idAsJSON: String? {
    guard case .map(let entries) = content,
      let id = entries.first(where: { $0.key == "id" })?.value
    else { return nil }
    switch id.content {
    case .word(let word): return word
    case .text(let text): return quotedAsJSON(text)
    case .list, .map, .refused: return nil
    }
  }
}
