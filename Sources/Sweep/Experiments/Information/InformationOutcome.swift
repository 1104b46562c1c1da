internal import Kernels

extension WassersteinInformationStudy {
  /// What has to be computed for the outputs that are wanted.
  struct Needs: Sendable {
    var blocks: InformationBlocks = .wasserstein
    var needsFull = false
    var needsGapIntegrals = false
    var needsPairs = false
    var needsSeries = false
    /// The number of components to which results are padded.
    var paddedCount = 2

    init() {}

    init(of request: OutputRequest) {
      func wants(_ outputs: [Output<Point, Outcome>]) -> Bool {
        outputs.contains { request.outputs.contains($0.declaration.name) }
      }
      paddedCount = request.componentCount
      needsFull = wants(fullOutputs)
      needsGapIntegrals = wants(gapIntegralOutputs)
      needsPairs = wants(pairOutputs)
      needsSeries = wants(seriesOutputs)
      blocks = []
      let ofWasserstein = [
        wasserstein.outputs, wassersteinOutputs, secondOrderOutputs, gapIntegralOutputs,
        inhomogeneousOutputs, wassersteinLimitOutputs,
      ]
      if wants(ofWasserstein.flatMap(\.self)) { blocks.insert(.wasserstein) }
      if wants(fisher.outputs + identityOutputs) { blocks.insert(.fisher) }
      if wants(cross.outputs + crossLimitOutputs) { blocks.insert(.cross) }
      if wants(mean.outputs + meanLimitOutputs + identityOutputs) { blocks.insert(.mean) }
      if wants(scale.outputs) { blocks.insert(.scale) }
    }
  }

  /// The matrices, with what is read from them more than once.
  struct Outcome: Sendable {
    let point: Point
    let mixture: Mixture
    private(set) var wasserstein = StoredMatrix.none
    private(set) var fisher = StoredMatrix.none
    private(set) var cross = StoredMatrix.none
    private(set) var mean = StoredMatrix.none
    private(set) var scale = StoredMatrix.none
    private(set) var full: FullMatrix?
    private(set) var logarithmsOfFactors: [Double]?
    private(set) var ratios: [Double]?
    /// The diagonal by its series, gap by gap, where that applies.
    private(set) var series: [DiagonalSeries?] = []
    private(set) var gapIntegrals: [ScaledValue] = []
    private(set) var pairs: [ScalePair?] = []
    /// Whether the diagonal is that of the series.
    private(set) var isDiagonalOfSeries = false
    private(set) var status = PointStatus.ok

    /// The number of components.
    var componentCount: Int { mixture.components.count }

    /// Computes what the point's outputs need.
    init(_ point: Point) {
      self.point = point
      mixture = point.kernelMixture
      let gaps = 0..<(mixture.components.count - 1)
      let needs = point.needs
      let needsDiagonal = needs.blocks.contains(.wasserstein)
      if needs.needsSeries || (point.method != .quadrature && needsDiagonal) {
        series = gaps.map { DiagonalSeries(mixture, gap: $0) }
      }
      if needs.needsGapIntegrals { gapIntegrals = gaps.map { GapIntegral(mixture, gap: $0).value } }
      if needs.needsPairs { pairs = gaps.map { ScalePair(mixture, gap: $0) } }

      let diagonal = needsDiagonal ? diagonalOfSeries : nil
      isDiagonalOfSeries = diagonal != nil
      computeMatrices(diagonal)
      if needs.blocks.contains(.wasserstein) { computeRatios() }
    }

    /// The diagonal by its series where the point's method asks for it and the series serves; NaN
    /// where it is asked for and does not apply.
    private var diagonalOfSeries: [ScaledValue]? {
      switch point.method {
      case .quadrature: return nil
      case .series: return series.map { $0?.value ?? .none }
      case .auto:
        let values = series.compactMap { series in
          series.flatMap { $0.value.relativeUncertainty <= point.tolerance ? $0.value : nil }
        }
        return values.count == series.count ? values : nil
      }
    }

    private mutating func computeMatrices(_ diagonal: [ScaledValue]?) {
      let isDiagonal = point.entries == .diagonal
      var blocks = point.needs.blocks
      if diagonal != nil, isDiagonal { blocks.remove(.wasserstein) }
      let matrices = MixtureInformation(mixture, blocks, diagonalOnly: isDiagonal)
      var main = matrices.wasserstein
      if let diagonal {
        main = isDiagonal ? .diagonal(diagonal) : main.replacingDiagonal(by: diagonal)
      }
      wasserstein = StoredMatrix(main, isSymmetric: true)
      fisher = StoredMatrix(matrices.fisher, isSymmetric: true)
      cross = StoredMatrix(matrices.cross, isSymmetric: false)
      mean = StoredMatrix(matrices.mean, isSymmetric: true)
      scale = StoredMatrix(matrices.scale, isSymmetric: false)
      status = Self.status(of: [
        main, matrices.fisher, matrices.cross, matrices.mean, matrices.scale,
      ])
      guard point.needs.needsFull else { return }
      let isWhole = blocks.isSuperset(of: .full) && !isDiagonal
      let full = FullMatrix(isWhole ? matrices : MixtureInformation(mixture, .full))
      if full.isSingular, status == .ok { status = .not_converged }
      self.full = full
    }

    private mutating func computeRatios() {
      let factors = mixture.logarithmsOfScalingFactors
      logarithmsOfFactors = factors?.map(\.high)
      ratios = factors?.enumerated().map { i, factor in
        mixture.ratio(i, logarithm: wasserstein.logarithm(i, i), logarithmOfFactor: factor)
      }
    }

    /// A matrix is said not to have converged where an entry's estimated error exceeds this
    /// share of √(G_aa G_bb): a thousand times what any case within the promised range shows.
    private static let convergenceBound = 1e-7

    private static func status(of matrices: [InformationMatrix]) -> PointStatus {
      var worst = 0.0
      for matrix in matrices {
        let estimate = matrix.worstScaledUncertainty
        if estimate.isNaN { return .failed }
        worst = max(worst, estimate)
      }
      return worst <= convergenceBound ? .ok : .not_converged
    }
  }
}

/// What is stored of the full matrix in (θ, μ, σ).
struct FullMatrix: Sendable {
  let inverse: StoredMatrix
  let eigenvalues: [ScaledValue]
  let conditionNumber: Double
  let logarithmOfConditionNumber: Double
  let scaledConditionNumber: Double

  /// Whether the matrix scaled to a unit diagonal is singular to rounding.
  var isSingular: Bool { scaledConditionNumber.isNaN }

  init(_ matrices: MixtureInformation) {
    let full = FullInformation(matrices)
    inverse = StoredMatrix(full.inverse, isSymmetric: true)
    eigenvalues = full.eigenvalues
    conditionNumber = full.conditionNumber.value
    logarithmOfConditionNumber = full.conditionNumber.logarithm.high
    scaledConditionNumber = full.scaledConditionNumber
  }
}
