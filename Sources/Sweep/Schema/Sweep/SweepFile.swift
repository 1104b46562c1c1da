/// When computed blocks are stored: as soon as one of the two is reached.
public struct Checkpoint: Sendable, Equatable {
  /// Seconds since the last time.
  public var seconds: Double
  /// Results since the last time, in units of 2²⁰ bytes.
  public var megabytes: Double

  /// What either may be: no run lasts thirty years, and a clock that is asked for much more ends the
  /// program.
  static let limits = NumberRange.above(0, atMost: 1e9)

  /// A checkpoint of the given limits.
  public init(seconds: Double = 15, megabytes: Double = 64) {
    self.seconds = seconds
    self.megabytes = megabytes
  }
}

/// The values of one input along an axis.
public struct AxisColumn: Sendable, Equatable {
  /// The input's name.
  public let input: String
  /// Its values.
  public let values: AxisValues

  /// A column of the given values.
  public init(input: String, values: AxisValues) {
    self.input = input
    self.values = values
  }
}

/// An axis of a sweep with all its values.
public struct ResolvedAxis: Sendable, Equatable {
  /// The axis's name: that of its input, or the name of a zip.
  public let name: String
  /// The form in which the values were written, such as `list` or `log10`.
  public let form: String
  /// The inputs that the axis gives, all of one length; one but for a zip.
  public let columns: [AxisColumn]

  /// How many positions there are.
  public var count: Int { columns.first?.values.count ?? 0 }

  /// An axis of the given columns.
  public init(name: String, form: String, columns: [AxisColumn]) {
    self.name = name
    self.form = form
    self.columns = columns
  }
}

/// A sweep file, read and checked: every value is there and allowed.
public struct SweepFile: Sendable, Equatable {
  /// The version of the format.
  public static let formatVersion = 1
  /// The most values that an axis may have.
  public static let maximumAxisCount = 10_000_000
  /// The most points that a sweep may have.
  public static let maximumPointCount = 1_000_000_000

  /// The most letters that a name may have: as many as netCDF's NC_MAX_NAME allows.
  static let maximumNameLength = 256

  /// Where the file lies.
  public let path: String
  /// The file word for word.
  public let text: String
  /// The sweep's name.
  public let name: String
  /// The name of its experiment.
  public let experiment: String
  /// The axes, slowest first.
  public let axes: [ResolvedAxis]
  /// The inputs that do not vary, those left to their standard among them.
  public let fixed: [String: InputValue]
  /// The outputs wanted, in the order of the experiment's declaration.
  public let outputs: [String]
  /// When results are stored.
  public let checkpoint: Checkpoint
  /// The texts of the files that it names, by the paths they were read from; those of datasets by
  /// the file's path, a colon and the dataset's.
  public let filesRead: [String: String]
  /// What would better be changed in the file.
  public internal(set) var warnings: [Diagnostic] = []

  /// How many points there are.
  public var pointCount: Int { axes.reduce(1) { $0 * $1.count } }
}
