/// What the Wasserstein information matrix integrates, at places of one's choice.
///
/// ρ, ∂F/∂θ_i = F_{i+1} − F_i and the integrand (F_{i+1} − F_i)²/ρ of a diagonal entry
/// [LZ23, eq. (3), Figure 1], on a logarithmic scale where doubles may not hold them.
///
/// Where two components are far apart the integrand has its mass in a peak between the means, of
/// width π σ²/d and height e^{d²/8σ²}, where the density is least: samples placed by the density
/// do not see it.
///
/// [LZ23]: W. Li and J. Zhao, "Scaling limits of the Wasserstein information
/// matrix on Gaussian mixture models", arXiv:2309.12997 (2023), Section 2.
public struct MixtureProfile {
  /// ln ρ, to the rounding of a double.
  public private(set) var logarithmOfDensity = Double.nan
  /// ∂F/∂θ_i, relative to itself to some 10⁻¹⁵; 0 where a double cannot hold it.
  public private(set) var derivatives: [Double]
  /// ln (∂F/∂θ_i)²/ρ.
  public private(set) var logarithmsOfIntegrands: [Double]

  /// The profile of a mixture at one place after the other; everything is NaN where its lengths
  /// differ by more than a factor of 10⁶⁰.
  ///
  /// Calls `body` with the profile at each x.
  public static func forEach(
    of mixture: Mixture, at places: [Double], _ body: (Int, MixtureProfile) -> Void
  ) {
    let count = mixture.components.count - 1
    var profile = MixtureProfile(count: count)
    let (normalized, exponent) = mixture.normalized()
    guard normalized.isTractable else {
      for index in places.indices { body(index, profile) }
      return
    }
    let nodes = MixtureNodes<Double>(normalized, [.weights, .unit])
    let logarithmOfUnit = DoubleDouble<Double>.multipleOfLog2(Double(exponent))
    for (index, x) in places.enumerated() {
      let place = (-mixture.components[0].mean + x)
      let unit = { (x: Double) in Double(sign: .plus, exponent: -exponent, significand: x) }
      nodes.begin(at: unit(place.high))
      let r = nodes.evaluate(atDistance: unit(place.low))
      profile.read(nodes, r: r, logarithmOfUnit: logarithmOfUnit)
      body(index, profile)
    }
  }

  private init(count: Int) {
    derivatives = [Double](repeating: .nan, count: count)
    logarithmsOfIntegrands = derivatives
  }

  /// ρ = r e^{−q} over the unit of length; a/√ρ = m e^h/√r, so a = m e^{h − q/2}.
  private mutating func read(
    _ nodes: borrowing MixtureNodes<Double>, r: Double, logarithmOfUnit: DoubleDouble<Double>
  ) {
    let halfOfQ = nodes.exponents[nodes.layout.unit.exponent]
    let logarithmOfR = logarithm(r)
    logarithmOfDensity = (-halfOfQ * 2.0 - logarithmOfUnit + logarithmOfR).value
    for i in derivatives.indices {
      let (h, m) = (nodes.exponents[i], nodes.mantissas[i])
      // m is that of F_i − F_{i+1}.
      derivatives[i] = -m * exponential((h - halfOfQ).value)
      let size = m == 0 ? -Double.infinity : 2 * logarithm(m.magnitude)
      logarithmsOfIntegrands[i] = (h * 2.0 + logarithmOfUnit).value + (size - logarithmOfR)
    }
  }
}
