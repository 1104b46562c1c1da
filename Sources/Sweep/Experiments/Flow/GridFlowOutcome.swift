internal import Kernels

/// What is stored of a flow on a grid: values by time, NaN after a breakdown.
struct GridFlowOutcome: FlowOutcome {
  let grid: Grid
  let frames: [FlowTrajectory.Frame]
  let breakdown: Breakdown?
  /// The linear limit of steps.
  let stableStep: Double
  private(set) var diagnostics: [FlowDiagnostics] = []
  /// The distance to the stationary state in L¹; empty where none is known.
  private(set) var distances: [Double] = []
  /// By reference, then by time.
  private(set) var errors: [[DensityDistance]] = []
  private(set) var references: [[[Double]]] = []

  /// Takes from a finished flow what the wanted outputs need.
  init(
    of run: GridRun, flow: GridFlow, initial: [Double], trajectory: FlowTrajectory,
    semiDiscrete: FlowTrajectory?, crankNicolson: FlowTrajectory?
  ) {
    grid = flow.grid
    frames = trajectory.frames
    breakdown = trajectory.breakdown
    stableStep = run.longestStableStep
    if !run.outputs.isDisjoint(with: ["energy", "dissipation", "mass", "minimum"]) {
      diagnostics = frames.map { flow.diagnostics(of: $0.values) }
    }
    if run.outputs.contains("distance_to_stationary"),
      let stationary = flow.stationaryState(mass: flow.mass(of: initial))
    {
      distances = frames.map { DensityDistance($0.values, stationary, on: flow.grid).l1 }
    }
    let wantsErrors = !run.outputs.isDisjoint(with: GridRun.errorNames)
    guard wantsErrors || run.outputs.contains("reference_density") else { return }
    for reference in run.references {
      let densities: [[Double]] =
        switch reference {
        case .exact: run.times.compactMap { run.exactDensity(on: flow.grid, time: $0) }
        case .crankNicolson: crankNicolson?.frames.map(\.values) ?? []
        case .semiDiscrete: semiDiscrete?.frames.map(\.values) ?? []
        }
      if wantsErrors {
        errors.append(
          zip(frames, densities).map { DensityDistance($0.values, $1, on: flow.grid) })
      }
      if run.outputs.contains("reference_density") { references.append(densities) }
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

  /// The coordinate of the cell concerned in a breakdown.
  func placeOfBreakdown(_ coordinate: (Grid, Int) -> Double) -> Double {
    guard let index = breakdown?.index else { return .nan }
    return coordinate(grid, index)
  }
}
