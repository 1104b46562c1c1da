/// How the files are read that a sweep file names, by paths.
struct NamedFiles {
  /// The text of a file.
  let readFile: (String) throws -> String
  /// The numbers of a dataset in an HDF5 file.
  let readDataset: (_ path: String, _ dataset: String) throws -> DatasetNumbers

  /// The text of a file; none after saying why not.
  func text(
    at path: String, _ values: ValueReader, _ subject: String, _ place: Place
  ) -> String? {
    attempt("file \(quoted(path))", values, subject, place) { try readFile(path) }
  }

  /// The numbers of a dataset; none after saying why not.
  func numbers(
    of dataset: String, at path: String, _ values: ValueReader, _ subject: String, _ place: Place
  ) -> DatasetNumbers? {
    attempt("dataset \(quoted("\(path):\(dataset)"))", values, subject, place) {
      try readDataset(path, dataset)
    }
  }

  private func attempt<Contents>(
    _ what: String, _ values: ValueReader, _ subject: String, _ place: Place,
    _ read: () throws -> Contents
  ) -> Contents? {
    do {
      return try read()
    } catch {
      values.reporter.error(
        "\(subject): the \(what) cannot be read: \(error)",
        // Beside others only what is not there may be looked for in another folder.
        help: "\(error)".lowercased().contains("no such file")
          ? "a relative name is one beside the sweep file" : nil, at: place)
      return nil
    }
  }

  /// The path of a file that a sweep file names: a relative name is one beside it.
  static func path(of name: String, beside sweepFile: String) -> String {
    guard !name.hasPrefix("/"), let slash = sweepFile.lastIndex(of: "/") else { return name }
    return sweepFile[...slash] + name
  }
}

extension ValueReader {
  /// The name of a file that a node is; none after saying what it is instead.
  func fileName(_ node: SourceNode, _ subject: String, help: String) -> String? {
    switch node.content {
    case .word(let name) where !name.isEmpty, .text(let name) where !name.isEmpty: return name
    case .refused: return nil
    default:
      reporter.error(
        "\(subject): the name of a file is wanted, not \(node.kindName)", help: help,
        at: node.place)
      return nil
    }
  }
}
