internal import Kernels

/// Limits and asymptotic forms that have an entry a matrix element: Theorems 2 and 6, and the
/// leading orders of what vanishes in them.
extension WassersteinInformationStudy {
  /// An entry over what it is asymptotically.
  private static func asymptotic(
    _ name: String, of matrix: String, over dimensions: @escaping @Sendable (Point) -> [String],
    _ stored: @escaping @Sendable (Outcome) -> StoredMatrix,
    _ form: @escaping @Sendable (LatticeAsymptotics, Int, Int) -> DoubleDouble<Double>
  ) -> [Output<Point, Outcome>] {
    @Sendable func place(_ outcome: Outcome, _ i: Int, _ j: Int) -> (LatticeAsymptotics, Int, Int)?
    {
      let matrix = stored(outcome).matrix
      let j = matrix.isDiagonal ? i : j
      guard let lattice = outcome.lattice, i < matrix.rowCount, j < matrix.columnCount else {
        return nil
      }
      return (lattice, i, j)
    }
    return [
      .real(
        "log_\(name)", over: dimensions, isStandard: false, nanMeaning: noGaussianLattice,
        "natural logarithm of \(matrix) to leading order as σ/d → 0"
      ) { outcome, i, j in
        place(outcome, i, j).map { form($0, $1, $2).high } ?? .nan
      },
      .real(
        "\(name)_ratio", over: dimensions, isStandard: false, nanMeaning: noGaussianLattice,
        limit: 1, "\(matrix) over its leading order as σ/d → 0"
      ) { outcome, i, j in
        guard let (lattice, i, j) = place(outcome, i, j) else { return .nan }
        return exponential(stored(outcome).logarithm(i, j) - form(lattice, i, j)).value
      },
    ]
  }

  static var fisherLimitOutputs: [Output<Point, Outcome>] {
    [
      .real(
        "fisher_limit", over: { square($0, "theta") }, isStandard: false,
        nanMeaning: "the mixture has fewer components",
        "limit of the Fisher matrix by Theorem 2, 1/p_i + 1/p_(i+1) and −1/p_(i+1)"
      ) { outcome, i, j in
        let gaps = outcome.componentCount - 1
        let j = outcome.point.entries == .diagonal ? i : j
        guard i < gaps, j < gaps else { return .nan }
        return FisherLimit.entry(i, j, weights: outcome.mixture.components.map(\.weight))
      }
    ]
  }

  static var wassersteinLimitOutputs: [Output<Point, Outcome>] {
    asymptotic(
      "wim_asymptotic", of: "|G_ij|", over: { square($0, "theta") }, \.wasserstein
    ) { $0.logarithmOfWasserstein($1, $2) }
  }

  static var crossLimitOutputs: [Output<Point, Outcome>] {
    [
      .real(
        "cross_limit", over: { _ in ["theta", "component"] }, isStandard: false,
        nanMeaning: noGaussianScale, "limit of cross by Theorem 6, (μ_(i+1) − μ_i)/2 or 0"
      ) { outcome, i, k in
        guard i < outcome.componentCount - 1, k < outcome.componentCount,
          outcome.epsilon(i) != nil
        else { return .nan }
        return ExtendedLimit.cross(i, k, of: outcome.mixture)
      }
    ]
      + asymptotic(
        "cross_asymptotic", of: "|G_(θ_i μ_k)|", over: { _ in ["theta", "component"] }, \.cross
      ) { $0.logarithmOfCross($1, $2) }
  }

  static var meanLimitOutputs: [Output<Point, Outcome>] {
    [
      .real(
        "mean_block_limit", over: { square($0, "component") }, isStandard: false,
        nanMeaning: noGaussianScale, "limit of mean_block by Theorem 6, diag(p)"
      ) { outcome, k, l in
        let l = outcome.point.entries == .diagonal ? k : l
        guard k < outcome.componentCount, l < outcome.componentCount, outcome.epsilon(0) != nil
        else { return .nan }
        return ExtendedLimit.mean(k, l, of: outcome.mixture)
      }
    ]
      + asymptotic(
        "mean_block_asymptotic", of: "|G_(μ_k μ_l)|", over: { square($0, "component") }, \.mean
      ) { $0.logarithmOfMean($1, $2) }
  }
}

extension WassersteinInformationStudy.Outcome {
  /// The homogeneous Gaussian lattice that the point is, if it is one.
  fileprivate var lattice: LatticeAsymptotics? {
    guard point.isGaussianLattice else { return nil }
    return LatticeAsymptotics(weights: point.weights, gap: point.gap, scale: point.scale)
  }
}
