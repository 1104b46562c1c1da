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

/// How files begin that are no text, and what to do with them.
private let binaryFormats: [(begin: [UInt8], words: String)] = [
  ([0x89] + Array("HDF".utf8), "it is HDF5 or netCDF-4: name a dataset in it, FILE:DATASET"),
  (Array("CDF".utf8), "it is netCDF-3, of which nccopy -k nc4 makes netCDF-4, for FILE:DATASET"),
  ([0x93] + Array("NUMPY".utf8), "it is a NumPy array: save it as text (numpy.savetxt) or in HDF5"),
]

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
  if let format = binaryFormats.first(where: { data.starts(with: $0.begin) }) {
    throw UnreadableFile(description: format.words)
  }
  guard let text = String(validating: data, as: UTF8.self) else {
    throw UnreadableFile(description: "not UTF-8 text")
  }
  return text
}
