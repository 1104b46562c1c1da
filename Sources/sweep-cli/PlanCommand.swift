import ArgumentParser
import Sweep

/// `sweep plan`: what a sweep file asks for and what it will take; writes nothing.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show axes, points, and the estimated time and bytes; write nothing.")

  @OptionGroup var input: SweepFileArgument
  @OptionGroup var workers: WorkersOption

  func run() throws {
    let study = try input.study()
    var axes = Table(columns: [.left("axis"), .left("form"), .right("values"), .left("range")])
    for axis in study.file.axes {
      axes.append([axis.name, axis.form, axis.count.grouped, axis.range])
    }
    let points = study.grid.pointCount
    let estimate = Estimate(study)
    let duration = estimate.duration(workers: workers.count)
    let layout = study.layout
    var names: [String] = []
    for name in layout.variables.map(\.name) where !names.contains(name) { names.append(name) }
    let groups = layout.groups.map(\.name).joined(separator: " ")
    Terminal.write(
      """
      \(study.file.name): \(study.file.experiment)
      \(axes.rendered)
      points     \(points.grouped) in \(study.grid.words)
      variables  \(names.joined(separator: " "))\(groups.isEmpty ? "" : "\ngroups     \(groups)")
      time       about \(duration.spoken) on \(workers.count.cores) \
      (\(estimate.durationPerPoint.spoken) a point, \
      from \(estimate.basis))
      size       about \(layout.byteCount.bytes)

      """)
  }
}

extension BlockGrid {
  /// How many blocks there are, which is the most shards that have work, and how large they are.
  fileprivate var words: String {
    let size = points(of: 0).count
    guard count > 1 else { return "1 block" }
    return size == 1
      ? "\(count.grouped) blocks of 1" : "\(count.grouped) blocks of up to \(size.grouped)"
  }
}

/// How many workers a verb uses.
struct WorkersOption: ParsableArguments {
  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: "Points computed at once; the cores this process may use unless given.")
  var jobs: Int?

  var count: Int { jobs ?? AvailableCores.count }

  func validate() throws {
    if let jobs, !(1...4096).contains(jobs) {
      throw ValidationError("--jobs must lie between 1 and 4096")
    }
  }
}

extension ResolvedAxis {
  /// First and last value, in words.
  fileprivate var range: String {
    columns.map { column in
      let text = column.values.extremes
      return column.input == name ? text : "\(column.input): \(text)"
    }.joined(separator: "; ")
  }
}

extension AxisValues {
  /// First and last value.
  fileprivate var extremes: String {
    guard count > 1 else { return count == 1 ? self[0].brief : "" }
    return "\(self[0].brief) … \(self[count - 1].brief)"
  }
}
