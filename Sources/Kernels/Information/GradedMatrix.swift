/// The factors of a symmetric positive definite matrix G = D C D with a unit diagonal in C and
/// a diagonal D that may span millions of decades.
///
/// Eigenvalues and inverse are determined to the condition of C, not that of G, and are computed
/// to it: the Cholesky factor of G is orthogonalized by one-sided Jacobi rotations.
/// [DV92]: J. Demmel and K. Veselić, "Jacobi's method is more accurate than QR", SIAM J. Matrix
/// Anal. Appl. 13 (1992) 1204–1245, Sections 3 and 4.
struct GradedMatrix {
  /// The number of rows.
  let order: Int
  /// The lower factor of C = L Lᵀ, row by row.
  private let factor: [Double]

  /// The factors of C, given row by row; none where it is singular to rounding.
  init?(correlation c: [Double], order n: Int) {
    var l = [Double](repeating: 0, count: n * n)
    for j in 0..<n {
      var pivot = c[j * n + j]
      for k in 0..<j { pivot -= l[j * n + k] * l[j * n + k] }
      // Below this the pivot is the rounding of what was taken away.
      guard pivot > Double(n) * 0x1p-52 else { return nil }
      let root = pivot.squareRoot()
      l[j * n + j] = root
      for i in (j + 1)..<max(j + 1, n) {
        var sum = c[i * n + j]
        for k in 0..<j { sum -= l[i * n + k] * l[j * n + k] }
        l[i * n + j] = sum / root
      }
    }
    order = n
    factor = l
  }

  /// C⁻¹ = L⁻ᵀ L⁻¹, row by row.
  func inverseOfCorrelation() -> [Double] {
    let n = order
    var inverse = [Double](repeating: 0, count: n * n)
    for j in 0..<n {
      inverse[j * n + j] = 1 / factor[j * n + j]
      for i in (j + 1)..<max(j + 1, n) {
        var sum = 0.0
        for k in j..<i { sum += factor[i * n + k] * inverse[k * n + j] }
        inverse[i * n + j] = -sum / factor[i * n + i]
      }
    }
    var product = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in i..<n {
        var sum = 0.0
        for k in j..<n { sum += inverse[k * n + i] * inverse[k * n + j] }
        product[i * n + j] = sum
        product[j * n + i] = sum
      }
    }
    return product
  }

  /// The eigenvalues of G, each divided by D_jj² for a j of its own.
  ///
  /// `fall(j, k)` is D_kk/D_jj ≤ 1 for j < k: D descends.
  func eigenvalues(fall: (Int, Int) -> Double) -> [Double] {
    let n = order
    // Column j of D L over D_jj.
    var columns = (0..<n).map { j in
      (0..<n).map { i in i < j ? 0 : factor[i * n + j] * (i == j ? 1 : fall(j, i)) }
    }
    for _ in 0..<Self.largestSweepCount {
      var largest = 0.0
      for j in 0..<n {
        for k in (j + 1)..<max(j + 1, n) {
          largest = Double.larger(
            largest, Self.orthogonalize(&columns, j, k, fall: fall(j, k)))
        }
      }
      if largest < 0x1p-50 { break }
    }
    return columns.map { column in dot(column, column) }
  }

  /// Far more than convergence, which is quadratic, has ever taken.
  private static let largestSweepCount = 60

  /// Rotates two columns until they are orthogonal; returns the cosine of the angle that was
  /// between them.
  ///
  /// With x = D_j u, y = D_k v and t = D_k/D_j the rotation by tan = t τ leaves u − t² τ v and
  /// v + τ u, whatever the size of t: it may underflow.
  private static func orthogonalize(
    _ columns: inout [[Double]], _ j: Int, _ k: Int, fall t: Double
  ) -> Double {
    let (u, v) = (columns[j], columns[k])
    let (uu, vv, uv) = (dot(u, u), dot(v, v), dot(u, v))
    let cosine = abs(uv) / (uu * vv).squareRoot()
    guard cosine > 0x1p-54 else { return cosine }
    let zeta = (t * t * vv - uu) / (2 * uv)
    let size = abs(zeta) + (t * t + zeta * zeta).squareRoot()
    let tau = zeta < 0 ? -1 / size : 1 / size
    let scale = 1 / (1 + t * t * tau * tau).squareRoot()
    for i in u.indices {
      columns[j][i] = scale * (u[i] - t * t * tau * v[i])
      columns[k][i] = scale * (v[i] + tau * u[i])
    }
    return cosine
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for i in a.indices { sum += a[i] * b[i] }
  return sum
}
