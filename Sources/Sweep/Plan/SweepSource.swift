internal import Foundation

/// The texts that a sweep consists of: the sweep file and the files it names.
///
/// A folder of parts keeps them, so that merging needs nothing else and a result has the
/// definition of the first run whoever finishes it.
public struct SweepSource: Sendable, Equatable, Codable {
  /// Where the sweep file lay.
  public let path: String
  /// The sweep file word for word.
  public let text: String
  /// The texts of the files that it names, by the paths they were read from; the numbers of a
  /// dataset stand under the file's path, a colon and the dataset's.
  public let files: [String: String]

  /// The source of a sweep file.
  public init(of file: SweepFile) {
    path = file.path
    text = file.text
    files = file.filesRead
  }

  /// A source from its JSON; none if the text is not that.
  public init?(json: String) {
    guard let source = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else {
      return nil
    }
    self = source
  }

  /// The source as JSON, the same for equal sources.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts alone always encode.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Reads the sweep file that the source is.
  ///
  /// Points are not checked once more: they were when the work began, and what is computed of them
  /// can be merged whatever this version of the program thinks of them.
  public func read(_ experiments: [ExperimentDeclaration]) -> Result<SweepFile, Diagnostics> {
    func stored(_ name: String) throws -> String {
      guard let text = files[name] else { throw CocoaError(.fileNoSuchFile) }
      return text
    }
    return SweepFile.read(
      text: text, path: path, experiments: experiments.map(\.withoutPointCheck),
      readFile: stored, readDataset: { DatasetNumbers(text: try stored("\($0):\($1)")) })
  }
}
