internal import Synchronization

/// A sweep file bound to its experiment: the shape of its result, its blocks, and how
/// a block is computed.
public struct Study: Sendable {
  /// The sweep file.
  public let file: SweepFile
  /// The shape of the result.
  public let layout: ResultLayout
  /// The blocks.
  public let grid: BlockGrid
  /// All that determines the result, as canonical text.
  public let planText: String

  /// The axis along which points differ in size, and so in the time that they take; none where they do not.
  let sizeAxis: Int?

  private let computer: StudyComputer
  private let bytesPerPoint: [Int]

  /// The study that a sweep file describes; none if its experiment is unknown,
  /// which reading the file has ruled out.
  public init?(_ file: SweepFile) {
    guard let experiment = Catalogue.experiment(named: file.experiment) else { return nil }
    self.init(file, experiment)
  }

  private init<E: Experiment>(_ file: SweepFile, _ experiment: E.Type) {
    let outputs = E.storedOutputs(of: file)
    let planText = file.planJSON()
    let shapes = FieldShapes<E>(file, PointList<E>(file), outputs)
    let layout = ResultLayout(of: file, outputs, shapes, planText: planText)

    self.file = file
    self.layout = layout
    self.planText = planText
    sizeAxis = shapes.sizeAxis
    bytesPerPoint = layout.bytesPerPoint
    grid = BlockGrid(
      sizes: layout.pointDimensions.map(\.size),
      pointsPerBlock: Self.pointsPerBlock(of: layout, atMost: E.pointsPerBlock))
    computer = StudyComputer(layout) { E.blockComputer(of: file, outputs: outputs, shapes: $0) }
  }

  /// The values of all variables at the points of a block, of which some may be known already.
  ///
  /// Those of groups that the block is not of are empty. None if the context had it stopped.
  func compute(
    block: Int, keeping known: KnownPoints? = nil, in context: BlockContext = BlockContext()
  ) -> [Column]? {
    computer.columns(grid.points(of: block), known, in: context)
  }

  /// The values of all variables at a run of points.
  public func compute(points: Range<Int>) -> [Column] {
    guard let columns = computer.columns(points) else {
      preconditionFailure("nobody stopped it")
    }
    return columns
  }

  /// Computes a point on the calling thread until that has had so much of its processor, or to its end.
  func sample(point: Int, limit: Duration) -> PointSample {
    let start = ProcessorTime.now
    let reached = Mutex((share: 0.0, pace: Pace()))
    let context = BlockContext { share in
      let taken = ProcessorTime.now - start
      reached.withLock { reached in
        reached.share = share
        reached.pace.note(share, at: taken / .seconds(1))
      }
      return taken < limit ? .goOn : .stop
    }
    let isWhole = computer.columns(point..<(point + 1), in: context) != nil
    let seconds = (ProcessorTime.now - start) / .seconds(1)
    return reached.withLock {
      PointSample(
        seconds: seconds, share: isWhole ? 1 : $0.share, isWhole: isWhole, pace: $0.pace)
    }
  }

  /// Computes a point on a grid so many times as coarse, and forgets it; `goesOn` is asked after each
  /// slice with the work and the share that are done.
  func rehearse(
    _ point: Int, coarserBy factor: Int, while goesOn: (_ work: Double, _ share: Double) -> Bool
  ) -> Rehearsal {
    computer.rehearse(point, coarserBy: factor, while: goesOn)
  }

  /// How many values a step of a point moves on a grid so many times as coarse; nil if there is none.
  func valueCount(of point: Int, coarserBy factor: Int) -> Int? {
    computer.valueCount(of: point, coarserBy: factor)
  }

  /// Whether the beginning of a point tells how much work there is.
  func isToldByBeginning(_ point: Int) -> Bool { computer.isToldByBeginning(point) }

  /// How many workers may compute a point together.
  func partCount(of point: Int) -> Int { computer.partCount(of: point) }

  /// The SHA-256 of all that determines the result, `plan_sha256` in it.
  public var planDigest: String { SHA256.hexadecimal(of: planText) }

  /// Where a point lies, in words.
  public func place(of point: Int) -> String {
    PointPlaces(layout.pointDimensions, layout.coordinates).words(for: point)
  }

  /// How many bytes the results of a block take.
  func byteCount(ofBlock block: Int) -> Int {
    let points = grid.points(of: block)
    return points.count * bytesPerPoint[layout.group(ofPoint: points.lowerBound) ?? 0]
  }

  /// How many bytes the results of the largest block take.
  var largestByteCount: Int { grid.points(of: 0).count * (bytesPerPoint.max() ?? 0) }

  /// At most what the experiment allows, 64 KiB of the widest variable and a 32nd of the study: small enough to
  /// share out and to lose, large enough that a chunk is no burden to store or to read.
  ///
  /// And no more than have fields of one size, so that a block lies in one group. It must follow
  /// from the plan alone, since a block is also a chunk of the result.
  private static func pointsPerBlock(of layout: ResultLayout, atMost limit: Int) -> Int {
    let widest = layout.variables.map(layout.elementsPerPoint).max() ?? 1
    let most = min(limit, 65536 / (8 * widest), (layout.pointCount + 31) / 32)
    return max(1, layout.groups.isEmpty ? most : min(most, layout.pointsPerShape))
  }
}

extension ElementType {
  /// How many bytes a value takes; a text counts as a reference.
  var size: Int {
    switch self {
    case .float64, .int64, .text: 8
    case .int8, .uint8: 1
    }
  }
}
