/// The limit of the Fisher information matrix in θ as the components draw apart.
///
/// Theorem 2 [LZ23], K = 1: the matrix is tridiagonal with
///
///     G_ii → 1/p_i + 1/p_{i+1},   G_{i,i+1} → −1/p_{i+1}
///
/// Status: holds as printed. What is left is exponentially small. With the overlaps
/// O_{i,i+1} = ∫ ρ_i ρ_{i+1}/ρ dx, `LatticeAsymptotics.logarithmOfOverlap`, a diagonal entry is less by
/// (1/p_i + 1/p_{i+1})² p_i p_{i+1} O_{i,i+1} to leading order, and by (p_{i−1}/p_i) O_{i−1,i} and
/// (p_{i+2}/p_{i+1}) O_{i+1,i+2} where there are further components.
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023), Section 3.
public enum FisherLimit {
  /// The limit of the entry (i, j), counted from 0, for given p.
  public static func entry(_ i: Int, _ j: Int, weights p: [Double]) -> Double {
    switch (j - i).magnitude {
    case 0: 1 / p[i] + 1 / p[i + 1]
    case 1: -1 / p[Swift.max(i, j)]
    default: 0
    }
  }
}
