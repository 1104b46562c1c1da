extension WassersteinInformation {
  /// The ratios G_ii √(p_i p_{i+1})/K(σ, d_i), which tend to 1 as σ/d → 0; none where
  /// the components of the mixture share no scale and family.
  ///
  /// G and K are divided as logarithms of some 100 bits, with the same gap in
  /// both: the ratio is well-conditioned where neither of them is.
  public func ratios(of mixture: Mixture) -> [Double]? {
    mixture.logarithmsOfScalingFactors?.enumerated().map { i, factor in
      let weights = mixture.components[i].weight * mixture.components[i + 1].weight
      return exponential((self[i, i].logarithm - factor)).value * weights.squareRoot()
    }
  }
}
