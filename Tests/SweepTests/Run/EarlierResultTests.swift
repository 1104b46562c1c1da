import Foundation
import Testing

@testable import Sweep

@Suite struct EarlierResultTests {
  private func run(
    _ text: String, _ path: String, start: RunOptions.Start = .resume,
    stop: StopRequest = StopRequest(), report: (RunProgress) -> Void = { _ in }
  ) throws -> RunOutcome {
    try Run(
      study(text), output: path, options: RunOptions(workers: 2, start: start), stop: stop
    ).perform(report: report)
  }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  private let wider = smallStudy.replacingOccurrences(
    of: "[0.5, 1.0, 2.0]", with: "[0.25, 0.5, 2.0, 4.0]")

  @Test("an extended result is that of a new run, and the old one is kept")
  func extend() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      _ = try run(smallStudy, path)
      let before = try bytes(path)
      var last = RunProgress(total: 0, earlier: 0)
      #expect(try run(wider, path, start: .extend) { last = $0 } == .complete([.ok: 72]))
      #expect(last.earlier == 36 && last.computed == 36 && last.total == 72)
      _ = try run(wider, "\(folder)/new.h5")
      #expect(try bytes(path) == bytes("\(folder)/new.h5"))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      let aside = try #require(names.first { $0.hasPrefix("r.h5.bak-") })
      #expect(try bytes("\(folder)/\(aside)") == before)
    }
  }

  @Test("shared points are taken from the earlier result and not computed")
  func known() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      _ = try run(smallStudy, path)
      let study = try study(wider)
      let earlier = try EarlierResult(path, for: study, onlySuccesses: false)
      var count = 0
      for block in 0..<study.grid.count {
        guard let known = try earlier.known(block: block, of: study.grid) else { continue }
        #expect(known.isKnown.count == study.grid.points(of: block).count)
        count += known.isKnown.filter { $0 }.count
        // What is kept must show: values that no computation gives.
        var marked = known
        marked.columns = known.columns.map { column in
          guard case .float64(let values) = column else { return column }
          return .float64(values.map { _ in -1 })
        }
        let columns = try #require(study.compute(block: block, keeping: marked))
        let variable = try #require(study.layout.variables.firstIndex { $0.name == "ratio" })
        guard case .float64(let ratios) = columns[variable] else { return }
        #expect(zip(ratios, known.isKnown).allSatisfy { ($0 == -1) == $1 })
      }
      // d = 0.5 and 2.0 are shared, for all sigma and p.
      #expect(count == 9 * 2 * 2)
    }
  }

  @Test("unfinished parts of another plan can be extended too")
  func extendParts() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      let stop = StopRequest()
      _ = try Run(study(smallStudy), output: path, options: RunOptions(), stop: stop).perform {
        if $0.computed > 20 { stop.set() }
      }
      #expect(try run(wider, path, start: .extend) == .complete([.ok: 72]))
      _ = try run(wider, "\(folder)/new.h5")
      #expect(try bytes(path) == bytes("\(folder)/new.h5"))
    }
  }

  @Test("parts that have nothing in common are refused, and no copy of them is left")
  func partsWithNothingInCommon() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      _ = try Run(
        study(smallStudy), output: path, options: RunOptions(shard: Shard(number: 0, count: 2)),
        stop: StopRequest()
      ).perform { _ in }
      let laplace = smallStudy + "\nfixed: {family: laplace}\n"
      #expect(throws: RunError.self) { try run(laplace, path, start: .extend) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["r.h5.parts"])
      // The refused one has changed nothing: the run goes on.
      #expect(try run(smallStudy, path) == .complete([.ok: 54]))
    }
  }

  @Test("what has nothing in common is refused and left in place")
  func nothingInCommon() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      _ = try run(smallStudy, path)
      let before = try bytes(path)
      let laplace = smallStudy + "\nfixed: {family: laplace}\n"
      #expect(throws: RunError.self) { try run(laplace, path, start: .extend) }
      #expect(throws: RunError.self) { try run(wider, path, start: .retryFailed) }
      #expect(try bytes(path) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["r.h5"])
    }
  }

  @Test("failed points are computed again, the others kept")
  func retry() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      let hopeless = smallStudy.replacingOccurrences(
        of: "[0.5, 1.0, 2.0]", with: "[0.5, 1.0, 1.0e+90]")
      #expect(try run(hopeless, path) == .complete([.ok: 36, .failed: 18]))
      let before = try bytes(path)
      let study = try study(hopeless)
      let earlier = try EarlierResult(path, for: study, onlySuccesses: true)
      let known = try (0..<study.grid.count).compactMap {
        try earlier.known(block: $0, of: study.grid)
      }
      #expect(known.reduce(0) { $0 + $1.isKnown.filter { $0 }.count } == 36)
      #expect(try run(hopeless, path, start: .retryFailed) == .complete([.ok: 36, .failed: 18]))
      #expect(try bytes(path) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
      // Without failed points there is nothing to do.
      _ = try run(smallStudy, "\(folder)/good.h5")
      let again = try run(smallStudy, "\(folder)/good.h5", start: .retryFailed)
      #expect(again == .wasComplete([.ok: 54]))
    }
  }
}
