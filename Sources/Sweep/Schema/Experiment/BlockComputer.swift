/// How the points of a sweep are computed, a run of them at a time.
///
/// It is made by `Experiment.blockComputer(of:outputs:shapes:)`.
public struct BlockComputer: Sendable {
  /// The values of all outputs at a run of points, some of which may be known already; none if
  /// the context had it stopped.
  let columns: @Sendable (Range<Int>, KnownPoints?, BlockContext) -> [Column]?
  /// Computes a point on a grid so many times as coarse, and forgets it; `goesOn` is asked after each
  /// slice with the work and the share that are done.
  var rehearse:
    @Sendable (
      _ point: Int, _ factor: Int, _ goesOn: (_ work: Double, _ share: Double) -> Bool
    ) -> Rehearsal = { _, _, _ in .none }
  /// How many values a step of a point moves on a grid so many times as coarse; nil if there is none.
  var valueCount: @Sendable (_ point: Int, _ factor: Int) -> Int? = { _, _ in 1 }
  /// Whether the beginning of a point tells how much work there is.
  var isToldByBeginning: @Sendable (_ point: Int) -> Bool = { _ in false }
  /// How many workers may compute a point together.
  var partCount: @Sendable (_ point: Int) -> Int = { _ in 1 }
}

extension Experiment {
  /// Computes point after point and has each output write its values where they belong.
  ///
  /// Beside the kernel a point costs one call of a closure an output: the compiler makes
  /// this for each experiment anew, and nothing in the loop grows or looks up a type.
  public static func blockComputer(
    of file: SweepFile, outputs: [Output<Point, Outcome>], shapes: [InnerShape]
  ) -> BlockComputer {
    blockComputer(of: file, outputs: outputs, shapes: shapes) { point, _ in evaluate(point) }
  }

  /// The same with another way of computing a point, which may give it up.
  @inline(__always)
  static func blockComputer(
    of file: SweepFile, outputs: [Output<Point, Outcome>], shapes: [InnerShape],
    evaluate: @escaping @Sendable (Point, BlockContext) -> Outcome?
  ) -> BlockComputer {
    let points = PointList<Self>(file)
    let writers = zip(outputs, shapes).map { $0.writer($1) }
    let types = outputs.map(\.type)
    let widths = shapes.map(\.count)
    return BlockComputer { range, known, context in
      let values = BlockValues(points: range.count, widths: widths)
      var index = 0
      var knownIndex = 0
      var isStopped = false
      points.forEach(in: range) { point in
        guard !isStopped else { return }
        if let known, known.isKnown[index] {
          for number in widths.indices {
            known.columns[number].copy(
              from: knownIndex * widths[number], count: widths[number],
              to: values.row(index, of: number))
          }
          knownIndex += 1
        } else {
          guard let outcome = evaluate(point, context) else {
            isStopped = true
            return
          }
          for number in writers.indices {
            writers[number](outcome, values.row(index, of: number))
          }
        }
        index += 1
      }
      return isStopped ? nil : types.indices.map { values.column($0, as: types[$0]) }
    }
  }
}

/// The sizes of the one or two dimensions that an output has within a point; 1 where it has none.
public struct InnerShape: Sendable {
  let rows: Int
  let columns: Int

  /// How many values a point has.
  var count: Int { rows * columns }
}

/// The values of all outputs at the points of a block while they come in, one output
/// after the other in one piece of memory.
private final class BlockValues {
  private let pointCount: Int
  private let widths: [Int]
  /// Where the first value of each output lies.
  private let starts: [UnsafeMutablePointer<Double>]
  private let memory: UnsafeMutablePointer<Double>

  init(points: Int, widths: [Int]) {
    pointCount = points
    self.widths = widths
    let count = points * widths.reduce(0, +)
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: max(1, count))
    memory.initialize(repeating: 0, count: count)
    self.memory = memory
    var start = memory
    starts = widths.map { width in
      defer { start += points * width }
      return start
    }
  }

  deinit { memory.deallocate() }

  /// Where the values of an output at one point belong.
  @inline(__always)
  func row(_ point: Int, of output: Int) -> UnsafeMutablePointer<Double> {
    starts[output] + point * widths[output]
  }

  /// All values of an output in the type in which it is stored.
  ///
  /// NaN, which stands for none, becomes the 0 of whole types.
  func column(_ output: Int, as type: ElementType) -> Column {
    let values = UnsafeBufferPointer(start: starts[output], count: pointCount * widths[output])
    return switch type {
    // One NaN for all: its sign and payload depend on the order of operands in the machine code.
    case .float64: .float64(values.map { $0.isNaN ? .nan : $0 })
    case .int8: .int8(values.map { $0.isNaN ? 0 : Int8($0) })
    case .uint8: .uint8(values.map { $0.isNaN ? 0 : UInt8($0) })
    case .int64: .int64(values.map { $0.isNaN ? 0 : Int64($0) })
    case .text: .text(values.map { "\($0)" })
    }
  }
}

extension Column {
  /// Copies some of the values, which are numbers.
  fileprivate func copy(from first: Int, count: Int, to target: UnsafeMutablePointer<Double>) {
    for index in 0..<count {
      target[index] =
        switch self {
        case .float64(let values): values[first + index]
        case .int8(let values): Double(values[first + index])
        case .uint8(let values): Double(values[first + index])
        case .int64(let values): Double(values[first + index])
        case .text: preconditionFailure("outputs are numbers")
        }
    }
  }
}
