/// What a study will take, from timing some of its points.
public struct Estimate: Sendable {
  /// What the time of a point is told from.
  public enum Basis: Sendable, CaseIterable {
    /// The point itself, to its end.
    case points
    /// The same flow on coarser grids, where the steps that it takes change as it goes on.
    case coarserGrids
    /// The beginning of the point.
    case beginnings
  }

  /// How many points were timed in each way.
  public let samples: [Basis: Int]
  /// Seconds on one core of each block, by its size, and how many workers may compute it together.
  private let blocks: [(seconds: Double, partCount: Int)]
  private let pointCount: Int

  /// How many points are timed of one size at most.
  private static let mostSamples = 60
  /// And at least, if there are so many, however long they take.
  private static let fewestSamples = 3

  /// Times points of every size, spread over the study, until `limit` has passed; longer where points are
  /// longer, and they or their relatives on coarser grids have to be computed for some time.
  public init(_ study: Study, limit: Duration = .milliseconds(300)) {
    let groups = study.blocksBySize
    let timer = PointTimer(
      study, limit: max(limit / (groups.count * Self.fewestSamples), .milliseconds(20)),
      rehearsalLimit: min(.milliseconds(600), .seconds(5) / (groups.count * Self.fewestSamples)))
    timer.warmUp()
    self.init(study, groups, limit: timer.limit * Self.fewestSamples, timing: timer.time)
  }

  /// Asks for the times of points of each group of blocks, until `limit` has passed for it.
  init(
    _ study: Study, _ groups: [[Int]], limit: Duration,
    timing time: (_ point: Int) -> (seconds: Double, basis: Basis)
  ) {
    var samples: [Basis: Int] = [:]
    var costs = [(seconds: Double, partCount: Int)](
      repeating: (0, 1), count: study.grid.count)
    for blocks in groups {
      let times = Self.times(of: blocks, of: study, limit: limit, timing: time)
      for time in times { samples[time.basis, default: 0] += 1 }
      let mean = times.reduce(0) { $0 + $1.seconds } / Double(times.count)
      for block in blocks {
        let points = study.grid.points(of: block)
        costs[block] = (
          mean * Double(points.count), study.partCount(of: points.lowerBound)
        )
      }
    }
    self.samples = samples
    self.blocks = costs
    pointCount = study.grid.pointCount
  }

  /// The times of some of the points of some blocks.
  private static func times(
    of blocks: [Int], of study: Study, limit: Duration,
    timing time: (_ point: Int) -> (seconds: Double, basis: Basis)
  ) -> [(seconds: Double, basis: Basis)] {
    let count = min(mostSamples, blocks.reduce(0) { $0 + study.grid.points(of: $1).count })
    let order = spread(count)
    let end = ProcessorTime.now + limit
    var times: [(seconds: Double, basis: Basis)] = []
    while times.count < count, times.count < fewestSamples || ProcessorTime.now < end {
      let point = point(order[times.count], of: count, in: blocks, of: study.grid)
      times.append(time(point))
    }
    return times
  }

  /// One of `count` points that are spread over some blocks.
  static func point(_ number: Int, of count: Int, in blocks: [Int], of grid: BlockGrid) -> Int {
    let (block, rest) = (number * blocks.count).quotientAndRemainder(dividingBy: count)
    let points = grid.points(of: blocks[block])
    return points.lowerBound + rest * points.count / count
  }

  /// The numbers below `count`, each once, in an order whose beginnings lie all over them: by steps of the
  /// golden section.
  static func spread(_ count: Int) -> [Int] {
    var step = max(1, (count * 618 + 500) / 1000)
    // Steps that share a divisor with the count come back too soon.
    while greatestCommonDivisor(step, count) > 1 { step += 1 }
    return (0..<count).map { $0 * step % count }
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }

  /// The mean time of a point on one core.
  public var durationPerPoint: Duration {
    Duration(told: blocks.reduce(0) { $0 + $1.seconds } / Double(pointCount))
  }

  /// The time for all points on so many workers.
  public func duration(workers: Int) -> Duration { duration(of: blocks, workers: workers) }

  /// The time for the shard that takes longest, of some of so many shards, on so many workers; of blocks
  /// whose parts `done` are known only the rest.
  public func duration(
    ofLongestOf shards: [Int], count: Int, workers: Int, done: [Int: Double] = [:]
  ) -> Duration {
    var dealt = [[(seconds: Double, partCount: Int)]](repeating: [], count: count)
    for (number, var block) in blocks.enumerated() {
      block.seconds *= 1 - done[number, default: 0]
      dealt[Shard.number(ofBlock: number, among: count)].append(block)
    }
    return shards.map { duration(of: dealt[$0], workers: workers) }.max() ?? .zero
  }

  /// At least that of the longest block, which only so many workers may compute together as it has parts.
  private func duration(of blocks: [(seconds: Double, partCount: Int)], workers: Int) -> Duration {
    let evenly = blocks.reduce(0) { $0 + $1.seconds } / Double(workers)
    let longest = blocks.map { $0.seconds / Double(min($0.partCount, workers)) }.max() ?? 0
    return Duration(told: max(evenly, longest))
  }
}

extension Study {
  /// The numbers of the blocks whose points are of one size, or of sizes that follow each other on
  /// their axis, where these are many; of all blocks where there is no such axis.
  var blocksBySize: [[Int]] {
    guard let axis = sizeAxis else { return [Array(0..<grid.count)] }
    let most = 12
    let size = grid.sizes[axis]
    let following = grid.sizes.dropFirst(axis + 1).reduce(1, *)
    var blocks = [[Int]](repeating: [], count: min(size, most))
    for block in 0..<grid.count {
      let position = grid.points(of: block).lowerBound / following % size
      blocks[position * blocks.count / size].append(block)
    }
    return blocks.filter { !$0.isEmpty }
  }
}
