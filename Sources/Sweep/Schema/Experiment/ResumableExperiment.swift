/// An experiment whose points may take hours: it goes on in slices, and between them its state can
/// be stored.
///
/// `evaluate` and `blockComputer` follow from what is asked for here. The outcome must not depend on
/// where slices end, on stored states or on who computes the parts of loops.
public protocol ResumableExperiment: Experiment {
  /// All that is needed to go on with the same digits.
  associatedtype State: ResumableState

  /// Where a point begins.
  static func start(of point: Point) -> State
  /// Whether a stored state is one of a point: a file may hold numbers of any shape.
  static func isState(_ state: State, of point: Point) -> Bool
  /// Goes on by a slice, some tenths of a second of work; the outcome once it is there, unless the loop
  /// is given up.
  static func advance(_ state: inout State, of point: Point, loop: ParallelLoop) -> Outcome?
  /// Which part of the point is done, from 0 to 1, for those who wait.
  static func share(of state: State, at point: Point) -> Double
  /// The point on a grid so many times as coarse, whose work tells how much there is at the point.
  ///
  /// Nil where there is no such grid, or none that makes sense, and unless an experiment says otherwise.
  static func coarsened(_ point: Point, by factor: Int) -> Point?
  /// Whether equal shares of the point take as long as each other, so that its beginning tells how much
  /// there is.
  static func isToldByBeginning(_ point: Point) -> Bool
  /// How many values a step of the point moves, to which the time of a step is in proportion.
  static func valueCount(of point: Point) -> Int
  /// How much was computed, in a unit of which equal amounts take equally long at one point: right-hand
  /// sides, for instance.
  static func work(of state: State, at point: Point) -> Double
  /// Into how many parts the loops of a point fall: as many workers may compute it together.
  static func partCount(of point: Point) -> Int
}

/// A state that can be stored as numbers.
public protocol ResumableState: Sendable {
  /// All of it; whole numbers below 2⁵³ are kept exactly.
  var numbers: [Double] { get }
  /// The state of such numbers; none where they are of no state.
  init?(numbers: [Double])
}

/// Who computes the parts of a loop, in whatever order and on how many threads.
public struct ParallelLoop: Sendable {
  /// Calls `body` once for every number below `count` and returns when all are done.
  public let forEach: @Sendable (_ count: Int, _ body: @escaping @Sendable (Int) -> Void) -> Void
  /// Whether whoever waits for the point has given it up: asked between parts of what is no slice, such
  /// as what is made of a finished flow.
  var isGivenUp: @Sendable () -> Bool = { false }

  init(
    forEach: @escaping @Sendable (_ count: Int, _ body: @escaping @Sendable (Int) -> Void) -> Void
  ) {
    self.forEach = forEach
  }

  /// One part after another.
  public static let serial = ParallelLoop { count, body in
    for number in 0..<count { body(number) }
  }
}

/// What the computation of a block is given beside its points, and whom it tells how far it is.
struct BlockContext: Sendable {
  /// What a block in work is to do next.
  enum Wish: Sendable {
    case goOn
    /// Leave the state with `keep`, and go on.
    case leaveState
    /// Leave the state with `keep`, and end.
    case stop
  }

  /// Who computes loops.
  var loop = ParallelLoop.serial
  /// The state that an earlier run has left.
  var stored: [Double]?
  /// Asked after each slice, with the share that is done.
  var next: @Sendable (_ share: Double) -> Wish = { _ in .goOn }
  /// Takes a state.
  var keep: @Sendable (_ state: [Double]) -> Void = { _ in }
}

extension ResumableExperiment {
  /// Blocks of a single point: what takes long is shared out, and lost, one by one.
  public static var pointsPerBlock: Int { 1 }

  /// Computes one point, slice after slice.
  public static func evaluate(_ point: Point) -> Outcome {
    var state = start(of: point)
    while true {
      if let outcome = advance(&state, of: point, loop: .serial) { return outcome }
    }
  }

  /// Computes one point, from where an earlier run left off; none if it was stopped.
  static func evaluate(_ point: Point, in context: BlockContext) -> Outcome? {
    let stored = context.stored.flatMap(State.init(numbers:))
    var state = stored.flatMap { isState($0, of: point) ? $0 : nil } ?? start(of: point)
    while true {
      if let outcome = advance(&state, of: point, loop: context.loop) { return outcome }
      switch context.next(share(of: state, at: point)) {
      case .goOn: break
      case .leaveState: context.keep(state.numbers)
      case .stop:
        context.keep(state.numbers)
        return nil
      }
    }
  }

  /// Computes blocks so that they can be left and taken up again.
  public static func blockComputer(
    of file: SweepFile, outputs: [Output<Point, Outcome>], shapes: [InnerShape]
  ) -> BlockComputer {
    var computer = blockComputer(of: file, outputs: outputs, shapes: shapes) { point, context in
      evaluate(point, in: context)
    }
    addRehearsals(of: file, to: &computer)
    return computer
  }
}
