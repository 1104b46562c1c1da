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
  @Argument(help: "The variables and coordinates to show; all variables unless given.")
  var variables: [String] = []
  @Option(help: "Show this group of fields of one size instead of what all sizes share.")
  var group: String?
  @Option(name: .customLong("at"), help: Selection.help)
  var selections: [String] = []
  @Flag(help: "Comma-separated values of every digit, and nothing else.")
  var csv = false
  @OptionGroup var shown: RowsOption

  func run() throws {
    let conditions = try Selection.all(selections)
    do {
      let whole = try ResultReader.opened(at: result)
      let reader = try group.map { try whole.group(named: $0) } ?? whole
      let tables = try ResultTable.all(of: reader, variables: variables, where: conditions)
      let names = tables.flatMap(\.omittedCoordinates)
      let omitted =
        names.isEmpty
        ? nil
        : Set(names).sorted().joined(separator: ", ") + ": many columns, shown where they are named"
      for note in tables.first?.selectionNotes ?? [] { Terminal.say("note: \(note)") }
      if csv {
        try requireOneShape(tables)
        if let omitted { Terminal.say("note: \(omitted)") }
        for table in tables { try write(csv: table) }
      } else {
        if variables.isEmpty { write(overviewOf: reader) }
        for (index, table) in tables.enumerated() {
          if index > 0 { Terminal.write("\n") }
          try write(table, rowCount: shown.rows ?? max(4, 20 / tables.count))
        }
        if let omitted { Terminal.write(Terminal.paragraph("… \(omitted)")) }
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

  /// As one table, variables along different dimensions would have a row for each combination of these.
  private func requireOneShape(_ tables: [ResultTable]) throws {
    guard tables.count > 1 else { return }
    let sets = tables.map { table in
      let names = table.headings.dropFirst(table.labelCount)
      return "  " + names.prefix(4).joined(separator: " ") + (names.count > 4 ? " …" : "")
    }
    Terminal.say(
      "error: \(result): as CSV these variables have no rows in common; name those of one line:\n"
        + sets.joined(separator: "\n"))
    throw ExitStatus.usage.exit
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
        Terminal.write(Terminal.paragraph("\(name): \(text.onOneLine)"))
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

  private func write(_ table: ResultTable, rowCount: Int) throws {
    var lines: [[String]] = []
    try table.forEachRow(limit: rowCount) { lines.append($0.short(table.labelDigits)) }
    let shown = columnsThatFit(table, lines)
    var text = Table(columns: shown.map { .right(table.headings[$0]) })
    for line in lines { text.append(shown.map { line[$0] }) }
    Terminal.write(text.rendered + "\n")
    let hiddenRows = table.rowCount - lines.count
    if hiddenRows > 0 {
      Terminal.write(
        Terminal.paragraph("… \(hiddenRows.grouped) more rows; --rows N or --csv shows them"))
    }
    let hidden = table.headings.indices.filter { !shown.contains($0) }.map { table.headings[$0] }
    if !hidden.isEmpty {
      Terminal.write(
        Terminal.paragraph(
          "… not shown for want of room: \(hidden.joined(separator: ", ")); name variables to see "
            + "them"))
    }
  }

  /// As many columns as fit the terminal: those of the dimensions and the first variable in any case.
  private func columnsThatFit(_ table: ResultTable, _ lines: [[String]]) -> [Int] {
    let all = Array(table.headings.indices)
    guard let room = Terminal.outputWidth else { return all }
    let widths = all.map { column in
      max(table.headings[column].count, lines.map { $0[column].count }.max() ?? 0)
    }
    var used = -2
    var shown: [Int] = []
    for column in table.columnsByImportance {
      guard table.isEssential(column) || used + 2 + widths[column] <= room else { continue }
      used += 2 + widths[column]
      shown.append(column)
    }
    return shown.sorted()
  }
}

extension [Attribute] {
  /// The description of a dataset.
  fileprivate var longName: String {
    guard case .text(let text)? = first(where: { $0.name == "long_name" })?.value else { return "" }
    return text
  }
}
