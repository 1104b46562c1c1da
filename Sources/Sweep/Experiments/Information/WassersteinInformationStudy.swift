internal import Kernels

/// The information matrices of lattices and of explicit mixtures, beside the factor K(σ) of
/// their scaling limit.
struct WassersteinInformationStudy: Experiment {
  /// Which entries of the square symmetric matrices are computed and stored.
  enum Entries: String, Sendable, CaseIterable {
    case all, diagonal
  }

  /// A lattice by σ, d and p, or an explicit mixture.
  struct Point: Sendable {
    var scale = 1.0
    var gap = 1.0
    var weights: [Double] = []
    var family = MixtureSpecification.Family.gaussian
    var mixture: MixtureSpecification?
    var entries = Entries.all
    /// What the wanted outputs need.
    var blocks: InformationBlocks = .wasserstein
    var needsFull = false
    /// The number of components to which results are padded.
    var paddedCount = 2

    var kernelMixture: Mixture {
      mixture?.kernelMixture
        ?? .lattice(weights: weights, gap: gap, scale: scale, family: family.kernelFamily)
    }
  }

  /// The matrices, with what is read from them more than once.
  struct Outcome: Sendable {
    var wasserstein = StoredMatrix.none
    var fisher = StoredMatrix.none
    var cross = StoredMatrix.none
    var mean = StoredMatrix.none
    var scale = StoredMatrix.none
    var full: FullMatrix?
    var logarithmsOfFactors: [Double]?
    var ratios: [Double]?
    var status = PointStatus.ok
    let componentCount: Int
    let paddedCount: Int
  }

  static let name = "wim"
  static let summary =
    "the Wasserstein information matrix G_ij = ∫ (F_i − F_{i+1})(F_j − F_{j+1})/ρ dx of mixtures, "
    + "and its ratio to the scaling factor K(σ)"
  static let reference =
    "W. Li and J. Zhao, Scaling limits of the Wasserstein information matrix on Gaussian mixture "
    + "models, arXiv:2309.12997 (2023), equation (3) and Theorem 3"
  static let inputSets = [["sigma", "d", "p", "family"], ["mixture"]]

  static var inputs: [Input<Point>] {
    [
      .length("sigma", \.scale, "component scale σ"),
      .length("d", \.gap, "gap d between neighbouring means"),
      .weights("p", \.weights, "mixture weights p"),
      .mixture("mixture", \.mixture, "explicit mixture: weights, means, scales, families"),
      .choice(
        "family", \.family, standard: .gaussian, "family of all components of a lattice"),
      .choice(
        "entries", \.entries, standard: .all, canVary: false,
        "which entries of the matrix are computed"),
      .normalize,
    ]
  }

  static func innerDimensions(componentCount: Int) -> [Dimension] {
    [
      .ordinal("component", count: componentCount, "number k of the component"),
      .ordinal("component_column", count: componentCount, "number l of the component"),
      .ordinal("theta", count: componentCount - 1, "number i of the coordinate θ_i"),
      .ordinal("theta_column", count: componentCount - 1, "number j of the coordinate θ_j"),
      .parameters("parameter", componentCount: componentCount),
      .parameters("parameter_column", componentCount: componentCount),
      .ordinal(
        "eigenvalue", count: 3 * componentCount - 1, "number of the eigenvalue, the largest first"),
    ]
  }

  /// The point before any input, knowing which matrices the outputs are read from.
  static func origin(for request: OutputRequest) -> Point {
    var point = Point()
    point.paddedCount = request.componentCount
    func wants(_ names: [String]) -> Bool { !request.outputs.isDisjoint(with: names) }
    point.needsFull = wants(fullOutputs.map(\.declaration.name))
    point.blocks = []
    if wants(wasserstein.names + scalingOutputs.map(\.declaration.name)) {
      point.blocks.insert(.wasserstein)
    }
    if wants(fisher.names) { point.blocks.insert(.fisher) }
    if wants(cross.names) { point.blocks.insert(.cross) }
    if wants(mean.names) { point.blocks.insert(.mean) }
    if wants(scale.names) { point.blocks.insert(.scale) }
    return point
  }

  /// A matrix is said not to have converged where an entry's estimated error exceeds this
  /// share of √(G_aa G_bb): a thousand times what any case within the promised range shows.
  private static let convergenceBound = 1e-7

  private static func status(ofWorstEstimate worst: Double) -> PointStatus {
    if worst.isNaN { return .failed }
    return worst <= convergenceBound ? .ok : .not_converged
  }

  static func evaluate(_ point: Point) -> Outcome {
    let mixture = point.kernelMixture
    let isDiagonal = point.entries == .diagonal
    let matrices = MixtureInformation(mixture, point.blocks, diagonalOnly: isDiagonal)
    var outcome = Outcome(
      wasserstein: StoredMatrix(matrices.wasserstein, isSymmetric: true),
      fisher: StoredMatrix(matrices.fisher, isSymmetric: true),
      cross: StoredMatrix(matrices.cross, isSymmetric: false),
      mean: StoredMatrix(matrices.mean, isSymmetric: true),
      scale: StoredMatrix(matrices.scale, isSymmetric: false),
      componentCount: mixture.components.count, paddedCount: point.paddedCount)
    var worst = 0.0
    for matrix in [
      matrices.wasserstein, matrices.fisher, matrices.cross, matrices.mean, matrices.scale,
    ] {
      let estimate = matrix.worstScaledUncertainty
      // A NaN, once met, stays: no comparison with it holds.
      if estimate.isNaN || estimate > worst { worst = estimate }
    }
    outcome.status = status(ofWorstEstimate: worst)
    if point.needsFull {
      // With `entries: diagonal` the blocks at hand are not whole.
      let isWhole = point.blocks.isSuperset(of: .full) && !isDiagonal
      outcome.full = FullMatrix(isWhole ? matrices : MixtureInformation(mixture, .full))
      if outcome.full?.isSingular == true, outcome.status == .ok { outcome.status = .not_converged }
    }
    if point.blocks.contains(.wasserstein) {
      outcome.logarithmsOfFactors = mixture.logarithmsOfScalingFactors?.map(\.high)
      outcome.ratios = mixture.logarithmsOfScalingFactors?.enumerated().map { i, factor in
        mixture.ratio(
          i, logarithm: outcome.wasserstein.logarithm(i, i), logarithmOfFactor: factor)
      }
    }
    return outcome
  }
}

extension MixtureSpecification.Family {
  /// The family as the kernels know it.
  var kernelFamily: Mixture.Family {
    switch self {
    case .gaussian: .gaussian
    case .laplace: .laplace
    }
  }
}

extension MixtureSpecification {
  /// The mixture as the kernels take it; the means are the doubles given, exactly.
  var kernelMixture: Mixture {
    Mixture(
      weights.indices.map { k in
        Mixture.Component(
          weight: weights[k], mean: DoubleDouble(means[k]), scale: scales[k],
          family: families[k].kernelFamily)
      })
  }
}
