/// What came of computing a point, or one like it, but for its values.
enum Rehearsal: Sendable {
  case done(work: Double)
  case stopped
  /// There is no such grid, or the computation breaks down on it.
  case none
}

extension ResumableExperiment {
  /// No coarser grid.
  public static func coarsened(_ point: Point, by factor: Int) -> Point? { nil }

  /// False.
  public static func isToldByBeginning(_ point: Point) -> Bool { false }

  /// One.
  public static func valueCount(of point: Point) -> Int { 1 }

  /// The share.
  public static func work(of state: State, at point: Point) -> Double {
    share(of: state, at: point)
  }

  /// One.
  public static func partCount(of point: Point) -> Int { 1 }

  /// Lets a computer of blocks tell how long their points take.
  static func addRehearsals(of file: SweepFile, to computer: inout BlockComputer) {
    let points = PointList<Self>(file)
    computer.partCount = { partCount(of: points[$0]) }
    computer.isToldByBeginning = { isToldByBeginning(points[$0]) }
    @Sendable func coarse(_ number: Int, _ factor: Int) -> Point? {
      factor > 1 ? coarsened(points[number], by: factor) : points[number]
    }
    computer.valueCount = { number, factor in coarse(number, factor).map { valueCount(of: $0) } }
    computer.rehearse = { number, factor, goesOn in
      guard let point = coarse(number, factor) else { return .none }
      return rehearse(point, goesOn)
    }
  }

  /// Computes a point while `goesOn`, asked after each slice with the work and the share that are done.
  private static func rehearse(
    _ point: Point, _ goesOn: (_ work: Double, _ share: Double) -> Bool
  ) -> Rehearsal {
    var state = start(of: point)
    while true {
      if let outcome = advance(&state, of: point, loop: .serial) {
        // The first output is the status.
        var status = 0.0
        Self.outputs[0].writer(InnerShape(rows: 1, columns: 1))(outcome, &status)
        guard status == Double(PointStatus.ok.rawValue) else { return .none }
        return .done(work: work(of: state, at: point))
      }
      guard goesOn(work(of: state, at: point), share(of: state, at: point)) else { return .stopped }
    }
  }
}
