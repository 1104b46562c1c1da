import ArgumentParser
import Sweep

/// `-o OUT`: where the result is to be.
struct OutputOption: ParsableArguments {
  @Option(name: [.short, .long], help: "The result file.", completion: .file(extensions: ["h5"]))
  var output: String

  /// The folder beside it that holds its parts until then.
  var parts: String { OutputName(result: output).parts }

  func validate() throws { try Self.validate(output) }

  /// Refuses the names of folders: other verbs take those of parts for that, and a result of hours could
  /// not be put in the place of another.
  static func validate(_ output: String) throws {
    guard !output.isEmpty else { throw ValidationError("--output is empty: give a name") }
    let path = String(output.reversed().drop { $0 == "/" }.reversed())
    let result = OutputName(path).result
    if result != path, !result.isEmpty, !result.hasSuffix("/") {
      throw ValidationError(
        "--output names the result, and '\(output)' the folder of its parts: give '\(result)'")
    }
    if path != output || result != path {
      throw ValidationError(
        "--output names a file, and '\(output)' a folder: give one in it, '\(path)/result.h5'")
    }
  }
}
