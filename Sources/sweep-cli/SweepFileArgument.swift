import ArgumentParser
import Foundation
import Sweep

/// The sweep file that most verbs take.
struct SweepFileArgument: ParsableArguments {
  @Argument(help: "The sweep file (YAML).", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  /// The study that the file describes.
  ///
  /// Every mistake is printed before the program ends; warnings are printed too.
  func study() throws -> Study {
    let text: String
    do {
      text = try readText(file)
    } catch {
      Terminal.say("error: \(file): \(error)")
      throw ExitStatus.noInput.exit
    }
    let result = SweepFile.read(
      text: text, path: file, experiments: Catalogue.declarations,
      readFile: { name in try readText(name) },
      readDataset: { path, dataset in try DatasetNumbers(of: dataset, inFileAt: path) })
    switch result {
    case .failure(let diagnostics):
      Terminal.say("\(diagnostics)")
      throw ExitStatus.badData.exit
    case .success(let sweepFile):
      for warning in sweepFile.warnings { Terminal.say("\(warning)") }
      guard let study = Study(sweepFile) else { throw ExitStatus.software.exit }
      return study
    }
  }
}

/// Why a file could not be read, in the system's words.
private struct UnreadableFile: Error, CustomStringConvertible {
  let description: String
}

/// The text of a file; `-` is standard input.
func readText(_ path: String) throws -> String {
  if path == "-" {
    let data = FileHandle.standardInput.readDataToEndOfFile()
    guard let text = String(validating: data, as: UTF8.self) else {
      throw UnreadableFile(description: "not UTF-8 text")
    }
    return text
  }
  guard let file = fopen(path, "rb") else {
    throw UnreadableFile(description: String(cString: strerror(errno)))
  }
  fclose(file)
  guard let data = FileManager.default.contents(atPath: path) else {
    throw UnreadableFile(description: "not a readable file")
  }
  guard let text = String(validating: data, as: UTF8.self) else {
    throw UnreadableFile(description: "not UTF-8 text")
  }
  return text
}
