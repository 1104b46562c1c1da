/// A value of a YAML or JSON text, with its place: what both languages have in
/// common and a sweep file may use.
struct SourceNode {
  /// What stands there.
  enum Content {
    /// An unquoted scalar: a number, `true`, a name; empty where YAML has no
    /// value.
    case word(String)
    /// A quoted scalar.
    case text(String)
    case list([SourceNode])
    case map([Entry])
    /// Something that was refused before it was read, so that nothing more
    /// need be said about it.
    case refused
  }

  /// A key of a map and its value.
  struct Entry {
    let key: String
    let keyPlace: Place
    let value: SourceNode
  }

  let content: Content
  let place: Place
}

extension SourceNode {
  /// What stands there, in words of a message.
  var kindName: String {
    switch content {
    case .word(""): "nothing"
    case .word(let word): quoted(word)
    case .text(let text): "the text \"\(quoted(text).dropFirst().dropLast())\""
    case .list(let items): items.isEmpty ? "an empty list" : "a list"
    case .map: "a map"
    case .refused: "something refused"
    }
  }

  /// How many items a list has; none if this is no list.
  var listCount: Int? {
    guard case .list(let items) = content else { return nil }
    return items.count
  }
}
