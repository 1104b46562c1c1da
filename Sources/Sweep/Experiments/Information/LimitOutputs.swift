internal import Kernels

/// What the paper says that the matrices tend to or lie between, printed and corrected, beside
/// the values that were computed.
extension WassersteinInformationStudy {
  static var limitOutputs: [Output<Point, Outcome>] {
    secondOrderOutputs + seriesOutputs + gapIntegralOutputs + pairOutputs
      + inhomogeneousOutputs + wassersteinLimitOutputs + fisherLimitOutputs
      + crossLimitOutputs + meanLimitOutputs + identityOutputs
  }

  static let noGaussianScale = "the components are not Gaussian with a common scale"
  static let noGaussianLattice = "the mixture is no homogeneous Gaussian lattice"
  static let noGaussianPair = "the components beside the gap are not both Gaussian"
  static let noCrossing = "the densities beside the gap do not cross in it, or differ in family"

  @Sendable static func overTheta(_: Point) -> [String] { ["theta"] }

  /// A value for every gap, NaN beyond the mixture's own.
  static func perGap(
    _ name: String, unit: String = "1", nanMeaning: String, limit: Double? = nil,
    _ summary: String, value: @escaping @Sendable (Outcome, Int) -> Double?
  ) -> Output<Point, Outcome> {
    .real(
      name, over: overTheta, unit: unit, isStandard: false, nanMeaning: nanMeaning, limit: limit,
      summary
    ) { outcome, i, _ in
      i < outcome.componentCount - 1 ? value(outcome, i) ?? .nan : .nan
    }
  }

  /// Theorem 5.
  static var secondOrderOutputs: [Output<Point, Outcome>] {
    [
      perGap(
        "second_order_measured", nanMeaning: noGaussianScale,
        "(ratio − 1)/(σ/d_i)²: Theorem 5's coefficient as measured"
      ) { outcome, i in
        guard let epsilon = outcome.epsilon(i), let ratio = outcome.ratios?[i] else { return nil }
        return (ratio - 1) / (epsilon * epsilon)
      },
      perGap(
        "second_order_printed", nanMeaning: noGaussianScale,
        "Theorem 5's coefficient as printed, π²/2 + (4/π) λ g'(1) + (2/π) λ², λ = ln(p_i/p_(i+1))"
      ) { outcome, i in
        outcome.epsilon(i).map { _ in
          SecondOrderCoefficient.printed(logarithmOfWeights: outcome.lambda(i))
        }
      },
      perGap(
        "second_order_corrected", nanMeaning: noGaussianScale,
        "Theorem 5's coefficient corrected, π²/2 + λ²/2"
      ) { outcome, i in
        outcome.epsilon(i).map { _ in
          SecondOrderCoefficient.corrected(logarithmOfWeights: outcome.lambda(i))
        }
      },
    ]
  }

  /// The diagonal by its series to all orders.
  static var seriesOutputs: [Output<Point, Outcome>] {
    let nanMeaning = "the series does not apply"
    return [
      perGap(
        "series_ratio", nanMeaning: nanMeaning, limit: 1,
        "ratio by its asymptotic series, truncated where its bound is least"
      ) { $0.series[$1]?.ratio },
      perGap(
        "series_bound", nanMeaning: nanMeaning, "proven bound of the error of series_ratio"
      ) { $0.series[$1]?.bound },
      perGap(
        "series_terms", nanMeaning: nanMeaning, "how many terms of the series were added"
      ) { outcome, i in outcome.series[i].map { Double($0.termCount) } },
    ]
  }

  /// Proposition 1: bounds (7) and (8), printed and proven.
  static var gapIntegralOutputs: [Output<Point, Outcome>] {
    func bound(
      _ name: String, _ summary: String,
      _ pick: @escaping @Sendable (Outcome, Int, Int) -> (ScaledValue, ScaledValue)?
    ) -> Output<Point, Outcome> {
      .real(
        name, over: { square($0, "theta") }, isStandard: false, nanMeaning: noGaussianScale,
        summary
      ) { outcome, i, j in
        guard i < outcome.componentCount - 1, j < outcome.componentCount - 1,
          let (value, entry) = pick(outcome, i, outcome.wasserstein.matrix.isDiagonal ? i : j)
        else { return .nan }
        return value.sign == 0
          ? 0 : Double(value.sign) * exponential(value.logarithm - entry.logarithm).value
      }
    }
    return [
      perGap(
        "log_gap_integral", nanMeaning: "none",
        "natural logarithm of I_i = ∫ dx/(p_i ρ_i + p_(i+1) ρ_(i+1)) from μ_i to μ_(i+1)"
      ) { $0.gapIntegrals[$1].logarithm.high },
      bound(
        "lower_bound_printed", "lower bound of G_ij by (7), (8) as printed, over G_ij"
      ) { outcome, i, j in outcome.printedBounds(i, j).map { ($0.lower, outcome.entry(i, j)) } },
      bound(
        "upper_bound_printed", "upper bound of G_ij by (7), (8) as printed, over G_ij"
      ) { outcome, i, j in outcome.printedBounds(i, j).map { ($0.upper, outcome.entry(i, j)) } },
      bound(
        "lower_bound", "lower bound of G_ij that holds, over G_ij"
      ) { outcome, i, j in outcome.bounds(i, j).map { ($0.lower, outcome.entry(i, j)) } },
      bound(
        "upper_bound", "upper bound of G_ij that holds, over G_ij"
      ) { outcome, i, j in outcome.bounds(i, j).map { ($0.upper, outcome.entry(i, j)) } },
    ]
  }

  /// Proposition 2 and Lemma 1.
  static var pairOutputs: [Output<Point, Outcome>] {
    [
      perGap(
        "pair_ratio", nanMeaning: noCrossing,
        "the integral of Proposition 2 over its leading factor"
      ) { $0.pairs[$1]?.ratio },
      perGap("pair_limit", nanMeaning: noCrossing, "g(k), which pair_ratio tends to") {
        $0.pairs[$1]?.limit
      },
      perGap(
        "pair_crossing", nanMeaning: noCrossing,
        "distance l from μ_i at which the weighted densities cross"
      ) { $0.pairs[$1]?.crossing.value },
      perGap(
        "cut_integral_t", nanMeaning: noCrossing, "t = l/σ_i, the large parameter of Lemma 1"
      ) { $0.pairs[$1]?.cutIntegral?.t },
      perGap(
        "cut_integral_measured", nanMeaning: noCrossing,
        "Lemma 1's second-order coefficient as measured, t² (t times the cut integral − g(k_1))"
      ) { outcome, i in
        guard let pair = outcome.pairs[i], let cut = pair.cutIntegral else { return nil }
        return cut.t * cut.t * (cut.t * cut.value.value - CrossingMoments.g(cut.k1))
      },
      perGap(
        "cut_integral_printed", nanMeaning: noCrossing,
        "Lemma 1's second-order coefficient as printed, (1 + k_2⁻²)/4 g_2(k_1)"
      ) { $0.pairs[$1]?.cutIntegral?.printedCoefficient },
      perGap(
        "cut_integral_corrected", nanMeaning: noCrossing,
        "Lemma 1's second-order coefficient corrected, ½ ∫ ln² v (1 + k_2⁻² vʳ)/(1 + vʳ)² dv"
      ) { $0.pairs[$1]?.cutIntegral?.correctedCoefficient },
    ]
  }

  /// Theorem 4.
  static var inhomogeneousOutputs: [Output<Point, Outcome>] {
    [
      perGap(
        "inhomogeneous_ratio", nanMeaning: noGaussianPair, limit: 1,
        "G_ii over its leading term by Theorem 4"
      ) { outcome, i in outcome.inhomogeneous(i)?.ratio(of: outcome.entry(i, i)) },
      perGap(
        "log_inhomogeneous_limit", nanMeaning: noGaussianPair,
        "natural logarithm of G_ii's leading term by Theorem 4"
      ) { $0.inhomogeneous($1)?.logarithmOfLeadingTerm.high },
      perGap(
        "inhomogeneous_measured", nanMeaning: noGaussianPair,
        "(inhomogeneous_ratio − 1) (d/σ)²: its second-order coefficient as measured"
      ) { outcome, i in
        outcome.inhomogeneous(i).map {
          ($0.ratio(of: outcome.entry(i, i)) - 1) * $0.separation * $0.separation
        }
      },
      perGap(
        "inhomogeneous_second_order", nanMeaning: noGaussianPair,
        "c of G_ii = its leading term times 1 + c (σ/d)² + …; not in the paper"
      ) { $0.inhomogeneous($1)?.secondOrder },
    ]
  }

  /// Theorem 7.
  static var identityOutputs: [Output<Point, Outcome>] {
    [
      .real(
        "fisher_identity_residual", over: { _ in [] }, isStandard: false,
        nanMeaning: "entries: diagonal leaves out what it is made of",
        "largest |G_F − Σ G_μμ Σᵀ| of Theorem 7, relative to sqrt((G_F)_ii (G_F)_jj)"
      ) { outcome, _, _ in
        guard !outcome.fisher.matrix.isDiagonal else { return .nan }
        return FisherIdentity.worstResidual(
          fisher: outcome.fisher.matrix, mean: outcome.mean.matrix,
          weights: outcome.mixture.components.map(\.weight))
      }
    ]
  }
}

extension WassersteinInformationStudy.Outcome {
  /// σ/d_i where the components are Gaussian with a common scale.
  func epsilon(_ i: Int) -> Double? {
    guard let common = mixture.common, common.family == .gaussian else { return nil }
    return common.scale / mixture.gaps[i].high
  }

  /// ln(p_i/p_{i+1}).
  func lambda(_ i: Int) -> Double {
    let components = mixture.components
    return logarithm(components[i].weight) - logarithm(components[i + 1].weight)
  }

  func entry(_ i: Int, _ j: Int) -> ScaledValue { wasserstein.matrix[i, j] }

  func inhomogeneous(_ i: Int) -> InhomogeneousLimit? { InhomogeneousLimit(mixture, gap: i) }

  func printedBounds(_ i: Int, _ j: Int) -> EntryBounds? {
    i == j
      ? EntryBounds.printedDiagonal(mixture, i, integral: gapIntegrals[i])
      : EntryBounds.printedOffDiagonal(mixture)
  }

  func bounds(_ i: Int, _ j: Int) -> EntryBounds? {
    i == j
      ? EntryBounds.diagonal(mixture, i, integral: gapIntegrals[i])
      : EntryBounds.offDiagonal(mixture, min(i, j), max(i, j))
  }
}
