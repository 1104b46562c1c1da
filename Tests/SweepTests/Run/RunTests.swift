import Foundation
import Testing

@testable import Sweep

@Suite struct RunTests {
  private func run(
    _ text: String, into path: String, workers: Int = 2, stop: StopRequest = StopRequest()
  ) throws -> RunOutcome {
    try Run(study(text), output: path, options: RunOptions(workers: workers), stop: stop).perform {
      _ in
    }
  }

  @Test("the file does not depend on the number of workers")
  func workers() throws {
    try withTemporaryFolder { folder in
      let files = try [1, 2, 7].map { workers in
        let path = "\(folder)/\(workers).h5"
        #expect(try run(smallStudy, into: path, workers: workers) == .complete([.ok: 54]))
        return try Data(contentsOf: URL(fileURLWithPath: path))
      }
      #expect(files[0] == files[1] && files[0] == files[2])
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/1.h5.parts"))
    }
  }

  @Test("a finished result is left alone by the same plan and refused to another")
  func finished() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      _ = try run(smallStudy, into: path)
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(try run("# a comment\n" + smallStudy, into: path) == .wasComplete([.ok: 54]))
      let other = smallStudy.replacingOccurrences(of: "[0.5, 1.0, 2.0]", with: "[0.5, 1.0, 2.5]")
      do {
        _ = try run(other, into: path)
        Issue.record("another plan was accepted")
      } catch RunError.otherPlan(_, let differences, _) {
        #expect(differences == ["axis d: 2.0 → 2.5"])
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }
  }

  @Test("a stopped run is continued to the same bytes")
  func stopAndContinue() throws {
    // Long enough to be stopped in, also where this thread has to wait for the worker's core.
    #if DEBUG
      let count = 18
    #else
      let count = 3000
    #endif
    let text = smallStudy.replacingOccurrences(of: "count: 9", with: "count: \(count)")
    try withTemporaryFolder { folder in
      _ = try run(text, into: "\(folder)/whole.h5")
      let path = "\(folder)/r.h5"
      let stop = StopRequest()
      let partial = try Run(study(text), output: path, options: RunOptions(), stop: stop)
        .perform {
          if $0.computed > 10 { stop.set() }
        }
      guard case .stopped(let progress) = partial else {
        Issue.record("it was not stopped but \(partial)")
        return
      }
      #expect(progress.computed > 10 && progress.computed < 6 * count)
      #expect(!FileManager.default.fileExists(atPath: path))
      #expect(try run(text, into: path) == .complete([.ok: 6 * count]))
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: path))
          == Data(contentsOf: URL(fileURLWithPath: "\(folder)/whole.h5")))
    }
  }

  @Test("what is read is what the experiment computes, bit for bit")
  func roundTrip() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      _ = try run(smallStudy, into: path)
      let whole = try study(smallStudy)
      let computed = whole.compute(points: 0..<whole.layout.pointCount)
      let result = try ResultReader(path)
      for (variable, column) in zip(whole.layout.variables, computed) {
        #expect(try result.read(variable.name) == column, "\(variable.name)")
      }
      #expect(result.texts["definition"] == smallStudy)
      #expect(result.dimensions.map(\.name).prefix(3) == ["sigma", "d", "p"])
    }
  }
}
