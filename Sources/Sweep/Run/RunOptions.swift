/// How a run goes about its work; none of it shows in a result.
public struct RunOptions: Sendable {
  /// What becomes of results that are there already.
  public enum Start: Sendable {
    /// Go on from parts of the same plan; leave a finished result alone; refuse another plan.
    case resume
    /// Move what is there aside, and begin anew.
    case fresh
    /// As `resume`, but points that failed or did not converge are computed again.
    case retryFailed
    /// Keep what an output of another plan has in common with this one.
    case extend
  }

  /// How many workers compute at once.
  public var workers = 1
  /// The shard to compute; all of the sweep where there is none.
  public var shard: Shard?
  /// What becomes of results that are there already, of all shards: a shard has to resume, or it would
  /// set aside what others have done.
  public var start = Start.resume

  /// A run of the whole sweep that goes on from what is there.
  public init(workers: Int = 1, shard: Shard? = nil, start: Start = .resume) {
    self.workers = workers
    self.shard = shard
    self.start = start
  }
}
