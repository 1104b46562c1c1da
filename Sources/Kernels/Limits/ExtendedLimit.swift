/// The limit of the information matrix in (θ, μ) as σ → 0, block by block.
///
/// Theorem 6 [LZ23], for Gaussian components with a common scale, the first block over K(σ, d_i):
///
///     θθ: δ_ij/√(p_i p_{i+1}),   θμ: (μ_{i+1} − μ_i)/2 in columns i and i + 1,   μμ: diag(p)
///
/// Status: holds as printed. The corrections of the θμ block are ±(σ²/d) λ, those of the others
/// O(σ²/d²) and exponentially small: `LatticeAsymptotics`.
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023), Section 3.4.
public enum ExtendedLimit {
  /// The limit of (G_θθ)_ij/K, entries counted from 0; also Theorem 3 and Remark 3.
  public static func wasserstein(_ i: Int, _ j: Int, of mixture: Mixture) -> Double {
    let (p, q) = mixture.weights(besideGap: i)
    return i == j ? 1 / (p.squareRoot() * q.squareRoot()) : 0
  }

  /// The limit of (G_θμ)_ik, in units of length.
  public static func cross(_ i: Int, _ k: Int, of mixture: Mixture) -> Double {
    k == i || k == i + 1 ? 0.5 * mixture.gaps[i].value : 0
  }

  /// The limit of (G_μμ)_kl.
  public static func mean(_ k: Int, _ l: Int, of mixture: Mixture) -> Double {
    k == l ? mixture.components[k].weight : 0
  }
}
