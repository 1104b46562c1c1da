import Yams

/// Reads the part of YAML that a sweep file may use.
///
/// That is one document of maps with plain keys, lists and scalars, without
/// tags, anchors, aliases and merge keys. Scalars stay texts; what they mean is
/// decided where they are wanted.
struct StrictYAML {
  private let reporter: Reporter
  private var masks: RepeatedKeys
  /// The lists that are masked and not met yet.
  private var lists: [Place: [SourceNode]] = [:]
  /// Where an anchor was refused: its aliases have the same place.
  private var anchors: Set<Place> = []

  private init(_ reporter: Reporter) {
    self.reporter = reporter
    masks = RepeatedKeys(reporter.source.text)
  }

  private init(_ reporter: Reporter, _ long: LongLists) {
    self.reporter = reporter
    masks = RepeatedKeys(long.text)
    lists = long.items
  }

  /// The document of a text; none if it could not be read to its end.
  static func read(_ reporter: Reporter) -> SourceNode? {
    // What stands in the place of long lists must not show in a message, so nothing is said here.
    if let long = LongLists(reporter.source.text) {
      let silent = Reporter(source: reporter.source, list: DiagnosticList())
      var reader = StrictYAML(silent, long)
      if let root = reader.document(), silent.list.errorCount == 0, reader.lists.isEmpty {
        return root
      }
    }
    var reader = StrictYAML(reporter)
    return reader.document()
  }

  private mutating func document() -> SourceNode? {
    while true {
      do {
        // Without resolving rules every key is text, and `1` is not `0x1`.
        let parser = try Parser(yaml: masks.text, resolver: .basic, encoding: .utf8)
        guard let root = try parser.nextRoot() else {
          reporter.error("the file is empty", at: Place(line: 1, column: 1))
          return nil
        }
        if let second = try parser.nextRoot() {
          reporter.error(
            "a second YAML document begins here", help: "one file describes one sweep",
            at: place(of: second))
        }
        // Nodes hold their anchors weakly; the parser holds them.
        return withExtendedLifetime(parser) { converted(root) }
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let place = Place(line: context.mark.line, column: context.mark.column)
        guard masks.mask(keys.first ?? "", at: place) else {
          reporter.error("key \(quoted(keys.first ?? "")) stands twice in this map", at: place)
          return nil
        }
      } catch {
        reportSyntax(error)
        return nil
      }
    }
  }

  private func place(of node: Node) -> Place {
    Place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  private mutating func converted(_ node: Node) -> SourceNode {
    let place = place(of: node)
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain
      // Yams gives quoted scalars the tag of texts, and unquoted ones none.
      let ordinaryTag = isPlain ? "" : "tag:yaml.org,2002:str"
      if scalar.anchor != nil {
        refuseAnchor(at: place)
      } else if scalar.tag.description != ordinaryTag {
        refuseTag(at: place)
      }
      return SourceNode(
        content: isPlain ? .word(scalar.string) : .text(scalar.string), place: place)
    case .sequence(let sequence):
      guard isOrdinary(sequence.tag, hasAnchor: sequence.anchor != nil, at: place) else {
        return SourceNode(content: .refused, place: place)
      }
      let items = lists.removeValue(forKey: place) ?? sequence.map { converted($0) }
      return SourceNode(content: .list(items), place: place)
    case .mapping(let mapping):
      guard isOrdinary(mapping.tag, hasAnchor: mapping.anchor != nil, at: place) else {
        return SourceNode(content: .refused, place: place)
      }
      return SourceNode(content: .map(entries(of: mapping)), place: place)
    case .alias:
      refuseAnchor(at: place)
      return SourceNode(content: .refused, place: place)
    }
  }

  private mutating func entries(of mapping: Node.Mapping) -> [SourceNode.Entry] {
    var entries: [SourceNode.Entry] = []
    var lines: [String: Int] = [:]
    for (keyNode, valueNode) in mapping {
      let place = place(of: keyNode)
      // What an alias names stands elsewhere and is reported there.
      guard case .scalar(let scalar) = keyNode else {
        reporter.error("a key must be a word, not a list or a map", at: place)
        continue
      }
      switch reporter.source.scalar(at: place) {
      case "!": refuseTag(at: place)
      case "&": refuseAnchor(at: place)
      default: break
      }
      let key = masks.keys[place] ?? scalar.string
      if key == "<<" {
        reporter.error(
          "merge keys ('<<') are not allowed", help: "write the values out", at: place)
        continue
      }
      if let line = lines[key] {
        reporter.error(
          "key \(quoted(key)) stands twice in this map", help: "the first is in line \(line)",
          at: place)
        continue
      }
      lines[key] = place.line
      entries.append(
        SourceNode.Entry(key: key, keyPlace: place, value: converted(valueNode)))
    }
    return entries
  }

  /// Whether a list or map has neither a tag nor an anchor.
  ///
  /// What an anchor names is not looked into: aliases of aliases could make it
  /// too large to look through.
  private mutating func isOrdinary(_ tag: Tag, hasAnchor: Bool, at place: Place) -> Bool {
    if hasAnchor {
      refuseAnchor(at: place)
      return false
    }
    if !tag.description.isEmpty {
      refuseTag(at: place)
      return false
    }
    return true
  }

  private mutating func refuseAnchor(at place: Place) {
    guard anchors.insert(place).inserted else { return }
    reporter.error(
      "anchors ('&') and aliases ('*') are not allowed",
      help: "write the value out where it is used",
      at: place)
  }

  private func refuseTag(at place: Place) {
    reporter.error("tags ('!') are not allowed", help: "leave the tag out", at: place)
  }
}

extension StrictYAML {
  /// Says of a text that is no YAML what libyaml says of it.
  private func reportSyntax(_ error: any Error) {
    let start = Place(line: 1, column: 1)
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      let place = Place(line: mark.line, column: mark.column)
      if problem == "found undefined alias" {
        reporter.error(
          "anchors ('&') and aliases ('*') are not allowed",
          help: "write the value out where it is used", at: place)
        return
      }
      if problem.hasPrefix("Maximum nesting level") {
        reporter.error("lists and maps are nested too deeply", at: place)
        return
      }
      let whole = context.map { ", \($0.text) that begins in line \($0.mark.line)" } ?? ""
      reporter.error(
        "this is not YAML: \(problem)\(whole)",
        help: reporter.source.scalar(at: place) == "\t"
          ? "indent with spaces: YAML allows no tabs there" : nil,
        at: place)
    case YamlError.reader(let problem, let offset, _, let yaml):
      let before = yaml.prefix(offset ?? 0)
      let lines = SourceText.lines(of: String(before))
      reporter.error(
        "this is not YAML: \(problem)",
        at: Place(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1))
    default:
      reporter.error("this is not YAML", at: start)
    }
  }
}
