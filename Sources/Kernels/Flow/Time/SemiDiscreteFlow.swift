/// A system ẏ = F(y) whose right-hand side can be computed tile by tile.
///
/// Right-hand sides are pure: they depend on the values alone, to the last digit, not on the number
/// of tiles or on who computes them.
public protocol SemiDiscreteFlow: Sendable {
  /// The number of values.
  var count: Int { get }
  /// The number of tiles.
  var tileCount: Int { get }
  /// Whether values below 0 mean that the flow broke down.
  var isPositive: Bool { get }
  /// Whether there is a tridiagonal Jacobian for implicit methods.
  var hasTridiagonalJacobian: Bool { get }

  /// What the right-hand side takes from all values at once; empty if nothing.
  func field(of values: UnsafePointer<Double>) -> [Double]

  /// Calls `body` with runs of values of the tile: the first's number, how many, and their rates.
  ///
  /// There is room for whole lanes of eight at the end of the rates.
  func forEachRun(
    inTile tile: Int, of values: UnsafePointer<Double>, field: [Double],
    _ body: (_ first: Int, _ count: Int, _ rates: UnsafePointer<Double>) -> Void)

  /// The longest stable step of the explicit Euler method, in units of time: 2/λ with a bound λ of
  /// what is negative in the spectrum of ∂F/∂y.
  func stableStep(of values: UnsafePointer<Double>, field: [Double]) -> Double

  /// ∂F/∂y without what `field` does to it; none where it is not tridiagonal.
  func jacobian(of values: UnsafePointer<Double>, field: [Double]) -> CyclicTridiagonal?
}

extension SemiDiscreteFlow {
  /// False.
  public var hasTridiagonalJacobian: Bool { false }

  /// None.
  public func jacobian(of values: UnsafePointer<Double>, field: [Double]) -> CyclicTridiagonal? {
    nil
  }

  /// F(y).
  public func rates(of values: [Double]) -> [Double] {
    precondition(values.count == count, "a value for every cell")
    var rates = values
    rates.withUnsafeMutableBufferPointer { rates in
      values.withUnsafeBufferPointer { values in
        guard let values = values.baseAddress else { return }
        let field = field(of: values)
        for tile in 0..<tileCount {
          forEachRun(inTile: tile, of: values, field: field) { first, count, run in
            for k in 0..<count { rates[first + k] = run[k] }
          }
        }
      }
    }
    return rates
  }

  /// The longest stable step of the explicit Euler method at the given values.
  public func stableStep(of values: [Double]) -> Double {
    values.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { stableStep(of: $0, field: field(of: $0)) } ?? .infinity
    }
  }
}

/// Who computes the tiles of a right-hand side, in whatever order.
public struct TileExecutor: Sendable {
  /// What computes tiles of the given number and returns when all are done.
  public typealias Loop =
    @Sendable (
      _ count: Int, _ body: @escaping @Sendable (_ tile: Int) -> Void
    ) -> Void

  private let run: Loop

  /// An executor that calls `body` once for every tile below `count` and returns when all are done.
  public init(_ run: @escaping Loop) { self.run = run }

  /// One tile after another.
  public static let serial = TileExecutor { count, body in
    for tile in 0..<count { body(tile) }
  }

  /// Computes all tiles.
  func forEach(_ count: Int, _ body: @escaping @Sendable (_ tile: Int) -> Void) {
    if count == 1 { body(0) } else { run(count, body) }
  }
}
