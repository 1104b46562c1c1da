import ArgumentParser
import Foundation
import Sweep

/// `sweep show`: a result as a table or as CSV.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a result: what it holds, and a table of its values.",
    discussion: """
      A row is a combination of positions along the dimensions of the variables shown. Fields of \
      several sizes lie in groups, one a size, which --group shows. \
      Examples: sweep show r.h5 ratio --at theta=1; \
      sweep show r.h5 wim --at sigma=0.01..0.1 --csv
      """)

  @Argument(help: "The result file.", completion: .file(extensions: ["h5"]))
  var result: String
  @Argument(help: "The variables to show; all unless given.")
  var variables: [String] = []
  @Option(help: "Show this group of fields of one size instead of what all sizes share.")
  var group: String?
  @Option(
    name: .customLong("at"), help: "Only these positions: NAME=VALUE or NAME=LOW..HIGH; repeatable."
  )
  var selections: [String] = []
  @Flag(help: "Comma-separated values of every digit, and nothing else.")
  var csv = false
  @OptionGroup var shown: RowsOption

  func run() throws {
    let conditions = try Selection.all(selections)
    do {
      let whole = try ResultReader.opened(at: result)
      let reader = try group.map { try whole.group(named: $0) } ?? whole
      let table = try ResultTable(of: reader, variables: variables, where: conditions)
      if csv {
        try write(csv: table)
      } else {
        if variables.isEmpty { write(overviewOf: reader) }
        try write(table)
      }
      Terminal.flush()
    } catch let error as TableError {
      var advice = ""
      if case .variableInGroups = error { advice = "; --group NAME shows one" }
      Terminal.say("error: \(result): \(error)\(advice)")
      throw ExitCode(EX_USAGE)
    } catch {
      throw explained(error, whileReading: true)
    }
  }

  private func write(csv table: ResultTable) throws {
    Terminal.write(data: table.headings.joined(separator: ",") + "\r\n")
    try table.forEachRow(limit: shown.rows ?? .max) { cells in
      Terminal.write(data: cells.map(\.csv).joined(separator: ",") + "\r\n")
    }
  }

  private func write(overviewOf reader: ResultReader) {
    for name in ["title", "experiment", "source", "references"] {
      if case .text(let text)? = reader.attributes.first(where: { $0.name == name })?.value {
        Terminal.write("\(name): \(text.onOneLine)\n")
      }
    }
    var names = Table(columns: [.left("variable"), .left("dimensions"), .left("is")])
    for variable in reader.variables {
      names.append([
        variable.name, variable.dimensions.joined(separator: " "), variable.attributes.longName,
      ])
    }
    var dimensions = Table(columns: [.left("dimension"), .right("size"), .left("is")])
    for dimension in reader.dimensions {
      dimensions.append([
        dimension.name, dimension.size.grouped, dimension.attributes.longName,
      ])
    }
    Terminal.write("\n\(dimensions.rendered)\n\n\(names.rendered)\n\n")
    guard !reader.groups.isEmpty else { return }
    var groups = Table(columns: [.left("group"), .left("sizes"), .left("variables")])
    for group in reader.groups {
      let names = group.dimensions.map(\.name)
      let sizes = zip(names, group.dimensions).map { "\($0)=\($1.size.grouped)" }
      groups.append([
        group.group ?? "", sizes.joined(separator: " "),
        group.variables.map(\.name).joined(separator: " "),
      ])
    }
    Terminal.write("\(groups.rendered)\n\n")
  }

  private func write(_ table: ResultTable) throws {
    var lines: [[String]] = []
    try table.forEachRow(limit: shown.rows ?? 20) { cells in lines.append(cells.map(\.short)) }
    let shown = columnsThatFit(table, lines)
    var text = Table(columns: shown.map { .right(table.headings[$0]) })
    for line in lines { text.append(shown.map { line[$0] }) }
    Terminal.write(text.rendered + "\n")
    let hiddenRows = table.rowCount - lines.count
    if hiddenRows > 0 {
      Terminal.write("… \(hiddenRows.grouped) more rows; --rows N or --csv shows them\n")
    }
    let hidden = table.headings.indices.filter { !shown.contains($0) }.map { table.headings[$0] }
    if !hidden.isEmpty {
      Terminal.write(
        "… not shown for want of room: \(hidden.joined(separator: ", ")); name variables to see "
          + "them\n")
    }
  }

  /// The labels and as many variables as fit the terminal, one at least.
  private func columnsThatFit(_ table: ResultTable, _ lines: [[String]]) -> [Int] {
    let all = Array(table.headings.indices)
    guard Terminal.isOutputInteractive else { return all }
    let room = Terminal.width
    var used = 0
    var shown: [Int] = []
    for column in all {
      let widest = lines.map { $0[column].count }.max() ?? 0
      let width = max(table.headings[column].count, widest) + 2
      guard column <= table.labelCount || used + width <= room + 2 else { break }
      used += width
      shown.append(column)
    }
    return shown
  }
}

extension [Attribute] {
  /// The description of a dataset.
  fileprivate var longName: String {
    guard case .text(let text)? = first(where: { $0.name == "long_name" })?.value else { return "" }
    return text
  }
}
