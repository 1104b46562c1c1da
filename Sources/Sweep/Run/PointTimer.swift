internal import Foundation

/// Tells how long points take, without computing those to their end that take long.
///
/// All times are those of a core that does nothing else, told by `ProcessorTime`.
struct PointTimer {
  let study: Study
  /// How long a point is computed itself, to see whether it ends and at what rate its work is done.
  let limit: Duration
  /// How long it is computed on coarser grids; itself, where there are none.
  let rehearsalLimit: Duration

  init(_ study: Study, limit: Duration, rehearsalLimit: Duration) {
    self.study = study
    self.limit = limit
    self.rehearsalLimit = rehearsalLimit
  }

  /// Computes a little, which builds tables that later calls share.
  func warmUp() {
    if let (factor, _) = reduction(of: 0) {
      _ = study.rehearse(0, coarserBy: factor) { _, _ in false }
    } else {
      _ = study.sample(point: 0, limit: limit)
    }
  }

  /// The seconds that a point takes on one core, and how that is known.
  func time(of point: Int) -> (seconds: Double, basis: Estimate.Basis) {
    if let (factor, ratio) = reduction(of: point),
      let seconds = timeOnCoarserGrid(of: point, factor)
    {
      return (seconds * ratio, .coarserGrids)
    }
    let sample = study.sample(point: point, limit: limit)
    if sample.isWhole { return (sample.seconds, .points) }
    if let seconds = rehearsedTime(of: point), seconds > rehearsalLimit / .seconds(1) {
      return (max(seconds, sample.seconds), .coarserGrids)
    }
    // Where it is as short, or nothing else tells it, more of the point itself.
    let longer = study.sample(point: point, limit: rehearsalLimit)
    if longer.isWhole { return (longer.seconds, .points) }
    // Without a second slice there is no pace.
    let told = longer.pace.seconds(until: 1) ?? longer.seconds / max(longer.share, 1e-9)
    return (max(longer.seconds, told), .beginnings)
  }

  /// As many values as a point may have to be computed itself: of more a single step takes long, and
  /// they fill the memory.
  private static let mostValues = 1 << 19

  /// The factor of the finest grid on which a point that is too large has no more values than it may,
  /// and how many times as many it has itself.
  private func reduction(of point: Int) -> (factor: Int, ratio: Double)? {
    guard let size = study.valueCount(of: point, coarserBy: 1), size > Self.mostValues else {
      return nil
    }
    for factor in (1...20).lazy.map({ 1 << $0 }) {
      guard let count = study.valueCount(of: point, coarserBy: factor) else { return nil }
      if count <= Self.mostValues { return (factor, Double(size) / Double(count)) }
    }
    return nil
  }

  /// The seconds that a point would take if its steps took as long as on a coarser grid.
  private func timeOnCoarserGrid(of point: Int, _ factor: Int) -> Double? {
    let start = ProcessorTime.now
    var seen = (seconds: 0.0, work: 0.0, share: 0.0)
    let rehearsal = study.rehearse(point, coarserBy: factor) { work, share in
      seen = ((ProcessorTime.now - start) / .seconds(1), work, share)
      return seen.seconds < rehearsalLimit / .seconds(1)
    }
    if case .done(let work) = rehearsal {
      seen = ((ProcessorTime.now - start) / .seconds(1), work, 1)
    }
    guard seen.seconds > 0 else { return nil }
    if !study.isToldByBeginning(point), seen.work > 0, let work = work(at: point) {
      return seen.seconds * work / seen.work
    }
    return seen.share > 0 ? seen.seconds / seen.share : nil
  }

  /// The seconds that a point takes by the work that there is on coarser grids, in right-hand sides or the
  /// like, and by the rate at which its own is done.
  ///
  /// None where there are no such grids, or they take too long.
  private func rehearsedTime(of point: Int) -> Double? {
    guard let work = work(at: point), let rate = rate(at: point) else { return nil }
    return work / rate
  }

  /// The work that there is at a point, from that on coarser grids.
  func work(at point: Int) -> Double? {
    guard !study.isToldByBeginning(point) else { return nil }
    let start = ProcessorTime.now
    let end = start + rehearsalLimit
    // The first tells so much more than the beginning of the point that it may take long.
    let lastEnd = start + rehearsalLimit * 8
    var works: [(factor: Double, work: Double)] = []
    var cost = Duration.zero
    var coarsest = 64
    while coarsest < 1 << 20,
      study.valueCount(of: point, coarserBy: coarsest).map({ $0 > Self.mostValues >> 5 }) ?? false
    {
      coarsest *= 2
    }
    let steps = coarsest.trailingZeroBitCount
    for factor in (1...steps).reversed().map({ 1 << $0 }) {
      // Twice the cells in two directions, and more stages.
      if !works.isEmpty, ProcessorTime.now + cost * 6 > end { break }
      let begin = ProcessorTime.now
      let rehearsal = study.rehearse(point, coarserBy: factor) { _, _ in ProcessorTime.now < lastEnd
      }
      cost = ProcessorTime.now - begin
      if case .stopped = rehearsal { break }
      if case .done(let work) = rehearsal { works.append((Double(factor), work)) }
    }
    return Self.extrapolated(works)
  }

  /// The work at factor 1 from that at the last two factors, or the only one.
  ///
  /// It is taken for a power of the number of cells along an axis. While steps are limited by the
  /// tolerance alone the exponent is 0; where their number, or that of their stages, is limited by
  /// stability, it is 1 or 2. As grids become finer the first turns into the second: what two coarse
  /// grids say is the least, and 1/2 lies between.
  static func extrapolated(_ works: [(factor: Double, work: Double)]) -> Double? {
    guard let last = works.last, last.work > 0 else { return nil }
    var exponent = 0.5
    if let earlier = works.dropLast().last, earlier.work > 0 {
      exponent = max(
        exponent, log(last.work / earlier.work) / log(earlier.factor / last.factor))
    }
    return last.work * pow(last.factor, exponent)
  }

  /// How much of the work at a point is done in a second.
  private func rate(at point: Int) -> Double? {
    let end = ProcessorTime.now + limit
    var first: (time: Duration, work: Double)?
    var rate: Double?
    // What comes before the first slice has ended, such as the initial density, is done once.
    _ = study.rehearse(point, coarserBy: 1) { work, _ in
      guard let first else {
        first = (ProcessorTime.now, work)
        return true
      }
      rate = (work - first.work) / ((ProcessorTime.now - first.time) / .seconds(1))
      return ProcessorTime.now < end
    }
    // A slice may have done nothing of what is counted as work.
    return rate.flatMap { $0 > 0 ? $0 : nil }
  }
}

/// A point, or part of it, computed to see how long it takes.
struct PointSample {
  /// How long it was computed.
  let seconds: Double
  /// Which part of it was, by its own account.
  let share: Double
  /// Whether that is all of it.
  let isWhole: Bool
  /// The parts done after each slice.
  let pace: Pace
}
