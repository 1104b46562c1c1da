/// How far a run has come.
public struct RunProgress: Sendable, Equatable {
  /// Points of the sweep, or of the shard that is run.
  public var total: Int
  /// Points that were not computed: done before this run began, or taken from an earlier result.
  public var earlier: Int
  /// Points computed by this run.
  public var computed = 0
  /// The points that are computed now.
  public var working = 0
  /// The parts done of points in work, added up.
  public var share = 0.0
  /// What an earlier run has done of points that this one took up, added up.
  public var earlierShare = 0.0
  /// Since this run began.
  public var elapsed: Duration = .zero
  /// How long workers have waited for results to be stored, all of them together.
  public var waited: Duration = .zero
  /// How long the first points take as a whole, told from what is done of them.
  private var pace = Pace()
  /// How the points in work have come on since one was finished, and how many were then.
  private var paceInWork = Pace()
  private var finished = 0

  /// The progress of a run that has computed nothing yet.
  public init(total: Int, earlier: Int) {
    self.total = total
    self.earlier = earlier
  }

  /// Takes note of how far the points in work are.
  mutating func note(_ unfinished: UnfinishedBlocks.Progress, at elapsed: Duration) {
    self.elapsed = elapsed
    (working, share, earlierShare) = (
      unfinished.count, unfinished.share, unfinished.earlierShare
    )
    if computed == 0, own > 0 { pace.note(own, at: elapsed / .seconds(1)) }
    if computed != finished { (finished, paceInWork) = (computed, Pace()) }
    paceInWork.note(share, at: elapsed / .seconds(1))
  }

  /// The points done by this run and before, with the parts done of those in work.
  public var done: Double { Double(earlier + computed) + share }

  /// What this run has done.
  private var own: Double { Double(computed) + share - earlierShare }

  /// Points computed per second by this run; 0 before the first.
  public var rate: Double {
    let seconds = elapsed / .seconds(1)
    return seconds > 0 ? own / seconds : 0
  }

  /// What is left; none before it can be told.
  ///
  /// At the rate of this run as soon as it has finished a point, and before that by how the first points
  /// come on: those whose steps grow go faster and faster. Once all that is left is in work, by how that
  /// comes on: of a point that does not move, how others went says nothing.
  public var timeLeft: Duration? {
    let left = Double(total) - done
    if computed > 0, total - earlier - computed <= working {
      guard let seconds = paceInWork.seconds(until: Double(working)) else { return nil }
      return Duration(told: max(0, seconds - elapsed / .seconds(1)))
    }
    guard computed == 0 else { return rate > 0 ? Duration(told: left / rate) : nil }
    let inHand = Double(working) - earlierShare
    guard inHand > own, let seconds = pace.seconds(until: inHand) else { return nil }
    return Duration(told: max(0, seconds * (left + own) / inHand - elapsed / .seconds(1)))
  }
}
