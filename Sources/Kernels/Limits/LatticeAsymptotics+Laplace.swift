/// The same lattice with Laplace components, ρ_k = e^{−|x−μ_k|/σ}/2σ.
///
/// Status: Remark 3 [LZ23] holds as printed: K = π σ² e^{d/2σ}, the limit of Theorem 3, and no algebraic
/// corrections. These forms are not in the paper.
extension LatticeAsymptotics {
  /// R = G_ii √(p_i p_{i+1})/K but for terms of order (d/σ) e^{−d/σ}.
  ///
  ///     1 − (2/π) e^{−d/2σ} [(1 + d/σ) cosh(λ/2) − λ sinh(λ/2)],   λ = ln(p_i/p_{i+1})
  ///
  /// With t = (x − (μ_i + μ_{i+1})/2)/σ, I_i √(p_i p_{i+1})/K = (1/π) ∫_{|t|<d/2σ} sech(t − λ/2) dt lacks
  /// (4/π) cosh(λ/2) e^{−d/2σ}; the numerator's −2Q_i − 2Q_{i+1} takes σ(d + σλ)/p_i + σ(d − σλ)/p_{i+1} off
  /// G_ii, and its squares and the tails outside the gap each give ½σ² (1/p_i + 1/p_{i+1}) back.
  public func laplaceRatio(_ i: Int) -> Double {
    let lambda = logarithm(weights[i]) - logarithm(weights[i + 1])
    let (up, down) = (exponential(0.5 * lambda), exponential(-0.5 * lambda))
    let bracket = (1 + ratio.high) * (0.5 * (up + down)) - lambda * (0.5 * (up - down))
    return 1 - (2 / Coefficients.piHigh) * exponential(-0.5 * ratio.high) * bracket
  }

  /// G_{i,i+1} but for exponentially small terms.
  ///
  ///     (σ²/p_{i+1}) [d/σ − 1 + ln p_{i+1} − (ln p_i + ln p_{i+2})/2]
  ///
  /// To the right of μ_{i+1}, F_i − F_{i+1} over p_{i+1} ρ_{i+1} is σ/p_{i+1} as far as the crossing with
  /// component i + 2, and F_{i+1} − F_{i+2} = 1 − e^{−z}/2; on the left likewise.
  public func laplaceNeighbour(_ i: Int) -> Double {
    let logarithms = (i...(i + 2)).map { logarithm(weights[$0]) }
    let curvature = (logarithms[1] - logarithms[0]) + (logarithms[1] - logarithms[2])
    return scale * scale / weights[i + 1] * (ratio.high - 1 + 0.5 * curvature)
  }
}
