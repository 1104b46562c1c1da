internal import Kernels

/// Gradient flows of densities on a line.
struct LineFlowStudy: GridFlowStudy {
  static let dimension = 1
  static let name = "flow-1d"
  static let summary =
    "gradient flows ∂_t p = ∂_x(p ∂_x(δE/δp)) on a line, by schemes in the geometry of the scaled "
    + "Wasserstein information matrix and others, with references to measure them by"
  static let reference =
    "W. Li and J. Zhao, Scaling limits of the Wasserstein information matrix on Gaussian mixture "
    + "models, arXiv:2309.12997 (2023), equations (52) and (63), Section 5.1"
}

/// Gradient flows of densities on a plane.
struct PlaneFlowStudy: GridFlowStudy {
  static let dimension = 2
  static let name = "flow-2d"
  static let summary =
    "gradient flows ∂_t p = ∇·(p ∇(δE/δp)) on a rectangle, by schemes in the geometry of the "
    + "scaled Wasserstein information matrix and others, with references to measure them by"
  static let reference =
    "W. Li and J. Zhao, Scaling limits of the Wasserstein information matrix on Gaussian mixture "
    + "models, arXiv:2309.12997 (2023), equation (56), Section 5.2"
}

/// What the two have in common: all but the number of dimensions.
protocol GridFlowStudy: ResumableExperiment
where Point == GridRun, Outcome == GridFlowOutcome, State == GridFlowProgress {
  /// 1 or 2.
  static var dimension: Int { get }
}

extension GridFlowStudy {
  static var inputSets: [[String]] {
    ["cells", "dx"].flatMap { size in ["dt", "tolerance"].map { [size, $0] } }
  }

  static var shapeInputs: [String] { ["cells", "dx"] }
  static var placeInputs: [String] { ["boundary", "metric"] }

  static func origin(for request: OutputRequest) -> GridRun {
    var run = GridRun(dimension: dimension)
    run.outputs = request.outputs
    return run
  }

  static var inputs: [Input<GridRun>] { GridRun.inputs(dimension: dimension) }
  static var outputs: [Output<GridRun, GridFlowOutcome>] { GridRun.outputs(dimension: dimension) }
  static var pointCheck: (@Sendable (GridRun) -> InputProblem?)? { { $0.problem } }

  static func innerDimensions(at origin: GridRun, componentCount: Int) -> [Dimension] {
    let grid = origin.grid
    let coordinates = { (name: String, values: [Double]) in
      Dimension(
        name, scale: .float64(values),
        attributes: [
          Attribute("units", .text("1")), Attribute("long_name", .text("place \(name)")),
        ])
    }
    return [
      Dimension(
        "reference", scale: .text(origin.references.map(\.rawValue)),
        attributes: [
          Attribute("units", .text("1")), Attribute("long_name", .text("what is measured by")),
        ]),
      .times(origin.times),
      coordinates("y", grid.dimension == 2 ? (0..<grid.rows).map { grid.y($0) } : [0]),
      coordinates("x", origin.centres(of: grid)),
    ]
  }

  static func start(of point: GridRun) -> GridFlowProgress { GridFlowProgress(point) }

  static func isState(_ state: GridFlowProgress, of point: GridRun) -> Bool {
    state.isOf(point)
  }

  static func advance(
    _ state: inout GridFlowProgress, of point: GridRun, loop: ParallelLoop
  ) -> GridFlowOutcome? { state.advance(point, loop: loop) }

  static func share(of state: GridFlowProgress, at point: GridRun) -> Double {
    state.share(of: point)
  }

  static func coarsened(_ point: GridRun, by factor: Int) -> GridRun? {
    point.coarsened(by: factor)
  }

  static func isToldByBeginning(_ point: GridRun) -> Bool { point.isToldByBeginning }

  static func valueCount(of point: GridRun) -> Int { (point.columns ?? 1) * (point.rows ?? 1) }

  static func work(of state: GridFlowProgress, at point: GridRun) -> Double {
    Double(state.rightHandSideCount)
  }

  static func partCount(of point: GridRun) -> Int { point.grid.tileCount }
}
