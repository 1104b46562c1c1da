/// Where the steps of an order stand: the values of an axis or of a coordinate along one, as `dx` in a
/// zip with `dt`, or the numbers of cells of which steps are a part.
struct StepLabel {
  /// The name of the axis or coordinate.
  let name: String
  /// The dimension along which it lies.
  let dimension: String
  /// Whether it counts the steps that something is divided into.
  private let isCount: Bool

  /// The inputs that count into how many steps a length is divided.
  private static let counts = ["cells"]

  /// The steps of the given name, or the only ones that may be meant: three values or more, all positive
  /// and different; the first of those where it is `sigma`.
  init(_ name: String?, of variable: ResultReader.Variable, in result: ResultReader) throws {
    let candidates = variable.dimensions.flatMap { Self.all(along: $0, in: result) }
    if let name {
      guard let label = candidates.first(where: { $0.name == name }) else {
        throw OrderError.noSuchAxis(name, known: candidates.map(\.name))
      }
      self = label
      return
    }
    guard candidates.count == 1 || candidates.first?.name == "sigma", let label = candidates.first
    else { throw OrderError.whichAxis(known: candidates.map(\.name)) }
    self = label
  }

  private init(_ name: String, along dimension: String) {
    self.name = name
    self.dimension = dimension
    isCount = Self.counts.contains(name)
  }

  private static func all(along name: String, in result: ResultReader) -> [StepLabel] {
    let scales = result.dimensions.filter { $0.name == name }.map { ($0.name, $0.scale) }
    let coordinates = result.coordinates.filter { $0.dimensions == [name] }
    return (scales + coordinates.map { ($0.name, $0.values) }).filter { label, values in
      let numbers = values.numbers
      return (values.type == .float64 || counts.contains(label)) && numbers.count >= 3
        && numbers.allSatisfy { $0 > 0 } && Set(numbers).count == numbers.count
    }.map { StepLabel($0.0, along: name) }
  }

  /// The steps, in words.
  var words: String { isCount ? "(1/\(name))" : name }

  /// The step that a value stands for.
  func step(_ cell: ResultTable.Cell) -> Double? {
    switch cell {
    case .number(let value): isCount ? 1 / value : value
    case .integer(let value): isCount ? 1 / Double(value) : Double(value)
    case .text, .none: nil
    }
  }
}
