/// What is recorded of a density beside its values.
public struct FlowDiagnostics: Sendable, Equatable {
  /// E(p), in units of energy; p ln p counts 0 for p ≤ 0.
  public let energy: Double
  /// −dE/dt along the flow, −Σ ξ_i ṗ_i |C_i|.
  public let dissipation: Double
  /// Σ p_i |C_i|.
  public let mass: Double
  /// The least density.
  public let minimum: Double
}

extension GridFlow {
  /// Energy, dissipation, mass and minimum of a density.
  public func diagnostics(of values: [Double]) -> FlowDiagnostics {
    precondition(values.count == grid.count, "a density for every cell")
    let convolved: [Double] = values.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { convolution?.applied(to: $0) } ?? []
    }
    let rates = self.rates(of: values)
    return FlowDiagnostics(
      energy: integral { energyDensity(values[$0], $0, convolved) },
      dissipation: -integral { rates[$0] * chemicalPotential(values[$0], $0, convolved) },
      mass: mass(of: values),
      minimum: values.reduce(.infinity) { $1.isNaN ? $1 : Double.smaller($0, $1) })
  }

  /// Σ p_i |C_i|.
  public func mass(of values: [Double]) -> Double { integral { values[$0] } }

  /// Σ f_i |C_i| with the size |C_i| of a cell: hⁿ in n dimensions, s_i h in the inhomogeneous metric.
  ///
  /// Every sum over the cells of a flow is one of these, so that none forgets the widths.
  @inline(__always)
  func integral(_ value: (Int) -> Double) -> Double {
    let scales = relativeScales
    return grid.cellVolume
      * orderedSum(grid.count) { scales.isEmpty ? value($0) : scales[$0] * value($0) }
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
  /// neither; nor where no level that a double holds gives the mass.
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
    // Beside a potential so large that 1 is lost in it, the least that is not.
    var (low, high) = (lowest, lowest + Double.larger(1, lowest.ulp))
    while self.mass(of: shape(high)) < mass {
      guard high < .infinity else { return nil }
      high = lowest + 2 * (high - lowest)
    }
    // Bisection to the last bit, some 60 times, of which more than 2200 can never be; the mass grows with
    // the level.
    while true {
      let middle = low + 0.5 * (high - low)
      guard middle > low, middle < high else { break }
      if self.mass(of: shape(middle)) < mass { low = middle } else { high = middle }
    }
    return scaled(shape(high))
  }
}
