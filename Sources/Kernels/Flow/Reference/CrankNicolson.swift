/// Finite differences in space and the Crank–Nicolson method in time for ∂_t u = D Δu.
///
///     (1 − ½ Dτ Δ_h) u⁺ = (1 + ½ Dτ Δ_h) u
///
/// Second order in h and τ. On periodic grids the equations are solved exactly, by Fourier
/// transforms: with λ = (4/h²) Σ sin²(πk/n) over the directions each mode is multiplied by
/// (1 − ½ Dτλ)/(1 + ½ Dτλ) a step, and all steps are one multiplication. On reflecting lines they
/// are solved by elimination.
public struct CrankNicolson: Sendable {
  /// The grid.
  public let grid: Grid
  /// D.
  public let diffusion: Double

  /// The method on a periodic grid, or on a reflecting line.
  public init(on grid: Grid, diffusion: Double = 1) {
    precondition(
      grid.boundary == .periodic || grid.dimension == 1, "a plane has to be periodic here")
    self.grid = grid
    self.diffusion = diffusion
  }

  /// The values after so many steps of length τ.
  public func advance(_ values: [Double], steps: Int, step tau: Double) -> [Double] {
    precondition(values.count == grid.count, "a value for every cell")
    return grid.boundary == .periodic
      ? advanceModes(values, steps, tau) : eliminate(values, steps, tau)
  }

  private func advanceModes(_ values: [Double], _ steps: Int, _ tau: Double) -> [Double] {
    let columns = FourierTransform(grid.columns)
    let rows = FourierTransform(grid.rows)
    var real = values
    var imaginary = [Double](repeating: 0, count: values.count)
    FourierTransform.forward(&real, &imaginary, columns, rows)
    let along = Self.halfSquares(grid.columns)
    let across = grid.dimension == 2 ? Self.halfSquares(grid.rows) : [0]
    let ratio = 2 * diffusion * tau / (grid.spacing * grid.spacing)
    let unit = 1 / Double(values.count)
    for j in 0..<grid.rows {
      for i in 0..<grid.columns {
        let z = ratio * (along[i] + across[j])
        let factor = unit * Self.power((1 - z) / (1 + z), steps)
        real[j * grid.columns + i] *= factor
        imaginary[j * grid.columns + i] *= factor
      }
    }
    FourierTransform.forward(&imaginary, &real, columns, rows)
    return real
  }

  /// sin²(πk/n).
  private static func halfSquares(_ n: Int) -> [Double] {
    (0..<n).map { k in
      let s = sine(piTimes: Double(k) / Double(n))
      return s * s
    }
  }

  /// xⁿ by squaring.
  private static func power(_ x: Double, _ n: Int) -> Double {
    var (result, square, rest) = (1.0, x, n)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }

  private func eliminate(_ values: [Double], _ steps: Int, _ tau: Double) -> [Double] {
    let n = values.count
    var matrix = CyclicTridiagonal(
      lower: [Double](repeating: 1, count: n), diagonal: [Double](repeating: -2, count: n),
      upper: [Double](repeating: 1, count: n))
    matrix.lower[0] = 0
    matrix.upper[n - 1] = 0
    matrix.diagonal[0] = -1
    matrix.diagonal[n - 1] = -1
    let half = 0.5 * diffusion * tau / (grid.spacing * grid.spacing)
    let factors = CyclicTridiagonal.Factors(matrix.shifted(by: -half))
    let explicit = matrix.shifted(by: half)
    var u = values
    for _ in 0..<steps { u = factors.solved(explicit.times(u)) }
    return u
  }
}
