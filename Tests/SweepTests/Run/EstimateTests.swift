import Foundation
import Testing

@testable import Sweep

@Suite struct EstimateTests {
  @Test("samples are met once, and the first of them lie apart")
  func spread() {
    for count in 1...60 {
      let order = Estimate.spread(count)
      #expect(order.sorted() == Array(0..<count), "\(count)")
      guard count >= 6 else { continue }
      let first = order.prefix(3).sorted()
      let gaps = zip(first, first.dropFirst() + [first[0] + count]).map { $1 - $0 }
      #expect((gaps.min() ?? 0) * 7 >= count, "\(count): \(first)")
    }
  }

  @Test("a rate that does not change is extrapolated as it is, whatever came before the work")
  func constantRate() {
    var pace = Pace()
    #expect(pace.seconds(until: 1) == nil)
    for slice in 1...100 {
      // Two seconds of preparations, then a thousandth in 30 s, with a tenth of noise.
      let noise = 3 * sin(Double(slice) * 1.7)
      pace.note(1e-5 * Double(slice), at: 2 + 0.3 * (Double(slice) * 10 + noise) / 10)
    }
    let whole = pace.seconds(until: 1) ?? 0
    #expect(abs(whole / 3e4 - 1) < 0.02, "\(whole)")
  }

  @Test("work that goes ever faster is extrapolated by the power that it follows")
  func growingSteps() {
    var pace = Pace()
    // Seconds that are a power 0.3 of what is done: a hundredth after a quarter of the time.
    for slice in 0...400 {
      let seconds = 0.1 * Double(slice)
      pace.note(pow(seconds / 160, 1 / 0.3), at: seconds)
    }
    let whole = pace.seconds(until: 1) ?? 0
    #expect(abs(whole / 160 - 1) < 0.01, "\(whole)")
  }

  @Test("the work on two coarser grids tells that on the grid itself")
  func coarserGrids() {
    #expect(PointTimer.extrapolated([(8, 100), (4, 200)]) == 800)
    // As little more as there may be, for what a coarse grid does not show.
    #expect(PointTimer.extrapolated([(8, 100), (4, 100)]) == 200)
    #expect(PointTimer.extrapolated([(4, 100)]) == 200)
    #expect(PointTimer.extrapolated([]) == nil)
  }

  @Test("as many samples as there are points are all the points")
  func allPoints() {
    for (sizes, perBlock) in [([60], 1), ([43], 1), ([26], 4), ([7, 5], 3), ([1], 1)] {
      let grid = BlockGrid(sizes: sizes, pointsPerBlock: perBlock)
      let blocks = Array(0..<grid.count)
      let count = grid.pointCount
      let points = (0..<count).map { Estimate.point($0, of: count, in: blocks, of: grid) }
      #expect(points.allSatisfy { (0..<count).contains($0) })
      if perBlock == 1 { #expect(points == Array(0..<count)) }
    }
  }

  @Test("sizes are told apart whatever is stored, and many of them in dozens of points")
  func sizesWithoutFields() throws {
    let scalars = try study(Self.growing + "\noutputs: [energy]")
    #expect(scalars.layout.groups.isEmpty)
    let estimate = Self.estimate(scalars)
    let small = estimate.duration(ofLongestOf: [0, 1, 2], count: 6, workers: 1)
    let large = estimate.duration(ofLongestOf: [3, 4, 5], count: 6, workers: 1)
    #expect(small == .seconds(2) && large == .seconds(40))
    let left = estimate.duration(ofLongestOf: [0, 3], count: 6, workers: 1, done: [3: 1])
    #expect(left == small)
    let half = estimate.duration(
      ofLongestOf: [3], count: 6, workers: 1, done: [3: 0.5])
    #expect(half == .seconds(20))
    let many = Self.growing.replacingOccurrences(
      of: "[24, 384]", with: "{range: [4, 103], step: 1}")
    let samples = Self.estimate(try study(many)).samples
    #expect(samples == [.points: 12 * 3])
  }

  @Test("no time is too long for a duration")
  func endless() {
    #expect(Duration(told: .infinity) == .seconds(1e15))
    #expect(Duration(told: .nan) == .seconds(1e15))
    #expect(Duration(told: 2.5) == .seconds(2.5))
    #expect(PointTimer.extrapolated([(8, 0), (4, 0)]) == nil)
  }

  /// Flows with steps that grow, on grids of two sizes.
  private static let growing = """
    sweep: 1
    name: growing
    experiment: flow-1d
    axes:
      cells: [24, 384]
      diffusion: [0.5, 1.0, 2.0]
    fixed:
      domain: [-4.0, 4.0]
      initial: {random: {mass: 8.0, seed: 1, amplitude: 0.9}}
      stepper: rkl2
      tolerance: 1.0e-6
      times: [0.0, 1.0]
    """

  /// As if the points of the first half took two seconds each, the others forty.
  private static func estimate(_ study: Study) -> Estimate {
    Estimate(study, study.blocksBySize, limit: .zero) { point in
      (point < study.grid.pointCount / 2 ? 2 : 40, .points)
    }
  }

  @Test("points of each size are timed, and a shard is given the time of its own")
  func sizes() throws {
    let estimate = Self.estimate(try study(Self.growing))
    #expect(estimate.samples == [.points: 6])
    // Of 6 shards the last three have the large grids.
    #expect(estimate.duration(ofLongestOf: [0, 1, 2], count: 6, workers: 1) == .seconds(2))
    #expect(estimate.duration(ofLongestOf: [3, 4, 5], count: 6, workers: 1) == .seconds(40))
    #expect(estimate.duration(workers: 1) == .seconds(3 * (2 + 40)))
    // Nobody helps with so small a grid: one core has a large one to itself.
    #expect(estimate.duration(workers: 4) == .seconds(40))
    #expect(estimate.durationPerPoint == .seconds(21))
  }

  @Test("the time that is measured is about that which computing takes")
  func measured() throws {
    let estimate = Estimate(try study(Self.growing))
    #expect(estimate.samples.values.reduce(0, +) >= 6)
    let told = estimate.duration(workers: 1)
    let computed = try study(Self.growing)
    let taken = ProcessorTime.measure { _ = computed.compute(points: 0..<6) }
    #expect((0.2...5).contains(told / taken), "\(told) for \(taken)")
  }

  @Test("coarser grids tell how many right-hand sides a flow takes whose steps change")
  func rehearsal() throws {
    let study = try study(Self.growing)
    let counts = try #require(
      study.layout.variables.firstIndex { $0.name == "right_hand_side_count" })
    let timer = PointTimer(study, limit: .zero, rehearsalLimit: .seconds(60))
    for large in 3..<6 {
      let columns = study.compute(points: large..<(large + 1))
      guard case .int64(let values) = columns[counts], let count = values.last else {
        Issue.record("counts are whole numbers")
        continue
      }
      let told = try #require(timer.work(at: large))
      let ratio = told / Double(count)
      #expect((1 / 1.5...1.5).contains(ratio), "\(told) for \(count)")
    }
    #expect(timer.work(at: 0) != nil, "24 cells have one coarser grid")
  }

  #if !DEBUG
    // Half a million cells take minutes without optimization.
    @Test(
      "of a point too large to be computed for this, coarser grids tell the time, within some seconds",
      .timeLimit(.minutes(2)),
      arguments: ["tolerance: 1.0e-4, stepper: rosenbrock"])
    func large(steps: String) throws {
      let study = try study(
        """
        sweep: 1
        name: large
        experiment: flow-1d
        axes: {cells: [4194304]}
        fixed: {initial: gaussian, \(steps), times: [0.0, 0.01]}
        """)
      let taken = ProcessorTime.measure {
        let estimate = Estimate(study)
        #expect(estimate.samples == [.coarserGrids: 1])
        #expect(estimate.duration(workers: 1) > .seconds(10))
      }
      #expect(taken < .seconds(30), "\(taken)")
    }
  #endif

  @Test("a point on a large plane is for as many workers as it has tiles, on a small one for one")
  func partCounts() {
    var plane = GridRun(dimension: 2)
    (plane.domain, plane.cells) = ([0, 1], 400)
    #expect(PlaneFlowStudy.partCount(of: plane) == 5)
    plane.cells = 100
    #expect(PlaneFlowStudy.partCount(of: plane) == 1)
    #expect(PlaneFlowStudy.partCount(of: plane) == plane.flow.tileCount)
  }

  @Test("flows are rehearsed on coarser grids where these make sense and tell more")
  func coarsened() {
    var run = GridRun(dimension: 1)
    run.domain = [0, 1]
    run.cells = 100
    run.initial = [Term("uniform", ["mass": [1]])]
    run.stepper = .rungeKuttaLegendre
    run.tolerance = 1e-6
    run.times = [1]
    #expect(run.coarsened(by: 2)?.cells == 50)
    #expect(run.coarsened(by: 8)?.cells == 12)
    #expect(run.coarsened(by: 16) == nil, "few cells")

    var steady = run
    (steady.step, steady.tolerance) = (1e-4, 0)
    #expect(steady.isToldByBeginning, "steps of one length")
    steady.references = [.semiDiscrete]
    #expect(steady.isToldByBeginning, "a reference that nothing needs")
    steady.outputs = ["l2_error"]
    #expect(!steady.isToldByBeginning && !run.isToldByBeginning, "a reference with others")

    var scaled = run
    scaled.metric = .inhomogeneous
    scaled.relativeScales = [1, 2, 1, 2]
    #expect(scaled.coarsened(by: 4) == nil, "25 cells for 4 scales")

    var given = run
    (given.cells, given.givenSpacing) = (0, 0.01)
    #expect(given.coarsened(by: 4)?.columns == 25)

    var sampled = run
    let values = (0..<100).map(Double.init)
    sampled.initial = [
      Term("file", ["coefficient": [1]], samples: Samples(file: "a", shape: [100], values: values))
    ]
    let means = stride(from: 1.5, to: 100, by: 4).map { $0 }
    #expect(sampled.coarsened(by: 4)?.initial[0].samples?.values == means)
    #expect(sampled.coarsened(by: 8) == nil, "100 values in eights")

    var plane = GridRun(dimension: 2)
    (plane.domain, plane.secondDomain, plane.cells) = ([0, 1], [0, 0.3], 100)
    (plane.initial, plane.times, plane.tolerance) = (run.initial, [1], 1e-6)
    plane.stepper = .rungeKuttaLegendre
    #expect(plane.coarsened(by: 2)?.rows == 15)
    #expect(plane.coarsened(by: 4) == nil, "7.5 rows")
  }
}
