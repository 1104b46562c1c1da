internal import Kernels

/// The information matrices of lattices and of explicit mixtures, beside what the paper says that
/// they tend to.
struct WassersteinInformationStudy: Experiment {
  /// Which entries of the square symmetric matrices are computed and stored.
  enum Entries: String, Sendable, CaseIterable {
    case all, diagonal
  }

  /// How the diagonal of the Wasserstein matrix is computed.
  enum Method: String, Sendable, CaseIterable {
    case quadrature, series, auto
  }

  /// A lattice by σ, d and p, with scales s_k σ where s is given, or an explicit mixture.
  struct Point: Sendable {
    var scale = 1.0
    var gap = 1.0
    var weights: [Double] = []
    var relativeScales: [Double] = []
    var family = MixtureSpecification.Family.gaussian
    var mixture: MixtureSpecification?
    var entries = Entries.all
    var method = Method.quadrature
    var tolerance = 1e-13
    /// What the wanted outputs need.
    var needs = Needs()

    /// Whether it is a homogeneous lattice of Gaussian components.
    var isGaussianLattice: Bool {
      mixture == nil && relativeScales.isEmpty && family == .gaussian
    }

    var kernelMixture: Mixture {
      if let mixture { return mixture.kernelMixture }
      guard !relativeScales.isEmpty else {
        return .lattice(weights: weights, gap: gap, scale: scale, family: family.kernelFamily)
      }
      return .inhomogeneous(
        weights: weights, relativeScales: relativeScales, gap: gap, scale: scale)
    }
  }

  static let name = "wim"
  static let summary =
    "the Wasserstein information matrix G_ij = ∫ (F_i − F_{i+1})(F_j − F_{j+1})/ρ dx of mixtures, "
    + "and its ratio to the scaling factor K(σ)"
  static let reference =
    "W. Li and J. Zhao, Scaling limits of the Wasserstein information matrix on Gaussian mixture "
    + "models, arXiv:2309.12997 (2023), equation (3) and Theorem 3"
  static let inputSets = [
    ["sigma", "d", "p", "family"], ["sigma", "d", "p", "s"], ["mixture"],
  ]

  static var inputs: [Input<Point>] {
    [
      .length("sigma", \.scale, "component scale σ"),
      .length("d", \.gap, "gap d between neighbouring means"),
      .weights("p", \.weights, "mixture weights p"),
      .scales(
        "s", \.relativeScales,
        "relative scales s: Gaussian components with scales s_k σ and gaps d (s_k + s_(k+1))"),
      .mixture("mixture", \.mixture, "explicit mixture: weights, means, scales, families"),
      .choice(
        "family", \.family, standard: .gaussian, "family of all components of a lattice"),
      .choice(
        "entries", \.entries, standard: .all, canVary: false,
        "which entries of the matrix are computed"),
      .choice(
        "method", \.method, standard: .quadrature, canVary: false,
        "how diagonals of wim are computed: by quadrature, by their asymptotic series, or by "
          + "the series where its bound is below the tolerance"),
      .real(
        "tolerance", \.tolerance, above: 0, atMost: 1, canVary: false, standard: 1e-13,
        "the largest relative error bound at which the series replaces quadrature"),
      .normalize,
    ]
  }

  static func innerDimensions(at origin: Point, componentCount: Int) -> [Dimension] {
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

  static func origin(for request: OutputRequest) -> Point {
    var point = Point()
    point.needs = Needs(of: request)
    return point
  }

  static func evaluate(_ point: Point) -> Outcome { Outcome(point) }
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
