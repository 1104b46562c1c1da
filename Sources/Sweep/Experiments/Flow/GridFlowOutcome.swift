internal import Kernels

/// What is stored of a flow on a grid: values by time, NaN after a breakdown.
struct GridFlowOutcome: FlowOutcome {
  let grid: Grid
  /// x of every column.
  private let centres: [Double]
  let frames: [FlowTrajectory.Frame]
  private(set) var breakdown: Breakdown?
  /// The linear limit of steps.
  let stableStep: Double
  private(set) var diagnostics: [FlowDiagnostics] = []
  /// The distance to the stationary state in L¹; empty where none is known.
  private(set) var distances: [Double] = []
  /// By reference, then by time.
  private(set) var errors: [[DensityDistance]] = []
  private(set) var references: [[[Double]]] = []

  /// Takes from a finished flow what the wanted outputs need; nil if `isGivenUp` says so meanwhile.
  init?(
    of run: GridRun, flow: GridFlow, initial: [Double], trajectory: FlowTrajectory,
    semiDiscrete: FlowTrajectory?, crankNicolson: FlowTrajectory?, isGivenUp: () -> Bool
  ) {
    grid = flow.grid
    frames = trajectory.frames
    breakdown = trajectory.breakdown
    stableStep = run.longestStableStep
    centres = run.centres(of: flow.grid)
    if !run.outputs.isDisjoint(with: ["energy", "dissipation", "mass", "minimum"]) {
      for frame in frames {
        if isGivenUp() { return nil }
        diagnostics.append(flow.diagnostics(of: frame.values))
      }
    }
    if run.outputs.contains("distance_to_stationary"),
      let stationary = flow.stationaryState(mass: flow.mass(of: initial))
    {
      distances = frames.map { DensityDistance($0.values, stationary, on: flow).l1 }
    }
    let wantsErrors = !run.outputs.isDisjoint(with: GridRun.errorNames)
    for reference in run.references
    where wantsErrors || run.outputs.contains("reference_density") {
      var densities: [[Double]] = []
      switch reference {
      case .exact:
        for time in run.times {
          if isGivenUp() { return nil }
          run.exactDensity(on: flow.grid, time: time).map { densities.append($0) }
        }
      case .crankNicolson: densities = crankNicolson?.frames.map(\.values) ?? []
      case .semiDiscrete: densities = semiDiscrete?.frames.map(\.values) ?? []
      }
      if wantsErrors {
        errors.append(
          zip(frames, densities).map { DensityDistance($0.values, $1, on: flow) })
      }
      if run.outputs.contains("reference_density") { references.append(densities) }
    }
    breakdown = breakdown ?? overflow(at: run.times)
  }

  /// The first time at which a sum over the cells is beyond what a double holds although the densities
  /// are not.
  private func overflow(at times: [Double]) -> Breakdown? {
    Breakdown.ofNumbers(at: times) { time in
      var numbers: [Double] = []
      if time < diagnostics.count {
        let found = diagnostics[time]
        numbers += [found.mass, found.energy, found.dissipation]
      }
      if time < distances.count { numbers.append(distances[time]) }
      for errors in errors where time < errors.count {
        numbers += [errors[time].maximum, errors[time].l1, errors[time].l2]
      }
      return numbers
    }
  }

  func diagnostic(_ time: Int, _ path: KeyPath<FlowDiagnostics, Double>) -> Double {
    time < diagnostics.count ? diagnostics[time][keyPath: path] : .nan
  }

  func distance(_ time: Int) -> Double { time < distances.count ? distances[time] : .nan }

  func error(
    _ reference: Int, _ time: Int, _ path: KeyPath<DensityDistance, Double>
  ) -> Double {
    guard reference < errors.count, time < errors[reference].count else { return .nan }
    return errors[reference][time][keyPath: path]
  }

  /// The reference's density, numbered through all times and cells.
  func referenceDensity(_ reference: Int, _ number: Int) -> Double {
    let (time, cell) = number.quotientAndRemainder(dividingBy: grid.count)
    guard reference < references.count, time < references[reference].count else { return .nan }
    return references[reference][time][cell]
  }

  /// x or y of the cell concerned in a breakdown.
  func placeOfBreakdown(alongX: Bool) -> Double {
    guard let index = breakdown?.index else { return .nan }
    return alongX ? centres[index % grid.columns] : grid.y(index / grid.columns)
  }
}
