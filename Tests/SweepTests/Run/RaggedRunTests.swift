import Foundation
import Testing

@testable import Sweep

@Suite struct RaggedRunTests {
  private func text(places: String) -> String {
    """
    sweep: 1
    name: ragged
    experiment: profile
    axes:
      sigma: [0.1, 0.2]
      places: \(places)
      p: [[0.2, 0.8], [0.5, 0.5], [0.1, 0.9]]
    fixed: {d: 1.0}
    """
  }

  @discardableResult
  private func run(
    _ text: String, _ path: String, start: RunOptions.Start = .resume,
    report: (RunProgress) -> Void = { _ in }
  ) throws -> RunOutcome {
    try Run(
      study(text), output: path, options: RunOptions(workers: 2, start: start),
      stop: StopRequest()
    ).perform(report: report)
  }

  @Test(
    "fields are kept where sizes are added or taken away, with groups and without",
    arguments: [
      ("[11, 41]", "[5, 41, 11, 21]", 12), ("[11]", "[5, 11]", 6), ("[5, 11, 21]", "[11]", 6),
      ("[5, 11]", "[11, 5]", 12), ("[5, 7]", "[11, 21]", 0),
    ])
  func extend(before: String, after: String, kept: Int) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      try run(text(places: before), path)
      var last = RunProgress(total: 0, earlier: 0)
      try run(text(places: after), path, start: .extend) { last = $0 }
      #expect(last.earlier == kept && last.earlier + last.computed == last.total)
      try run(text(places: after), "\(folder)/new.h5")
      #expect(try contents(of: path) == contents(of: "\(folder)/new.h5"))
    }
  }

  @Test(
    "what is kept is what was stored, and not computed again",
    arguments: [("[11, 41]", "[5, 41, 11]"), ("[11]", "[11, 5]"), ("[5, 11]", "[11]")])
  func known(before: String, after: String) throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      try run(text(places: before), path)
      let study = try study(text(places: after))
      let earlier = try EarlierResult(path, for: study, onlySuccesses: false)
      for block in 0..<study.grid.count {
        guard let known = try earlier.known(block: block, of: study.grid) else { continue }
        let columns = try #require(study.compute(block: block))
        for (index, column) in known.columns.enumerated() {
          #expect(column == columns[index], "\(study.layout.variables[index].path)")
        }
        // What is kept must show: values that no computation gives.
        var marked = known
        marked.columns = known.columns.map { column in
          guard case .float64(let values) = column else { return column }
          return .float64(values.map { _ in -1 })
        }
        for column in try #require(study.compute(block: block, keeping: marked)) {
          guard case .float64(let values) = column else { continue }
          #expect(values.allSatisfy { $0 == -1 })
        }
      }
    }
  }

  @Test("failed points in groups are computed again, the others kept")
  func retry() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/r.h5"
      let hopeless = text(places: "[5, 11]")
        .replacing("[0.1, 0.2]", with: "[1.0e+9, 1.0e-149]").replacing("1.0}", with: "1.0e+10}")
      let outcome = try run(hopeless, path)
      #expect(outcome == .complete([.ok: 6, .failed: 6]))
      let before = try contents(of: path)
      var last = RunProgress(total: 0, earlier: 0)
      #expect(try run(hopeless, path, start: .retryFailed) { last = $0 } == outcome)
      #expect(last.earlier == 6 && last.computed == 6)
      #expect(try contents(of: path) == before)
    }
  }

  @Test("values in groups are compared, also with a result without groups")
  func compare() throws {
    try withTemporaryFolder { folder in
      let (a, b, one) = ("\(folder)/a.h5", "\(folder)/b.h5", "\(folder)/one.h5")
      try run(text(places: "[11, 5]"), a)
      try run(text(places: "[5, 7, 11]"), b)
      try run(text(places: "[11]"), one)
      let same = try ResultComparison(of: ResultReader(a), and: ResultReader(a))
      #expect(same.agrees && same.groups.map(\.name) == ["place_11", "place_5"])
      let mixed = try ResultComparison(of: ResultReader(a), and: ResultReader(b))
      #expect(!mixed.agrees && mixed.groups.allSatisfy(\.comparison.agrees))
      #expect(mixed.groupsOnlyInB == ["place_7"] && mixed.groupsOnlyInA == [])
      for (first, second) in [(a, one), (one, a)] {
        let found = try ResultComparison(of: ResultReader(first), and: ResultReader(second))
        #expect(found.groups.map(\.name) == ["place_11"])
        #expect(found.groups[0].comparison.agrees, "\(found.groups[0].comparison)")
        #expect(found.variables.map(\.name) == ["status"] && found.dimensionsOnlyInA == [])
        guard case .values(let values) = found.groups[0].comparison.variables[1].finding else {
          Issue.record("density was not compared")
          continue
        }
        #expect(values.compared == 2 * 3 * 11)
      }
    }
  }

  private func zipped(_ places: String, _ sigmas: String) -> String {
    """
    sweep: 1
    name: zipped
    experiment: profile
    axes:
      p: [[0.2, 0.8], [0.5, 0.5]]
      case: {zip: {places: \(places), sigma: \(sigmas)}}
    fixed: {d: 1.0}
    """
  }

  @Test("positions that share a group are told apart, wherever they stand in the other result")
  func zip() throws {
    try withTemporaryFolder { folder in
      let (a, b) = ("\(folder)/a.h5", "\(folder)/b.h5")
      try run(zipped("[11, 5, 11, 11]", "[0.1, 0.1, 0.2, 0.3]"), a)
      let after = zipped("[5, 11, 11, 11]", "[0.1, 0.3, 0.2, 0.4]")
      try run(after, b)
      let found = try ResultComparison(of: ResultReader(a), and: ResultReader(b))
      #expect(found.groups.map(\.name) == ["place_11", "place_5"])
      for (group, count) in Swift.zip(found.groups, [2 * 2 * 11, 2 * 5]) {
        guard case .values(let values) = group.comparison.variables[1].finding else {
          Issue.record("density of \(group.name) was not compared")
          continue
        }
        #expect(values.compared == count && values.different == 0, "\(group.name)")
      }
      var last = RunProgress(total: 0, earlier: 0)
      try run(after, a, start: .extend) { last = $0 }
      #expect(last.earlier == 6 && last.computed == 2)
      #expect(try contents(of: a) == contents(of: b))
    }
  }
}
