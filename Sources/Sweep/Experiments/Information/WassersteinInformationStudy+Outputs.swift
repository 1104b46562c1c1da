internal import Kernels

extension WassersteinInformationStudy {
  typealias Matrix = MatrixDeclaration<Point, Outcome>

  static var outputs: [Output<Point, Outcome>] {
    [.status(value: \.status)] + wasserstein.outputs + wassersteinOutputs
      + [fisher, cross, mean, scale].flatMap(\.outputs) + fullOutputs + limitOutputs
  }

  /// All matrices, by whose names a group of outputs can be asked for.
  static var matrices: [Matrix] { [wasserstein, fisher, cross, mean, scale, inverse] }

  static let wasserstein = Matrix(
    name: "wim", entry: "G_ij", size: "sqrt(G_ii G_jj)", isStandard: true,
    dimensions: { square($0, "theta") }, matrix: \.wasserstein)

  static let fisher = Matrix(
    name: "fisher", entry: "(G_F)_ij", formula: "∫ (ρ_(i+1) − ρ_i)(ρ_(j+1) − ρ_j)/ρ dx",
    size: "sqrt((G_F)_ii (G_F)_jj)",
    dimensions: { square($0, "theta") }, matrix: \.fisher)

  static let cross = Matrix(
    name: "cross", entry: "G_(θ_i μ_k)", formula: "∫ (F_i − F_(i+1)) p_k ρ_k/ρ dx",
    size: "sqrt(G_(θ_i θ_i) G_(μ_k μ_k))",
    dimensions: { _ in ["theta", "component"] }, matrix: \.cross)

  static let mean = Matrix(
    name: "mean_block", entry: "G_(μ_k μ_l)", formula: "∫ p_k ρ_k p_l ρ_l/ρ dx",
    size: "sqrt(G_(μ_k μ_k) G_(μ_l μ_l))",
    dimensions: { square($0, "component") }, matrix: \.mean)

  static let scale = Matrix(
    name: "scale_blocks", entry: "G_(a σ_k)",
    formula: "∫ (−∂F/∂a) p_k z_k ρ_k/ρ dx for a parameter a, z_k = (x − μ_k)/σ_k",
    size: "sqrt(G_aa G_(σ_k σ_k))",
    dimensions: { _ in ["parameter", "component"] }, matrix: \.scale,
    row: { $0.parameter(at: $1) })

  static let inverse = Matrix(
    name: "inverse", entry: "(G⁻¹)_ab",
    formula: "entry of the inverse of the full matrix in (θ, μ, σ)",
    size: "sqrt((G⁻¹)_aa (G⁻¹)_bb)",
    dimensions: { _ in ["parameter", "parameter_column"] },
    matrix: { $0.full?.inverse ?? .none },
    row: { $0.parameter(at: $1) }, column: { $0.parameter(at: $1) })

  @Sendable static func square(_ point: Point, _ dimension: String) -> [String] {
    point.entries == .all ? [dimension, "\(dimension)_column"] : [dimension]
  }

  /// What the diagonal of `wim` tends to, and how it was computed.
  static var wassersteinOutputs: [Output<Point, Outcome>] {
    [
      .real(
        "log_scaling_factor", over: { _ in ["theta"] }, nanMeaning: noCommonScale,
        "natural logarithm of K(σ, d_i)"
      ) { outcome, i, _ in outcome.logarithmsOfFactors?.element(at: i) ?? .nan },
      .real(
        "ratio", over: { _ in ["theta"] }, nanMeaning: noCommonScale, limit: 1,
        "G_ii sqrt(p_i p_(i+1))/K(σ, d_i)"
      ) { outcome, i, _ in outcome.ratios?.element(at: i) ?? .nan },
      .flags(
        "method", ["none", "quadrature", "series"], "how the diagonal of wim was computed"
      ) { outcome in
        guard outcome.point.needs.blocks.contains(.wasserstein) else { return 0 }
        return outcome.isDiagonalOfSeries ? 2 : 1
      },
    ]
  }

  static let noCommonScale = "the components share no scale and family"

  /// What needs the full matrix in (θ, μ, σ).
  static var fullOutputs: [Output<Point, Outcome>] {
    [
      .real(
        "condition_number", over: { _ in [] }, isStandard: false,
        "condition number of the full matrix in (θ, μ, σ); inf where it exceeds a double"
      ) { outcome, _, _ in outcome.full?.conditionNumber ?? .nan },
      .real(
        "log_condition_number", over: { _ in [] }, isStandard: false,
        "natural logarithm of condition_number"
      ) { outcome, _, _ in outcome.full?.logarithmOfConditionNumber ?? .nan },
      .real(
        "scaled_condition_number", over: { _ in [] }, isStandard: false,
        "condition number of the full matrix scaled to a unit diagonal"
      ) { outcome, _, _ in outcome.full?.scaledConditionNumber ?? .nan },
      .real(
        "eigenvalues", over: { _ in ["eigenvalue"] }, isStandard: false,
        "eigenvalue of the full matrix; inf or 0 where it exceeds the range of a double"
      ) { outcome, i, _ in outcome.full?.eigenvalues.element(at: i)?.value ?? .nan },
      .real(
        "log_eigenvalues", over: { _ in ["eigenvalue"] }, isStandard: false,
        "natural logarithm of eigenvalues"
      ) { outcome, i, _ in outcome.full?.eigenvalues.element(at: i)?.logarithm.high ?? .nan },
      .real(
        "eigenvalue_error_estimate", over: { _ in ["eigenvalue"] }, isStandard: false,
        "estimated error of the eigenvalue relative to itself"
      ) { outcome, i, _ in
        outcome.full?.eigenvalues.element(at: i)?.relativeUncertainty ?? .nan
      },
    ] + inverse.outputs
  }
}

extension WassersteinInformationStudy.Outcome {
  /// The mixture's own number of a parameter (θ, then μ, then σ) in results padded for larger
  /// mixtures; none if it has no such parameter.
  fileprivate func parameter(at padded: Int) -> Int? {
    let (own, all) = (componentCount, point.needs.paddedCount)
    if padded < all - 1 { return padded < own - 1 ? padded : nil }
    let number = (padded - (all - 1)) % all
    let isScale = padded >= 2 * all - 1
    return number < own ? own - 1 + (isScale ? own : 0) + number : nil
  }
}

extension Array {
  /// The element at an index, if there is one.
  func element(at index: Int) -> Element? { index < count ? self[index] : nil }
}

extension Dimension {
  /// The parameters θ_1 … θ_{N−1}, μ_1 … μ_N, σ_1 … σ_N by their names.
  static func parameters(_ name: String, componentCount: Int) -> Dimension {
    let names =
      (1..<max(2, componentCount)).map { "theta_\($0)" }
      + (1...max(1, componentCount)).map { "mu_\($0)" }
      + (1...max(1, componentCount)).map { "sigma_\($0)" }
    return Dimension(
      name, scale: .text(names),
      attributes: [
        Attribute("long_name", .text("parameter of the full matrix: θ, μ and σ in turn"))
      ])
  }
}
