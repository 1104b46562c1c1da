internal import Kernels

/// The Wasserstein information matrix of lattices and of explicit mixtures,
/// beside the factor K(σ) of its scaling limit.
struct WassersteinInformationStudy: Experiment {
  /// Which entries of the matrices are computed and stored.
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

    var kernelMixture: Mixture {
      mixture?.kernelMixture
        ?? .lattice(weights: weights, gap: gap, scale: scale, family: family.kernelFamily)
    }
  }

  /// The matrix, with what is read from it more than once.
  struct Outcome: Sendable {
    let matrix: InformationMatrix
    let logarithms: [DoubleDouble<Double>]
    let logarithmsOfFactors: [Double]?
    let ratios: [Double]?
    let status: PointStatus

    func logarithm(_ i: Int, _ j: Int) -> DoubleDouble<Double> {
      logarithms[matrix.isDiagonal ? i : i * matrix.rowCount + j]
    }
  }

  static let name = "wim"
  static let summary =
    "the Wasserstein information matrix G_ij = ∫ (F_i − F_{i+1})(F_j − F_{j+1})/ρ dx of mixtures, "
    + "and its ratio to the scaling factor K(σ)"
  static let reference =
    "W. Li and J. Zhao, Scaling limits of the Wasserstein information matrix on Gaussian mixture "
    + "models, arXiv:2309.12997 (2023), equation (3) and Theorem 3"
  static var origin: Point { Point() }
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

  static var outputs: [Output<Point, Outcome>] {
    [
      .status(value: \.status),
      .real("wim", over: matrix, "entry G_ij; inf or 0 where it exceeds the range of a double") {
        $0.entry($1, $2) { $0.matrix[$1, $2].value }
      },
      .sign("wim_sign", over: matrix, "sign of G_ij") {
        $0.entry($1, $2) { Double($0.matrix[$1, $2].sign) }
      },
      .real("log_wim", over: matrix, "natural logarithm of |G_ij|, leading part") {
        $0.entry($1, $2) { $0.logarithm($1, $2).high }
      },
      .real("log_wim_low", over: matrix, "natural logarithm of |G_ij|, part to be added to log_wim")
      {
        $0.entry($1, $2) { $0.logarithm($1, $2).low }
      },
      .real("error_estimate", over: matrix, "estimated error of G_ij relative to |G_ij|") {
        $0.entry($1, $2) { $0.matrix[$1, $2].relativeUncertainty }
      },
      .real(
        "scaled_error_estimate", over: matrix,
        "estimated error of G_ij relative to sqrt(G_ii G_jj)"
      ) {
        $0.entry($1, $2) { $0.matrix.scaledUncertainty($1, $2) }
      },
      .real(
        "log_scaling_factor", over: { _ in ["theta"] }, nanMeaning: noCommonScale,
        "natural logarithm of K(σ, d_i)"
      ) { outcome, i, _ in outcome.logarithmsOfFactors?.element(at: i) ?? .nan },
      .real(
        "ratio", over: { _ in ["theta"] }, nanMeaning: noCommonScale,
        "G_ii sqrt(p_i p_(i+1))/K(σ, d_i)"
      ) { outcome, i, _ in outcome.ratios?.element(at: i) ?? .nan },
    ]
  }

  private static let noCommonScale = "the components share no scale and family"

  @Sendable private static func matrix(_ point: Point) -> [String] {
    point.entries == .all ? ["theta", "theta_column"] : ["theta"]
  }

  static func innerDimensions(componentCount: Int) -> [Dimension] {
    [
      .ordinal("component", count: componentCount, "number k of the component"),
      .ordinal("theta", count: componentCount - 1, "number i of the coordinate θ_i"),
      .ordinal("theta_column", count: componentCount - 1, "number j of the coordinate θ_j"),
    ]
  }

  /// A matrix is said not to have converged where an entry's estimated error exceeds this
  /// share of √(G_ii G_jj): a thousand times what any case within the promised range shows.
  private static let convergenceBound = 1e-7

  private static func status(ofWorstEstimate worst: Double) -> PointStatus {
    if worst.isNaN { return .failed }
    return worst <= convergenceBound ? .ok : .not_converged
  }

  static func evaluate(_ point: Point) -> Outcome {
    let mixture = point.kernelMixture
    let matrix = MixtureInformation(
      mixture, .wasserstein, diagonalOnly: point.entries == .diagonal
    ).wasserstein
    let indices = 0..<matrix.rowCount
    var logarithms: [DoubleDouble<Double>] = []
    var worst = 0.0
    for i in indices {
      for j in matrix.isDiagonal ? i..<(i + 1) : indices {
        // Below the diagonal the matrix repeats itself.
        logarithms.append(
          j < i ? logarithms[j * matrix.rowCount + i] : matrix[i, j].logarithm)
        let estimate = matrix.scaledUncertainty(i, j)
        // A NaN, once met, stays: no comparison with it holds.
        if estimate.isNaN || estimate > worst { worst = estimate }
      }
    }
    let factors = mixture.logarithmsOfScalingFactors
    let stride = matrix.isDiagonal ? 1 : matrix.rowCount + 1
    let ratios = factors?.enumerated().map { i, factor in
      mixture.ratio(i, logarithm: logarithms[i * stride], logarithmOfFactor: factor)
    }
    return Outcome(
      matrix: matrix, logarithms: logarithms, logarithmsOfFactors: factors?.map(\.high),
      ratios: ratios, status: status(ofWorstEstimate: worst))
  }
}

extension WassersteinInformationStudy.Outcome {
  /// A value of an entry, NaN beyond the matrix's own size or off a diagonal.
  fileprivate func entry(
    _ i: Int, _ j: Int, _ value: (Self, Int, Int) -> Double
  ) -> Double {
    guard i < matrix.rowCount, j < matrix.rowCount else { return .nan }
    return value(self, i, matrix.isDiagonal ? i : j)
  }
}

extension Array {
  /// The element at an index, if there is one.
  fileprivate func element(at index: Int) -> Element? { index < count ? self[index] : nil }
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
