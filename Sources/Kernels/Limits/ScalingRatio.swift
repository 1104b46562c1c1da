extension InformationMatrix {
  /// The ratios G_ii √(p_i p_{i+1})/K(σ, d_i), which tend to 1 as σ/d → 0; none where
  /// the components of the mixture share no scale and family.
  ///
  /// G and K are divided as logarithms of some 100 bits, with the same gap in
  /// both: the ratio is well-conditioned where neither of them is.
  public func ratios(of mixture: Mixture) -> [Double]? {
    mixture.logarithmsOfScalingFactors?.enumerated().map { i, factor in
      mixture.ratio(i, logarithm: self[i, i].logarithm, logarithmOfFactor: factor)
    }
  }
}

extension Mixture {
  /// The ratio of one diagonal entry, from ln G_ii and ln K(σ, d_i).
  public func ratio(
    _ i: Int, logarithm: DoubleDouble<Double>, logarithmOfFactor: DoubleDouble<Double>
  ) -> Double {
    let weights = components[i].weight * components[i + 1].weight
    return exponential(logarithm - logarithmOfFactor).value * weights.squareRoot()
  }
}
