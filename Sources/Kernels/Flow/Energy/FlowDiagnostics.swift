/// What is recorded of a density beside its values.
public struct FlowDiagnostics: Sendable, Equatable {
  /// E(p), in units of energy; p ln p counts 0 for p ≤ 0.
  public let energy: Double
  /// −dE/dt along the flow, Σ over edges of mobility (ξ_q − ξ_p)²/h² times the cell's size.
  public let dissipation: Double
  /// Σ p_i hⁿ.
  public let mass: Double
  /// The least density.
  public let minimum: Double
}

extension GridFlow {
  /// Energy, dissipation, mass and minimum of a density.
  public func diagnostics(of values: [Double]) -> FlowDiagnostics {
    precondition(values.count == grid.count, "a density for every cell")
    let scales = relativeScales
    let convolved: [Double] = values.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { convolution?.applied(to: $0) } ?? []
    }
    let volume = { (i: Int) in scales.isEmpty ? 1 : scales[i] }
    let energy = orderedSum(values.count) { i in
      volume(i) * energyDensity(values[i], i, convolved)
    }
    // Σ ξ_i ṗ_i, summed by parts.
    let rates = self.rates(of: values)
    let descent = orderedSum(values.count) { i in
      volume(i) * rates[i] * chemicalPotential(values[i], i, convolved)
    }
    return FlowDiagnostics(
      energy: grid.cellVolume * energy, dissipation: -grid.cellVolume * descent,
      mass: mass(of: values),
      minimum: values.reduce(.infinity) { $1.isNaN ? $1 : Double.smaller($0, $1) })
  }

  /// Σ p_i hⁿ.
  public func mass(of values: [Double]) -> Double {
    let scales = relativeScales
    return grid.cellVolume
      * orderedSum(values.count) { scales.isEmpty ? values[$0] : scales[$0] * values[$0] }
  }

  private func energyDensity(_ p: Double, _ i: Int, _ convolved: [Double]) -> Double {
    var sum = p > 0 ? energy.diffusion * (p * logarithm(p)) : 0
    if let porousMedium = energy.porousMedium { sum += porousMedium.density(p) }
    if !potential.isEmpty { sum = sum.addingProduct(potential[i], p) }
    if !convolved.isEmpty { sum = sum.addingProduct(0.5 * convolved[i], p) }
    return sum
  }

  /// ξ_i, up to a constant.
  private func chemicalPotential(_ p: Double, _ i: Int, _ convolved: [Double]) -> Double {
    let positive = Double.larger(p, leastDensity)
    var sum = energy.diffusion > 0 ? energy.diffusion * logarithm(positive) : 0
    if let porousMedium = energy.porousMedium { sum += porousMedium.derivative(positive) }
    if !potential.isEmpty { sum += potential[i] }
    if !convolved.isEmpty { sum += convolved[i] }
    return sum
  }

  /// The density of the given mass at which ξ is the same in all cells that are not empty.
  ///
  ///     p_i = Z⁻¹ e^{−V_i/D}  for the entropy,   c m/(m − 1) p_i^{m−1} = (C − V_i)₊  for a porous medium
  ///
  /// Exact for the scheme itself. None with an interaction, with both internal energies, or with
  /// neither.
  public func stationaryState(mass: Double) -> [Double]? {
    guard convolution == nil, (energy.diffusion > 0) != (energy.porousMedium != nil) else {
      return nil
    }
    let v = potential.isEmpty ? [Double](repeating: 0, count: grid.count) : potential
    let lowest = v.reduce(.infinity) { Double.smaller($0, $1) }
    let scaled = { (shape: [Double]) in
      let factor = mass / self.mass(of: shape)
      return shape.map { factor * $0 }
    }
    guard let porousMedium = energy.porousMedium else {
      return scaled(v.map { exponential((lowest - $0) / energy.diffusion) })
    }
    let shape = { (level: Double) in v.map { porousMedium.inverseDerivative(level - $0) } }
    var (low, high) = (lowest, lowest + 1)
    while self.mass(of: shape(high)) < mass { high = lowest + 2 * (high - lowest) }
    // Bisection to the last bit; the mass grows with the level.
    while true {
      let middle = low + 0.5 * (high - low)
      guard middle > low, middle < high else { break }
      if self.mass(of: shape(middle)) < mass { low = middle } else { high = middle }
    }
    return scaled(shape(high))
  }
}
