/// How far a run has come.
public struct RunProgress: Sendable, Equatable {
  /// Points of the whole sweep.
  public var total: Int
  /// Points that were not computed: done before this run began, or taken from an earlier result.
  public var earlier: Int
  /// Points computed by this run.
  public var computed = 0
  /// The parts done of points in work, added up.
  public var share = 0.0
  /// Since this run began.
  public var elapsed: Duration = .zero
  /// How long workers have waited for results to be stored, all of them together.
  public var waited: Duration = .zero

  /// The progress of a run that has computed nothing yet.
  public init(total: Int, earlier: Int) {
    self.total = total
    self.earlier = earlier
  }

  /// The points done by this run and before, with the parts done of those in work.
  public var done: Double { Double(earlier + computed) + share }

  /// Points computed per second by this run; 0 before the first.
  public var rate: Double {
    let seconds = elapsed / .seconds(1)
    return seconds > 0 ? (Double(computed) + share) / seconds : 0
  }

  /// What is left at that rate; none before the first point.
  public var timeLeft: Duration? {
    rate > 0 ? .seconds((Double(total) - done) / rate) : nil
  }
}
