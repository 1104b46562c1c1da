import Foundation
import Testing

@testable import Sweep

@Suite struct RunLogTests {
  private func append(_ outcome: String, beside output: String) throws {
    let log = RunLog(
      output: output, sweepFile: "study.yaml", workers: 2, jobIdentifier: nil, begin: Date())
    try log.append(
      outcome: outcome, progress: RunProgress(total: 9, earlier: 4), end: Date())
  }

  @Test("each run adds a line, also after one that was cut short")
  func lines() throws {
    try withTemporaryFolder { folder in
      let output = "\(folder)/r.h5"
      try append("first", beside: output)
      let path = "\(output).runs.jsonl"
      let whole = try String(contentsOfFile: path, encoding: .utf8)
      try (whole + whole.prefix(20)).write(toFile: path, atomically: false, encoding: .utf8)
      try append("second", beside: output)
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      #expect(lines.count == 3)
      for (line, outcome) in [(lines[0], "first"), (lines[2], "second")] {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        #expect(object?["outcome"] as? String == outcome)
        #expect(object?["points_found"] as? Int == 4)
      }
    }
  }
}
