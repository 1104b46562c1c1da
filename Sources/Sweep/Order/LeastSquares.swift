internal import Foundation

/// The solution of a small weighted linear least-squares problem.
struct LeastSquares {
  /// The parameters.
  let parameters: [Double]
  /// Their standard errors where each row's error is one.
  let errors: [Double]
  /// The root mean square of what is left of the rows.
  let residual: Double

  /// Minimizes |A x − b|², A by columns; none where these are dependent or too many.
  ///
  /// Modified Gram–Schmidt: Å. Björck, "Numerical methods for least squares problems",
  /// SIAM 1996, Section 2.4.
  init?(columns: [[Double]], values: [Double]) {
    let count = columns.count
    guard count > 0, values.count >= count else { return nil }
    var basis = columns
    var rest = values
    var r = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
    var projection = [Double](repeating: 0, count: count)
    for j in 0..<count {
      let before = Self.norm(columns[j])
      let norm = Self.norm(basis[j])
      guard norm > 1e-12 * before, norm.isFinite else { return nil }
      r[j][j] = norm
      basis[j] = basis[j].map { $0 / norm }
      for k in (j + 1)..<max(j + 1, count) {
        r[j][k] = Self.dot(basis[j], basis[k])
        basis[k] = zip(basis[k], basis[j]).map { $0 - r[j][k] * $1 }
      }
      projection[j] = Self.dot(basis[j], rest)
      rest = zip(rest, basis[j]).map { $0 - projection[j] * $1 }
    }
    parameters = Self.solve(r, projection)
    var squares = [Double](repeating: 0, count: count)
    for j in 0..<count {
      // Column j of R⁻¹: the covariance of the parameters is R⁻¹ R⁻ᵀ.
      var unit = [Double](repeating: 0, count: count)
      unit[j] = 1
      for (k, entry) in Self.solve(r, unit).enumerated() { squares[k] += entry * entry }
    }
    errors = squares.map { $0.squareRoot() }
    residual = (Self.dot(rest, rest) / Double(max(1, values.count - count))).squareRoot()
  }

  private static func solve(_ r: [[Double]], _ right: [Double]) -> [Double] {
    var x = right
    for j in x.indices.reversed() {
      for k in (j + 1)..<max(j + 1, x.count) { x[j] -= r[j][k] * x[k] }
      x[j] /= r[j][j]
    }
    return x
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }
}
