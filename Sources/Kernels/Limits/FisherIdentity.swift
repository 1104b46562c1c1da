/// The Fisher matrix in θ by the block of the means, exact for every σ.
///
///     G_F = Σ G_μμ Σᵀ,   Σ_{i,i} = −1/p_i,   Σ_{i,i+1} = 1/p_{i+1}
///
/// Theorem 7 [LZ23].
///
/// Status: holds as printed, sign included, for any scales and families: ∂ρ/∂θ_i = ρ_{i+1} − ρ_i is a
/// combination of the p_k ρ_k.
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023), Section 3.4.
public enum FisherIdentity {
  /// The entry (i, j) of Σ G_μμ Σᵀ, from a computed block of the means and p.
  ///
  /// Its uncertainty is that of the four terms; where components overlap much it exceeds the
  /// Fisher entry's, for the terms cancel.
  public static func entry(
    _ i: Int, _ j: Int, mean: InformationMatrix, weights p: [Double]
  ) -> ScaledValue {
    let term = { (a: Int, b: Int) in mean[a, b] * (1 / p[a]) * (1 / p[b]) }
    return (term(i, j) + term(i + 1, j + 1)) - (term(i, j + 1) + term(i + 1, j))
  }

  /// The largest |G_F − Σ G_μμ Σᵀ| over all entries, each relative to √(G_ii G_jj).
  public static func worstResidual(
    fisher: InformationMatrix, mean: InformationMatrix, weights: [Double]
  ) -> Double {
    var worst = 0.0
    for i in 0..<fisher.rowCount {
      for j in i..<fisher.columnCount {
        let difference = fisher[i, j] - entry(i, j, mean: mean, weights: weights)
        let size = (fisher[i, i].value * fisher[j, j].value).squareRoot()
        let residual = difference.value.magnitude / size
        // A NaN, once met, stays.
        if residual.isNaN || residual > worst { worst = residual }
      }
    }
    return worst
  }
}
