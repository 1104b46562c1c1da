import ArgumentParser
import Foundation
import Sweep

/// `sweep diff`: whether two results agree, and where not.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compare two results: do they agree, and where not.",
    discussion: """
      Values are compared at the points that both results have. The exit code is 0 if all agrees \
      and 1 if not; attributes, such as the title, are only noted.
      """)

  @Argument(help: "A result file.", completion: .file(extensions: ["h5"]))
  var a: String
  @Argument(help: "The result file to compare it with.", completion: .file(extensions: ["h5"]))
  var b: String
  @Option(help: "Numbers of variables up to so many units in the last place apart agree.")
  var ulp: UInt64 = 0
  @Flag(help: "One line of JSON instead of the table.")
  var json = false

  func run() throws {
    let comparison: ResultComparison
    do {
      comparison = try ResultComparison(
        of: try ResultReader.opened(at: a),
        and: try ResultReader.opened(at: b), tolerance: ulp)
    } catch {
      throw explained(error, whileReading: true)
    }
    Terminal.write((json ? comparison.json : comparison.inWords) + "\n")
    guard comparison.agrees else { throw ExitStatus.incomplete.exit }
  }
}

extension ResultComparison {
  /// What differs, a line each, the table of variables, and whether they agree.
  fileprivate var inWords: String {
    var lines = attributes.map { "note: \($0)" }
    lines += dimensionsOnlyInA.map { "dimension \($0): only in A" }
    lines += dimensionsOnlyInB.map { "dimension \($0): only in B" }
    lines += dimensions.filter { !$0.agrees }.map { "dimension \($0.name): \($0.inWords)" }
    lines += coordinates.filter { !$0.agrees }.map { "coordinate \($0.name): \($0.inWords)" }
    if sharesNoPoints { lines.append("no point is in both: inputs that do not vary differ") }
    lines += groupsOnlyInA.map { "group \($0): only in A" }
    lines += groupsOnlyInB.map { "group \($0): only in B" }
    lines += groups.flatMap { $0.comparison.lines(ofGroup: $0.name, in: self) }
    var table = Table(columns: [
      .left("variable"), .right("compared"), .right("different"), .right("nan"), .right("ulp"),
      .right("relative"), .right("A"), .right("B"), .left("where"),
    ])
    let inGroups = groups.flatMap { group in
      group.comparison.variables.map { ("\(group.name)/\($0.name)", $0) }
    }
    for (name, variable) in variables.map({ ($0.name, $0) }) + inGroups {
      guard case .values(let differences) = variable.finding else {
        lines.append("variable \(name): \(variable.inWords)")
        continue
      }
      for row in differences.rows(for: name) { table.append(row) }
    }
    if !lines.isEmpty { lines.append("") }
    lines += [table.rendered, "", agrees ? "A and B agree" : "A and B do not agree"]
    return lines.joined(separator: "\n")
  }

  /// What differs in this, a group, beside values and what a group repeats of its result.
  private func lines(ofGroup name: String, in result: ResultComparison) -> [String] {
    var known = Set(result.dimensions.map(\.name) + result.coordinates.map(\.name))
    known.formUnion(result.dimensionsOnlyInA + result.dimensionsOnlyInB)
    var lines = attributes.filter { !result.attributes.contains($0) }.map { "note: \(name)/\($0)" }
    lines += dimensionsOnlyInA.filter { !known.contains($0) }
      .map { "dimension \(name)/\($0): only in A" }
    lines += dimensionsOnlyInB.filter { !known.contains($0) }
      .map { "dimension \(name)/\($0): only in B" }
    lines += dimensions.filter { !$0.agrees && !known.contains($0.name) }
      .map { "dimension \(name)/\($0.name): \($0.inWords)" }
    lines += coordinates.filter { !$0.agrees && !known.contains($0.name) }
      .map { "coordinate \(name)/\($0.name): \($0.inWords)" }
    return lines
  }
}

extension DimensionComparison {
  /// What differs, in words.
  fileprivate var inWords: String {
    var parts = ["\(sharedCount.grouped) in both"]
    if !onlyInA.isEmpty { parts.append("\(onlyInA.count.grouped) only in A: \(listing(onlyInA))") }
    if !onlyInB.isEmpty { parts.append("\(onlyInB.count.grouped) only in B: \(listing(onlyInB))") }
    if isReordered { parts.append("in another order") }
    return parts.joined(separator: "; ")
  }

  /// The first of some places.
  private func listing(_ places: [ResultPlace]) -> String {
    let shown = places.prefix(5).map { "\($0)" }.joined(separator: ", ")
    return places.count > 5 ? "\(shown), …" : shown
  }
}

extension DatasetComparison {
  /// What differs, in words.
  fileprivate var inWords: String {
    switch finding {
    case .onlyInA: return "only in A"
    case .onlyInB: return "only in B"
    case .types(let a, let b): return "\(a) in A, \(b) in B; not compared"
    case .dimensions(let a, let b):
      let names = [a, b].map { $0.isEmpty ? "no dimension" : $0.joined(separator: " ") }
      return "along \(names[0]) in A, \(names[1]) in B; not compared"
    case .values(let differences):
      let first = differences.first.map { pair in
        let place = "\(pair.place)"
        return "\(pair.a.everyDigit) in A, \(pair.b.everyDigit) in B"
          + (place.isEmpty ? "" : " at \(place)")
      }
      return "\(differences.different.grouped) of \(differences.compared.grouped) values differ"
        + (first.map { ": \($0)" } ?? "")
    }
  }
}

extension ValueDifferences {
  /// The variable's row of the table, and one more where NaN would be hidden behind a distance.
  fileprivate func rows(for name: String) -> [[String]] {
    let row =
      [
        name, compared.grouped, different.grouped, unmatchedNaN.grouped,
        largestUlp.map { $0.distance.short } ?? "-",
        largestRelative.map { String(format: "%.3g", $0.distance) } ?? "-",
      ] + (largestUlp?.values ?? first).cells
    guard largestUlp != nil, firstUnmatchedNaN != nil else { return [row] }
    return [row, ["", "", "", "nan", "-", "-"] + firstUnmatchedNaN.cells]
  }
}

extension ValueDifferences.Pair? {
  /// Both values and where they lie.
  fileprivate var cells: [String] {
    guard let self else { return ["-", "-", "-"] }
    return [self.a.everyDigit, self.b.everyDigit, "\(self.place)"]
  }
}

extension UInt64 {
  /// The number, from a million on to three digits.
  fileprivate var short: String {
    self < 1_000_000 ? Int(self).grouped : String(format: "%.3g", Double(self))
  }
}
