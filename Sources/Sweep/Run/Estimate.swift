/// What a study will take, from timing a sample of its points.
public struct Estimate: Sendable {
  /// Seconds per point on one core.
  public let secondsPerPoint: Double
  /// How many points were timed.
  public let sampleCount: Int

  /// Times points spread evenly over the study until `limit` has passed.
  public init(_ study: Study, limit: Duration = .milliseconds(300)) {
    let clock = ContinuousClock()
    let count = study.grid.pointCount
    let wanted = min(count, 60)
    // The first call builds tables that later ones share.
    _ = study.sample(point: 0, until: clock.now + limit)
    let start = clock.now
    var done = 0
    // Of a point that takes longer than the limit a part is timed.
    var computed = 0.0
    while done < wanted, done == 0 || clock.now - start < limit {
      // 61 is prime, so all samples are met once, and those of a sample cut short lie
      // all over the study.
      let position = (done * 61) % wanted * count / wanted
      computed += study.sample(point: position, until: start + limit)
      done += 1
    }
    secondsPerPoint = (clock.now - start) / .seconds(1) / max(computed, .leastNormalMagnitude)
    sampleCount = done
  }

  /// The time for so many points on so many workers.
  public func duration(points: Int, workers: Int) -> Duration {
    .seconds(secondsPerPoint * Double(points) / Double(workers))
  }
}
