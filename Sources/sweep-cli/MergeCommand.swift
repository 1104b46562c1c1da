import ArgumentParser
import Sweep

/// `sweep merge`: makes the result from the parts of all shards.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge the parts of all shards into the result.",
    discussion: """
      Refuses gaps, foreign and damaged segments, and shards at work, by name and range of \
      points. With --allow-partial, parts that lack points give a file whose name says partial.
      """)

  @Argument(help: "The folder of parts.", completion: .directory)
  var parts: String
  @Option(
    name: [.short, .long], help: "The result file; the folder's name without .parts unless given.")
  var output: String?
  @Flag(help: "Merge what there is, into a file whose name says partial.")
  var allowPartial = false

  func validate() throws {
    if let output { try OutputOption.validate(output) }
  }

  func run() throws {
    // OUT may be named instead of OUT.parts.
    let path = OutputName(parts).parts
    let result = output ?? OutputName(parts).result
    let outcome: MergeOutcome
    do {
      outcome = try mergeParts(at: path, into: result, allowingGaps: allowPartial) {
        Terminal.say("warning: \($0)")
      }
    } catch let error as StoreError {
      let explained = explained(error, whileReading: true)
      if case .missingPoints(_, _, let shards) = error {
        Terminal.say(Remedy(parts: path, shards: Set(shards.keys)).words)
      } else if case .locked = error {
        Terminal.say(
          "merge when that has ended; sweep status \(result.asShellWord) --watch shows how far it is"
        )
      }
      throw explained
    } catch {
      throw explained(error, whileReading: true)
    }
    switch outcome {
    case .complete(let counts):
      let total = counts.values.reduce(0, +)
      Terminal.say("\(result): \(total.points)\(counts.troubles)")
      if counts.hasTroubles { throw ExitStatus.incomplete.exit }
    case .wasComplete(let counts):
      Terminal.say("\(result) is complete already\(counts.troubles)")
      if counts.hasTroubles { throw ExitStatus.incomplete.exit }
    case .partial(let path, let missing):
      Terminal.say("\(path): \(missing.grouped) points are missing")
      throw ExitStatus.incomplete.exit
    }
  }
}

extension [PointStatus: Int] {
  /// Whether any point is not ok.
  var hasTroubles: Bool { contains { $0.key != .ok } }

  /// The points that are not ok, for the end of a line.
  var troubles: String {
    filter { $0.key != .ok }.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { ", \($0.value.grouped) \($0.key)" }.joined()
  }
}
