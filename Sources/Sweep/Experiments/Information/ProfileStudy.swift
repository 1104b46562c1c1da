internal import Kernels

/// Density, ∂F/∂θ and the integrand of the information matrix on a grid.
struct ProfileStudy: Experiment {
  /// A mixture and the grid on which it is looked at.
  struct Point: Sendable {
    var scale = 1.0
    var gap = 1.0
    var weights: [Double] = []
    var family = MixtureSpecification.Family.gaussian
    var mixture: MixtureSpecification?
    var count = 401
    var reach = 5.0

    var kernelMixture: Mixture {
      mixture?.kernelMixture
        ?? .lattice(weights: weights, gap: gap, scale: scale, family: family.kernelFamily)
    }
  }

  /// The samples, place by place.
  struct Outcome: Sendable {
    var places: [Double] = []
    var logarithmsOfDensity: [Double] = []
    /// By gap, then by place.
    var derivatives: [[Double]]
    var logarithmsOfIntegrands: [[Double]]

    var status: PointStatus { logarithmsOfDensity.contains(where: \.isNaN) ? .failed : .ok }
  }

  static let name = "profile"
  static let summary =
    "density ρ, ∂F/∂θ_i and the integrand (∂F/∂θ_i)²/ρ of G_ii on a grid: where an entry has its "
    + "mass, and why the integral is hard"
  static let reference =
    "W. Li and J. Zhao, Scaling limits of the Wasserstein information matrix on Gaussian mixture "
    + "models, arXiv:2309.12997 (2023), equation (3) and Figure 1"
  static let inputSets = [["sigma", "d", "p", "family"], ["mixture"]]

  static func origin(for request: OutputRequest) -> Point { Point() }

  static var inputs: [Input<Point>] {
    [
      .length("sigma", \.scale, "component scale σ"),
      .length("d", \.gap, "gap d between neighbouring means"),
      .weights("p", \.weights, "mixture weights p"),
      .mixture("mixture", \.mixture, "explicit mixture: weights, means, scales, families"),
      .choice(
        "family", \.family, standard: .gaussian, "family of all components of a lattice"),
      .integer(
        "places", \.count, in: 2...1_000_000, standard: 401,
        "how many places the grid has"),
      .real(
        "reach", \.reach, above: 0, atMost: 1000, canVary: false, standard: 5,
        "how many scales the grid goes beyond the outermost means"),
      .normalize,
    ]
  }

  static let shapeInputs = ["places"]

  static func innerDimensions(at origin: Point, componentCount: Int) -> [Dimension] {
    [
      .ordinal("component", count: componentCount, "number k of the component"),
      .ordinal("theta", count: componentCount - 1, "number i of the coordinate θ_i"),
      .ordinal("place", count: origin.count, "number of the place"),
    ]
  }

  static var outputs: [Output<Point, Outcome>] {
    [
      .status(value: \.status),
      .real("x", over: { _ in ["place"] }, "place x") { outcome, k, _ in outcome.places[k] },
      .real("density", over: { _ in ["place"] }, "density ρ(x); 0 where no double holds it") {
        outcome, k, _ in exponential(outcome.logarithmsOfDensity[k])
      },
      .real("log_density", over: { _ in ["place"] }, "natural logarithm of ρ(x)") {
        outcome, k, _ in outcome.logarithmsOfDensity[k]
      },
      .real("derivative", over: { _ in ["theta", "place"] }, "∂F/∂θ_i = F_(i+1) − F_i") {
        outcome, i, k in i < outcome.derivatives.count ? outcome.derivatives[i][k] : .nan
      },
      .real(
        "log_integrand", over: { _ in ["theta", "place"] },
        "natural logarithm of (∂F/∂θ_i)²/ρ; −inf where no double holds ∂F/∂θ_i"
      ) { outcome, i, k in
        i < outcome.logarithmsOfIntegrands.count ? outcome.logarithmsOfIntegrands[i][k] : .nan
      },
    ]
  }

  static func evaluate(_ point: Point) -> Outcome {
    let mixture = point.kernelMixture
    let gaps = mixture.components.count - 1
    let places = grid(of: mixture, count: point.count, reach: point.reach)
    let empty = [Double](repeating: 0, count: point.count)
    var outcome = Outcome(
      places: places, logarithmsOfDensity: empty,
      derivatives: [[Double]](repeating: empty, count: gaps),
      logarithmsOfIntegrands: [[Double]](repeating: empty, count: gaps))
    MixtureProfile.forEach(of: mixture, at: places) { k, profile in
      outcome.logarithmsOfDensity[k] = profile.logarithmOfDensity
      for i in 0..<gaps {
        outcome.derivatives[i][k] = profile.derivatives[i]
        outcome.logarithmsOfIntegrands[i][k] = profile.logarithmsOfIntegrands[i]
      }
    }
    return outcome
  }

  /// Equally spaced places from `reach` scales below the lowest mean to as many above the highest.
  private static func grid(of mixture: Mixture, count: Int, reach: Double) -> [Double] {
    let components = mixture.components
    let low = components.map { $0.mean.high - reach * $0.scale }.min() ?? 0
    let high = components.map { $0.mean.high + reach * $0.scale }.max() ?? 0
    let step = (high - low) / Double(count - 1)
    return (0..<count).map { $0 == count - 1 ? high : low + Double($0) * step }
  }
}
