import ArgumentParser
import Foundation
import Sweep

/// `sweep order`: the observed order of convergence in a result.
struct OrderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order",
    abstract: "Fit the observed order of convergence and the leading coefficient.",
    discussion: """
      For a variable v and steps h along an axis, v − limit ≈ C h^q: q and C with their \
      uncertainties, at each combination of the other positions, from the smallest steps whose \
      distance from the limit rises above rounding. Where no power law shows, the numbers are \
      nan and a last column says why. Examples: sweep order r.h5; \
      sweep order r.h5 l2_error --along dx --at t=0.45
      """)

  @Argument(help: "The result file.", completion: .file(extensions: ["h5"]))
  var result: String
  @Argument(help: "The variable; ratio, or max_error of flows, unless given.")
  var variable: String?
  @Option(
    help: ArgumentHelp(
      "The axis whose values are the steps, a coordinate along it, as dx of a zip, or cells; sigma, or the "
        + "only one, unless given."))
  var along: String?
  @Option(
    help: "The limit; what the variable's attribute 'limit' says, else 0, unless given.")
  var limit: Double?
  @Option(name: .customLong("at"), help: Selection.help)
  var selections: [String] = []
  @Option(
    help: "A variable to show beside the orders, such as a predicted coefficient; repeatable.")
  var beside: [String] = []
  @OptionGroup var shown: RowsOption
  @Flag(help: "Comma-separated values of every digit, and nothing else.")
  var csv = false

  func run() throws {
    var question = OrderTable.Question()
    question.variable = variable
    question.axis = along
    question.limit = limit
    question.selections = try Selection.all(selections)
    question.beside = beside
    do {
      let table = try OrderTable(of: try ResultReader.opened(at: result), question)
      for note in table.selectionNotes { Terminal.say("note: \(note)") }
      csv ? write(csv: table) : write(table)
      Terminal.flush()
    } catch let error as TableError {
      Terminal.say("error: \(result): \(error)")
      throw ExitCode(EX_USAGE)
    } catch let error as OrderError {
      Terminal.say("error: \(result): \(error)")
      throw ExitCode(EX_USAGE)
    } catch {
      throw explained(error, whileReading: true)
    }
  }

  private static let columns = [
    "order", "order_uncertainty", "coefficient", "coefficient_uncertainty", "coefficient_order",
    "points", "from", "to",
  ]

  private func write(csv table: OrderTable) {
    let headings = table.labelHeadings + Self.columns + beside + ["reason"]
    Terminal.write(data: headings.joined(separator: ",") + "\r\n")
    for row in table.rows.prefix(shown.rows ?? .max) {
      let order = row.order
      let cells: [ResultTable.Cell] = [
        .number(order.order.value), .number(order.order.uncertainty),
        .number(order.coefficient.value), .number(order.coefficient.uncertainty),
        .number(order.orderOfCoefficient), .integer(Int64(order.pointCount)),
        .number(order.steps?.lowerBound ?? .nan), .number(order.steps?.upperBound ?? .nan),
      ]
      let line = row.labels + cells + row.beside + [.text(order.reason ?? "")]
      Terminal.write(data: line.map(\.csv).joined(separator: ",") + "\r\n")
    }
  }

  private func write(_ table: OrderTable) {
    Terminal.write("\(table.variable) − \(table.limit) ≈ C \(table.axis)^q\n\n")
    let rows = table.rows.prefix(shown.rows ?? 40)
    let hasReason = rows.contains { $0.order.reason != nil }
    var text = Table(
      columns: (table.labelHeadings + ["q", "±", "C", "±", "for q =", "points", table.axis]
        + beside).map { .right($0) } + (hasReason ? [.left("")] : []))
    for row in rows {
      let order = row.order
      let steps = order.steps.map {
        String(format: "%.3g … %.3g", $0.lowerBound, $0.upperBound)
      }
      text.append(
        row.labels.short(table.labelDigits)
          + [
            order.order.rounded, order.order.error, order.coefficient.rounded,
            order.coefficient.error, String(format: "%.4g", order.orderOfCoefficient),
            "\(order.pointCount)", steps ?? "-",
          ] + row.beside.map { $0.short() } + (hasReason ? [order.reason ?? ""] : []))
    }
    Terminal.write(text.rendered + "\n")
    if rows.count < table.rows.count {
      let hidden = table.rows.count - rows.count
      Terminal.write("… \(hidden.grouped) more rows; --rows N or --csv shows them\n")
    }
  }
}

extension ObservedOrder.Estimate {
  /// The number as far as its uncertainty lets it be known, eight digits at the most.
  fileprivate var rounded: String {
    guard value.isFinite, uncertainty.isFinite, uncertainty > 0 else {
      return String(format: "%.8g", value)
    }
    let digits = log10(abs(value) / uncertainty).rounded(.up) + 1
    // Of 0, or of an uncertainty next to none, the logarithm is infinite.
    return String(format: "%#.\(Int(min(8, max(2, digits))))g", value)
  }

  fileprivate var error: String { String(format: "%.1g", uncertainty) }
}
