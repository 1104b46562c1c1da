extension ExtendedMixtureFlow {
  /// ṗ and μ̇ from G (θ̇, μ̇) = −∇E.
  ///
  ///     ∂E/∂θ_i = V̄(μ_{i+1}) − V̄(μ_i),   ∂E/∂μ_i = p_i V̄′(μ_i)
  ///
  /// The matrix is scaled to a unit diagonal first, C = S G S: entries of the block θθ are as large as
  /// K. Errors follow the condition number of C.
  func exactRates(_ p: [Double], _ mu: [Double]) -> OrdinaryRates {
    let n = p.count
    for i in 0..<(n - 1) where !(mu[i + 1] - mu[i] > smallestGap) {
      return .failed(.gapClosed, index: i, value: mu[i + 1] - mu[i])
    }
    if let k = p.indices.first(where: { !(p[$0] > 0) }) {
      return .failed(.negative, index: k, value: p[k])
    }
    let mixture = Mixture(
      zip(p, mu).map { weight, mean in
        .init(weight: weight, mean: DoubleDouble(mean), scale: scale, family: .gaussian)
      })
    let blocks = MixtureInformation(mixture, [.wasserstein, .cross, .mean])
    let order = 2 * n - 1
    let entry = { (a: Int, b: Int) -> ScaledValue in
      if a >= n - 1 { return blocks.mean[a - (n - 1), b - (n - 1)] }
      return b >= n - 1 ? blocks.cross[a, b - (n - 1)] : blocks.wasserstein[a, b]
    }
    // ln S_a, to about 100 bits as the entries themselves.
    let scales = (0..<order).map { entry($0, $0).logarithm * -0.5 }
    var correlation = [Double](repeating: 1, count: order * order)
    for a in 0..<order {
      for b in (a + 1)..<max(a + 1, order) {
        let g = entry(a, b)
        let size: Double = exponential(g.logarithm + (scales[a] + scales[b]))
        correlation[a * order + b] = g.sign == 0 ? 0 : Double(g.sign) * size
        correlation[b * order + a] = correlation[a * order + b]
      }
    }
    guard let matrix = GradedMatrix(correlation: correlation, order: order) else {
      return .failed(.singularMatrix, index: 0, value: .nan)
    }
    let factors: [Double] = scales.map { exponential($0) }
    let gradient =
      (0..<(n - 1)).map { smoothedValue(mu[$0 + 1]) - smoothedValue(mu[$0]) }
      + (0..<n).map { p[$0] * smoothedDerivative(mu[$0]) }
    let inverse = matrix.inverseOfCorrelation()
    // A factorization may pass by chance where nothing is left of the smallest eigenvalue.
    let condition = rowNorm(of: correlation, order: order) * rowNorm(of: inverse, order: order)
    guard condition * Double(order) * 0x1p-52 < 1 else {
      return .failed(.singularMatrix, index: 0, value: condition)
    }
    let velocities = (0..<order).map { a in
      var sum = 0.0
      for b in 0..<order {
        sum = sum.addingProduct(inverse[a * order + b], factors[b] * gradient[b])
      }
      return -factors[a] * sum
    }
    var weights = [Double](repeating: 0, count: n)
    for i in 0..<(n - 1) {
      weights[i] -= velocities[i]
      weights[i + 1] += velocities[i]
    }
    return .rates(weights + velocities[(n - 1)...])
  }
}

/// The largest sum of magnitudes in a row of a square matrix.
private func rowNorm(of matrix: [Double], order: Int) -> Double {
  (0..<order).reduce(0) { norm, row in
    Double.larger(norm, matrix[(row * order)..<((row + 1) * order)].reduce(0) { $0 + $1.magnitude })
  }
}
