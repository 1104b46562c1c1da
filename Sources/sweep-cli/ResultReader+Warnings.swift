import Sweep

extension ResultReader {
  /// The result at a path; what another program has left of it other than it was written is said.
  static func opened(at path: String) throws -> ResultReader {
    let reader = try ResultReader(OutputName.resultFile(path))
    for deviation in reader.deviations {
      Terminal.say("warning: \(reader.path): \(deviation)")
    }
    return reader
  }
}
