internal import Kernels

/// A gradient flow of densities on a grid, as a sweep file describes it: a point of `flow-1d` and
/// of `flow-2d`.
struct GridRun: Sendable {
  /// The metric in which the energy is descended.
  enum Metric: String, Sendable, CaseIterable {
    case homogeneous, inhomogeneous
    case secondOrder = "second_order"
  }

  /// 1 or 2.
  let dimension: Int
  var domain: [Double] = []
  /// Along y; empty for the same as along x.
  var secondDomain: [Double] = []
  /// How many cells along x; 0 where the spacing is given.
  var cells = 0
  /// h; 0 where the number of cells is given.
  var givenSpacing = 0.0
  var boundary = GridBoundary.periodic
  var initial: [Term] = []
  var diffusion = 1.0
  var mediumCoefficient = 0.0
  var mediumExponent = 2.0
  var potential: [Term] = []
  var interaction: [Term] = []
  var mobility = Mobility.geometric
  var metric = Metric.homogeneous
  var scaleRatio = 0.1
  /// s_i, repeated along the line.
  var relativeScales: [Double] = []
  var stepper = TimeStepper.explicitEuler
  /// τ; 0 for adaptive steps.
  var step = 0.0
  var tolerance = 0.0
  var allowsUnstable = false
  /// Of adaptive steps.
  var stepLimit = Int.max
  var times: [Double] = []
  var references: [FlowReference] = []
  var referenceTolerance = 1e-9
  /// The names of the outputs wanted.
  var outputs: Set<String> = []
}

extension GridRun {
  /// The length along an axis over the unit of cell widths, which the inhomogeneous metric makes
  /// s_i h.
  private func cellCount(of length: Double) -> Int? {
    if cells > 0 { return cells }
    let mean = meanScale
    let count = (length / (givenSpacing * mean)).rounded()
    guard count >= 1, count < 1e9,
      (count * givenSpacing * mean - length).magnitude <= 1e-9 * length
    else { return nil }
    return Int(count)
  }

  /// The mean of the relative scales.
  private var meanScale: Double {
    guard metric == .inhomogeneous, !relativeScales.isEmpty else { return 1 }
    return relativeScales.reduce(0, +) / Double(relativeScales.count)
  }

  /// The number of cells along x; none where the spacing does not divide the domain.
  var columns: Int? { cellCount(of: domain[1] - domain[0]) }

  /// h.
  var spacing: Double {
    (domain[1] - domain[0]) / (Double(columns ?? 1) * meanScale)
  }

  /// What h, rounded, lacks.
  private var spacingLow: Double {
    let count = Double(columns ?? 1) * meanScale
    return (domain[1] - domain[0]).addingProduct(-spacing, count) / count
  }

  /// The interval along y.
  var domainAlongY: [Double] { secondDomain.isEmpty ? domain : secondDomain }

  /// The number of rows; none where the spacing does not divide the domain.
  var rows: Int? {
    guard dimension == 2 else { return 1 }
    let length = domainAlongY[1] - domainAlongY[0]
    let count = (length / spacing).rounded()
    guard count >= 1, count < 1e9, (count * spacing - length).magnitude <= 1e-9 * length else {
      return nil
    }
    return Int(count)
  }

  /// Whether all steps are alike, or what they take is not told by right-hand sides, as of
  /// Crank–Nicolson's.
  var isToldByBeginning: Bool {
    step > 0 && !needsSemiDiscrete || needsCrankNicolson && boundary == .reflecting
  }

  /// The run on a grid with so many times fewer cells along each axis; nil where that has few cells, or
  /// where samples, scales or sides do not allow it.
  func coarsened(by factor: Int) -> GridRun? {
    guard let columns, let rows, columns / factor >= Self.fewestCells else { return nil }
    var run = self
    run.cells = columns / factor
    run.givenSpacing = 0
    for terms in [\GridRun.initial, \.potential] {
      let coarse = self[keyPath: terms].compactMap {
        $0.coarsened(columns: columns, rows: rows, by: factor)
      }
      guard coarse.count == self[keyPath: terms].count else { return nil }
      run[keyPath: terms] = coarse
    }
    return run.problem?.severity == .error ? nil : run
  }

  /// On grids with fewer cells flows have little in common with those on fine ones.
  private static let fewestCells = 12

  /// The grid: nodes from the lower end on where it is periodic, centres of cells where not.
  var grid: Grid { grid(columns: columns ?? 2, rows: rows ?? 2) }

  /// Part of the grid, from its first cell on.
  func grid(columns: Int, rows: Int) -> Grid {
    let shift = boundary == .reflecting ? 0.5 * spacing : 0
    guard dimension == 2 else {
      let first = metric == .inhomogeneous ? (scales(columns).first ?? 1) * shift : shift
      return .line(
        cells: columns, spacing: spacing, spacingLow: spacingLow, first: domain[0] + first,
        boundary: boundary)
    }
    return .plane(
      columns: columns, rows: rows, spacing: spacing, spacingLow: spacingLow,
      first: (domain[0] + shift, domainAlongY[0] + shift), boundary: boundary)
  }

  /// s_i of every cell.
  func scales(_ count: Int) -> [Double] {
    (0..<count).map { relativeScales.isEmpty ? 1 : relativeScales[$0 % relativeScales.count] }
  }

  /// The flow.
  var flow: GridFlow { flow(on: grid, hasField: true) }

  /// The flow without potential and interaction on a few cells: enough for the linear limit of its
  /// steps, however large the grid is.
  var linearModel: GridFlow {
    let few = metric == .inhomogeneous ? columns ?? 2 : min(columns ?? 2, 4)
    return flow(
      on: grid(columns: few, rows: dimension == 2 ? min(rows ?? 2, 4) : 1), hasField: false)
  }

  private func flow(on grid: Grid, hasField: Bool) -> GridFlow {
    var energy = FlowEnergy(diffusion: diffusion)
    if mediumCoefficient > 0 {
      energy.porousMedium = PorousMedium(coefficient: mediumCoefficient, exponent: mediumExponent)
    }
    if hasField {
      energy.potential = PotentialSum(ofTerms: potential)
      energy.samples = potential.sampled(count: grid.count)
      energy.interactions = interaction.compactMap(\.interaction)
    }
    let metric: FlowMetric =
      switch self.metric {
      case .homogeneous: .homogeneous
      case .inhomogeneous: .inhomogeneous(relativeScales: scales(grid.columns))
      case .secondOrder: .secondOrder(ratio: scaleRatio)
      }
    return GridFlow(energy, on: grid, mobility: mobility, metric: metric)
  }

  /// How many right-hand sides of the heat flow one takes as long as, roughly: logarithms, and for
  /// interactions Fourier transforms.
  var costliness: Int {
    if !interaction.isEmpty { return 40 }
    let isHeat =
      mediumCoefficient == 0 && potential.isEmpty && metric == .homogeneous
      && (mobility == .geometric || mobility == .logarithmic)
    return isHeat ? 1 : 4
  }

  /// Which steps are taken.
  var control: StepControl {
    StepControl(step: step, tolerance: tolerance, size: step > 0 ? 1 : largestInitialDensity)
  }

  /// Which steps the semi-discrete reference takes.
  var referenceControl: StepControl {
    StepControl(step: 0, tolerance: referenceTolerance, size: largestInitialDensity)
  }

  /// How the semi-discrete reference is advanced: by the stabilized method, or, beside empty cells of a
  /// line, which allow it no step that leads anywhere, by the implicit one.
  func referenceStepper(of flow: GridFlow) -> TimeStepper {
    let stable = flow.stableStep(of: initialDensity(on: flow.grid))
    let longest = stable * TimeStepper.rungeKuttaLegendre.stabilityFactor
    let isHopeless = longest < 0x1p-52 * (times.last ?? 0)
    return flow.hasTridiagonalJacobian && isHopeless ? .rosenbrock : .rungeKuttaLegendre
  }

  private var largestInitialDensity: Double {
    initialDensity(on: grid).reduce(0) { max($0, $1) }
  }

  /// `longestStableStep`, or more than that on grids with many cells, where what a porous medium adds
  /// takes too long to be looked at for each point of a sweep: it is the linear limit alone.
  var quicklyKnownStableStep: Double {
    mediumCoefficient > 0 && grid.count > 1 << 16
      ? linearModel.linearStableStep * stepper.stabilityFactor : longestStableStep
  }

  /// The longest step that is stable for the equation linearized: the entropy about a constant
  /// density, a porous medium about the initial one.
  var longestStableStep: Double {
    var longest = linearModel.linearStableStep
    if mediumCoefficient > 0 {
      let flow = flow(on: grid, hasField: false)
      longest = min(longest, flow.stableStep(of: initialDensity(on: grid)))
    }
    return longest * stepper.stabilityFactor
  }
}
