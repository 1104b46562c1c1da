/// A matrix with a diagonal, its two neighbours, and two corners where the grid is periodic.
///
/// Row i is (lower_i, diagonal_i, upper_i) in columns i − 1, i, i + 1, taken modulo n; in matrices
/// that are not cyclic lower_0 and upper_{n−1} are 0.
public struct CyclicTridiagonal: Sendable, Equatable {
  /// The entries left of the diagonal.
  public var lower: [Double]
  /// The diagonal.
  public var diagonal: [Double]
  /// The entries right of the diagonal.
  public var upper: [Double]

  /// The matrix with the given entries.
  ///
  /// - Precondition: three arrays of the same length, at least 3.
  public init(lower: [Double], diagonal: [Double], upper: [Double]) {
    precondition(
      lower.count == diagonal.count && upper.count == diagonal.count && diagonal.count >= 3,
      "a tridiagonal matrix has three rows or more")
    self.lower = lower
    self.diagonal = diagonal
    self.upper = upper
  }

  /// 1 + c A.
  func shifted(by c: Double) -> CyclicTridiagonal {
    CyclicTridiagonal(
      lower: lower.map { c * $0 }, diagonal: diagonal.map { 1.0.addingProduct(c, $0) },
      upper: upper.map { c * $0 })
  }

  /// A x.
  public func times(_ x: [Double]) -> [Double] {
    let n = x.count
    return (0..<n).map { i in
      let (before, behind) = (x[i == 0 ? n - 1 : i - 1], x[i == n - 1 ? 0 : i + 1])
      return (diagonal[i] * x[i]).addingProduct(lower[i], before).addingProduct(upper[i], behind)
    }
  }

  /// The factors of a matrix that may be solved for many right-hand sides.
  ///
  /// Elimination without pivoting (L. H. Thomas's algorithm), backward stable for matrices dominated
  /// by their diagonals; the corners are a change of rank one, treated by the formula of Sherman and
  /// Morrison (W. H. Press et al., "Numerical Recipes", 3rd ed., Cambridge 2007, §2.7.2).
  public struct Factors: Sendable {
    private let lower: [Double]
    private let reciprocals: [Double]
    private let upper: [Double]
    /// The solution for the change's column, and what the change's row multiplies.
    private let column: [Double]
    private let last: Double

    /// The factors of a matrix.
    public init(_ a: CyclicTridiagonal) {
      let n = a.diagonal.count
      let (corner, other) = (a.upper[n - 1], a.lower[0])
      let isCyclic = corner != 0 || other != 0
      let gamma = -a.diagonal[0]
      var diagonal = a.diagonal
      if isCyclic {
        diagonal[0] -= gamma
        diagonal[n - 1] -= corner * other / gamma
      }
      var reciprocals = [Double](repeating: 0, count: n)
      var upper = reciprocals
      for i in 0..<n {
        let pivot =
          i == 0 ? diagonal[0] : diagonal[i].addingProduct(-a.lower[i], upper[i - 1])
        reciprocals[i] = 1 / pivot
        upper[i] = i == n - 1 ? 0 : a.upper[i] * reciprocals[i]
      }
      self.reciprocals = reciprocals
      self.upper = upper
      lower = a.lower
      last = other / gamma
      guard isCyclic else {
        column = []
        return
      }
      var change = [Double](repeating: 0, count: n)
      change[0] = gamma
      change[n - 1] = corner
      column = Self.solve(change, a.lower, reciprocals, upper)
    }

    /// The x with A x = b.
    public func solved(_ b: [Double]) -> [Double] {
      var x = Self.solve(b, lower, reciprocals, upper)
      guard !column.isEmpty else { return x }
      let n = x.count
      let share =
        (x[0] + last * x[n - 1]) / (1 + column[0] + last * column[n - 1])
      for i in 0..<n { x[i] = x[i].addingProduct(-share, column[i]) }
      return x
    }

    private static func solve(
      _ b: [Double], _ lower: [Double], _ reciprocals: [Double], _ upper: [Double]
    ) -> [Double] {
      var x = b
      x[0] *= reciprocals[0]
      for i in 1..<x.count { x[i] = x[i].addingProduct(-lower[i], x[i - 1]) * reciprocals[i] }
      for i in (0..<(x.count - 1)).reversed() { x[i] = x[i].addingProduct(-upper[i], x[i + 1]) }
      return x
    }
  }
}
