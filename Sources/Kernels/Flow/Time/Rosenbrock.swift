/// The linearly implicit method of two stages and order 2, for flows with a tridiagonal Jacobian.
///
///     (1 − γτA) k₁ = F(y),   (1 − γτA) k₂ = F(y + τk₁) − 2 k₁,   y + (3/2) τk₁ + ½ τk₂,   γ = 1 − 1/√2
///
/// L-stable, and of order 2 for any A: the part of the Jacobian that the interaction has is left
/// out. J. G. Verwer, E. J. Spee, J. G. Blom and W. Hundsdorfer, "A second-order Rosenbrock method
/// applied to photochemical dispersion problems", SIAM J. Sci. Comput. 20 (1999) 1456–1480.
///
/// The sum of the values is conserved to rounding: the columns of A add up to 0.
extension FlowIntegrator {
  private static var gamma: Double { 1 - 0.5.squareRoot() }

  private func factors(_ h: Double, field: [Double], _ buffers: StageBuffers)
    -> CyclicTridiagonal.Factors
  {
    guard let jacobian = flow.jacobian(of: buffers.start, field: field) else {
      preconditionFailure("the flow has no tridiagonal Jacobian")
    }
    return CyclicTridiagonal.Factors(jacobian.shifted(by: -Self.gamma * h))
  }

  /// Computes the values after a step and the rates there.
  func takeRosenbrockStep(_ h: Double, field: [Double], _ buffers: StageBuffers) {
    let n = flow.count
    let factors = factors(h, field: field, buffers)
    let arrays = buffers.arrays
    let first = factors.solved(Array(UnsafeBufferPointer(start: buffers.startRates, count: n)))
    for i in 0..<n { arrays.stage[i] = arrays.start[i].addingProduct(h, first[i]) }
    evaluateRates(from: buffers.stage, buffers)
    let second = factors.solved(
      first.indices.map { arrays.endRates[$0].addingProduct(-2, first[$0]) })
    for i in 0..<n {
      let increment = (1.5 * h * first[i]).addingProduct(0.5 * h, second[i])
      arrays.stage[i] = arrays.start[i] + increment
    }
    evaluateRates(from: buffers.stage, buffers)
  }

  /// The norm of half of (1 − γτA)⁻¹ [y − z + τ/2 (F(y) + F(z))], z the values after the step.
  ///
  /// The bracket is y‴ τ³/12, the error y‴ τ³ (1/6 − 3γ² + 2γ³) = −0.0404 y‴ τ³ for linear flows;
  /// the factor in front damps what the rates of stiff parts would add.
  func rosenbrockErrorNorm(
    _ h: Double, field: [Double], _ buffers: StageBuffers, _ tolerance: Tolerance
  ) -> Double {
    let arrays = buffers.arrays
    let defect = (0..<flow.count).map { i in
      (arrays.start[i] - arrays.stage[i])
        .addingProduct(0.5 * h, arrays.startRates[i] + arrays.endRates[i])
    }
    let error = factors(h, field: field, buffers).solved(defect)
    var sum = 0.0
    for i in 0..<flow.count {
      let size = Double.larger(arrays.start[i].magnitude, arrays.stage[i].magnitude)
      let ratio = 0.5 * error[i] / tolerance.absolute.addingProduct(tolerance.relative, size)
      sum = sum.addingProduct(ratio, ratio)
    }
    return (sum / Double(flow.count)).squareRoot()
  }
}
