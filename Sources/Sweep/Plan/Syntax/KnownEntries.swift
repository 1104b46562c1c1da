/// The entries of a map whose keys are known beforehand.
struct KnownEntries {
  private let entries: [String: SourceNode.Entry]
  private let subject: String
  private let reporter: Reporter

  /// The entries with known keys; the others are reported, as what `noun` says.
  init(
    _ entries: [SourceNode.Entry], _ keys: [String], in subject: String, noun: String = "key",
    _ reporter: Reporter
  ) {
    for entry in entries where !keys.contains(entry.key) {
      reporter.error(
        "\(subject) has no \(noun) \(quoted(entry.key))",
        help: keys.isEmpty ? "it has none" : suggestion(for: entry.key, among: keys),
        at: entry.keyPlace)
    }
    let known = entries.filter { keys.contains($0.key) }
    self.entries = Dictionary(known.map { ($0.key, $0) }) { first, _ in first }
    self.subject = subject
    self.reporter = reporter
  }

  /// The value of a key.
  subscript(key: String) -> SourceNode? { entries[key]?.value }

  /// Where a key stands.
  func place(of key: String) -> Place? { entries[key]?.keyPlace }

  /// The value of a key that must be there; if it is not, that is reported at
  /// the place of the map.
  func required(_ key: String, at place: Place, help: String? = nil) -> SourceNode? {
    if let node = self[key] { return node }
    reporter.error("\(subject) needs the key '\(key)'", help: help, at: place)
    return nil
  }
}
