import ArgumentParser
import Foundation
import Sweep

/// `sweep status`: how far a sweep has come, shard by shard.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show how far a sweep has come; works while it runs.")

  @Argument(help: "The result or its parts: OUT or OUT.parts.")
  var path: String
  @Flag(help: "As one JSON object.")
  var json = false
  @Flag(
    help: ArgumentHelp(
      "Show it again every two seconds, or less often where a look takes long, until all points are "
        + "stored and nobody merges them; wait for the first run."))
  var watch = false

  func run() throws {
    if watch { waitForBeginning() }
    var lineCount = 0
    while true {
      let clock = ContinuousClock()
      let start = clock.now
      let status: StudyStatus
      do {
        status = try StudyStatus(of: path)
      } catch {
        let explained = explained(error, whileReading: true)
        if StudyStatus.isAwaited(at: path) { Terminal.say("with --watch, status waits for it") }
        throw explained
      }
      lineCount = write(status, over: lineCount)
      guard watch, !status.isOver else { return }
      let pause = StudyStatus.pause(afterLookOf: clock.now - start)
      Thread.sleep(forTimeInterval: pause / .seconds(1))
    }
  }

  /// Writes the status, on a terminal that is watched in the place of the one before, and returns how
  /// many lines it takes there.
  private func write(_ status: StudyStatus, over lineCount: Int) -> Int {
    let text = json ? status.json : status.text
    defer { Terminal.flush() }
    guard watch, !json, Terminal.isOutputInteractive else {
      Terminal.write(text)
      return 0
    }
    let size = Terminal.size(of: STDOUT_FILENO)
    var lines = text.split(separator: "\n").map { line in
      line.count > size.columns ? line.prefix(size.columns - 1) + "…" : String(line)
    }
    // What has left the screen above cannot be written over.
    let room = size.rows - 2
    if !status.isOver, lines.count > room, room > 0 {
      let hidden = lines.count - room
      lines = lines.prefix(room) + ["… \(hidden.grouped) more lines"]
    }
    Terminal.clearLines(lineCount)
    Terminal.write(lines.joined(separator: "\n") + "\n")
    return lines.count
  }

  /// Returns once something lies there, or where nothing can come to lie there.
  ///
  /// Without a limit: a queue may take days, and Ctrl-C ends a watch that is wanted no longer.
  private func waitForBeginning() {
    guard StudyStatus.isAwaited(at: path) else { return }
    Terminal.say("nothing is stored at \(path) yet; waiting for a run to begin (Ctrl-C ends this)")
    while StudyStatus.isAwaited(at: path) { Thread.sleep(forTimeInterval: 2) }
  }
}

extension StudyStatus {
  fileprivate var text: String {
    let share = total > 0 ? 100 * (Double(done) + unfinishedShare) / Double(total) : 100
    var text = Terminal.paragraph(
      String(format: "%.1f %%  ", share)
        + "\(done.grouped) of \(total.grouped) points are stored, \(failed.grouped) of them not ok"
        + (isComplete ? "; " + Self.wordsOfResult : "") + unfinishedWords
        + (merger.map { "; \($0) is merging them" } ?? ""))
    for problem in damaged {
      text += Terminal.paragraph("damaged: \(problem); run again computes it")
    }
    guard !shards.isEmpty else { return text }
    var table = Table(columns: [
      .left("shard"), .right("stored"), .right("of"), .right("not ok"), .right("rate"),
      .right("left"), .left("worked on by"),
    ])
    for shard in shards {
      let isOver = shard.done >= shard.total
      table.append([
        "\(shard.shard.number)/\(shard.shard.count)", shard.done.grouped, shard.total.grouped,
        shard.failed.grouped, shard.rate?.perSecond ?? "-",
        isOver ? "0" : shard.timeLeft?.spoken ?? "-",
        shard.holder ?? "-",
      ])
    }
    return text + table.rendered + "\n"
  }

  private static let wordsOfResult =
    "the result is there, by its own record: sweep verify compares all of it"

  private var unfinishedWords: String {
    guard unfinished > 0 else { return "" }
    let share = String(format: "%.1f %%", 100 * unfinishedShare / Double(unfinished))
    return unfinished == 1
      ? "; one more is done to \(share)" : "; \(unfinished.grouped) more are done to \(share)"
  }

  fileprivate var json: String {
    let parts = shards.map { shard in
      "{\"shard\": \(shard.shard.number), \"of\": \(shard.shard.count), "
        + "\"total\": \(shard.total), \"done\": \(shard.done), \"failed\": \(shard.failed), "
        + "\"rate\": \(shard.rate.map { "\($0)" } ?? "null"), "
        + "\"seconds_left\": \(shard.timeLeft.map { "\($0 / .seconds(1))" } ?? "null"), "
        + "\"running\": \(shard.holder != nil)}"
    }
    return "{\"total\": \(total), \"done\": \(done), \"failed\": \(failed), "
      + "\"pending\": \(total - done), \"unfinished\": \(unfinished), "
      + "\"unfinished_share\": \(unfinishedShare), \"complete\": \(isComplete), "
      + "\"merging\": \(merger != nil), "
      + "\"damaged\": [\(damaged.map(quotedAsJSON).joined(separator: ", "))], "
      + "\"shards\": [\(parts.joined(separator: ", "))]}\n"
  }
}
