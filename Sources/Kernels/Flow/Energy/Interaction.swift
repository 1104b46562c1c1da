/// An even interaction potential W of the distance r of two places.
public enum Interaction: Sendable, Equatable {
  /// r²/2.
  case quadratic
  /// rᵃ/a − rᵇ/b, a > b > 0: attraction from afar, repulsion nearby.
  case attractiveRepulsive(a: Double, b: Double)
  /// −e^{−r²/2ℓ²}: attraction within ℓ.
  case gaussian(width: Double)

  /// W(r) from r² ≥ 0.
  public func value(ofSquare square: Double) -> Double {
    switch self {
    case .quadratic: return 0.5 * square
    case .attractiveRepulsive(let a, let b):
      guard square > 0 else { return 0 }
      let halfLogarithm = 0.5 * logarithm(square)
      return exponential(a * halfLogarithm) / a - exponential(b * halfLogarithm) / b
    case .gaussian(let width): return -exponential(-0.5 * square / (width * width))
    }
  }

  /// Whether the parameters are in their range.
  public var isValid: Bool {
    switch self {
    case .quadratic: true
    case .attractiveRepulsive(let a, let b): a > b && b > 0 && a.isFinite
    case .gaussian(let width): width > 0 && width.isFinite
    }
  }
}

/// The convolution of densities on a grid with a sum of interactions.
///
///     (W * p)_i = Σ_k W(x_i − x_k) p_k hⁿ
///
/// Over the shortest way around on periodic grids, over the plain difference on reflecting ones;
/// by Fourier transforms, on reflecting grids of twice the length. Error: some ulp of
/// max |W| Σ |p_k| hⁿ, times the logarithm of the number of cells.
struct Convolution: Sendable {
  private let grid: Grid
  private let columns: FourierTransform
  private let rows: FourierTransform
  /// The transform of W hⁿ/(number of cells): real, since W is even.
  private let spectrum: [Double]
  /// max |W(x_{i+1} − x_k) − W(x_i − x_k)|.
  let largestStep: Double

  init(_ terms: [(coefficient: Double, interaction: Interaction)], on grid: Grid) {
    self.grid = grid
    let isPeriodic = grid.boundary == .periodic
    let length = { (n: Int) in isPeriodic ? n : FourierTransform.smoothLength(atLeast: 2 * n) }
    columns = FourierTransform(length(grid.columns))
    rows = FourierTransform(grid.dimension == 1 ? 1 : length(grid.rows))
    let (n, m) = (columns.count, rows.count)
    let h = grid.spacing
    var kernel = [Double](repeating: 0, count: n * m)
    for j in 0..<m {
      for i in 0..<n {
        let (dx, dy) = (Double(min(i, n - i)) * h, Double(min(j, m - j)) * h)
        let square = dx * dx + dy * dy
        kernel[j * n + i] = terms.reduce(0) {
          $0 + $1.coefficient * $1.interaction.value(ofSquare: square)
        }
      }
    }
    var step = 0.0
    for j in 0..<m {
      for i in 0..<n where isPeriodic || i + 1 < grid.columns {
        let across = kernel[((j + 1) % m) * n + i]
        let here = kernel[j * n + i]
        step = Double.larger(step, (kernel[j * n + (i + 1) % n] - here).magnitude)
        if isPeriodic || j + 1 < grid.rows { step = Double.larger(step, (across - here).magnitude) }
      }
    }
    largestStep = step
    var imaginary = [Double](repeating: 0, count: n * m)
    FourierTransform.forward(&kernel, &imaginary, columns, rows)
    let unit = grid.cellVolume / Double(n * m)
    spectrum = kernel.map { unit * $0 }
  }

  /// W * p in every cell.
  func applied(to densities: UnsafePointer<Double>) -> [Double] {
    let (n, m) = (columns.count, rows.count)
    var real = [Double](repeating: 0, count: n * m)
    var imaginary = real
    for j in 0..<grid.rows {
      for i in 0..<grid.columns { real[j * n + i] = densities[j * grid.columns + i] }
    }
    FourierTransform.forward(&real, &imaginary, columns, rows)
    for k in real.indices {
      real[k] *= spectrum[k]
      imaginary[k] *= spectrum[k]
    }
    // The inverse transform is the forward one with real and imaginary parts exchanged.
    FourierTransform.forward(&imaginary, &real, columns, rows)
    return (0..<grid.count).map { real[($0 / grid.columns) * n + $0 % grid.columns] }
  }
}
