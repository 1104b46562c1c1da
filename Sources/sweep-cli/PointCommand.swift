import ArgumentParser
import Sweep

/// `sweep point`: computes one point and shows all of it; writes nothing.
struct PointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "point", abstract: "Compute one point of a sweep and show it; write nothing.")

  @OptionGroup var input: SweepFileArgument
  @Argument(help: "The point's number, from 0, as `sweep errors` lists it.")
  var number: Int

  func run() throws {
    let study = try input.study()
    guard (0..<study.grid.pointCount).contains(number) else {
      throw ValidationError("the points are numbered from 0 to \(study.grid.pointCount - 1)")
    }
    Terminal.write("\(study.place(of: number))\n\n")
    let columns = study.compute(points: number..<(number + 1))
    var table = Table(columns: [.left("variable"), .left("value")])
    // Variables of other groups than the point's are empty.
    for (variable, column) in zip(study.layout.variables, columns) where column.count > 0 {
      let values: [String] =
        switch column {
        case .float64(let values): values.map { "\($0)" }
        case .int8(let values): values.map { "\($0)" }
        case .int64(let values): values.map { "\($0)" }
        case .uint8(let codes): codes.map(variable.meaning)
        case .text(let values): values
        }
      table.append([variable.name, values.joined(separator: "  ")])
    }
    Terminal.write(table.rendered + "\n")
  }
}
