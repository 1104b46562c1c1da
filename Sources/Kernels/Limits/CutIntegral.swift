/// The integral of Lemma 1 [LZ23], cut where its two parabolas have their vertices.
///
///     ∫_{−t}^{t k₂²/k₁} du/(e^{−u²/2 − tu} + e^{tu/k₁ − u²/2k₂²})
///
/// With t = l/σ, k₁ = k² l/(d − l) and k₂ = k it is ∫_0^d dx/(p_i ρ_i + p_{i+1} ρ_{i+1}) over
/// (√(2π) σ²/p_i) e^{l²/2σ²}, for neighbours with scales σ and kσ whose densities cross at l.
///
/// Status: the lemma prints the integral over ℝ, which diverges (docs/errata.md E7): outside the
/// gap the denominator falls faster than any exponential. The cut is [−l/σ, (d − l)/σ].
///
/// [LZ23]: W. Li and J. Zhao, arXiv:2309.12997 (2023), Section 3.
public struct CutIntegral: Sendable {
  /// t > 0.
  public let t: Double
  /// k₁ > 0.
  public let k1: Double
  /// k₂ > 0.
  public let k2: Double

  /// The integral for given parameters.
  public init(t: Double, k1: Double, k2: Double) {
    (self.t, self.k1, self.k2) = (t, k1, k2)
  }

  /// Its expansion as t → ∞ to second order, corrected.
  ///
  ///     (1/t) [g(k₁) + C/t²],  C = ½ ∫₀^∞ ln² v (1 + k₂⁻² vʳ)/(1 + vʳ)² dv,  r = (k₁ + 1)/k₁
  ///
  /// Status: corrects the lemma (docs/errata.md E7).
  public var expansion: Double { expansion(correctedCoefficient) }

  /// Its expansion as printed.
  ///
  ///     (1/t) [g(k₁) + C/t²],  C = (1 + k₂⁻²)/4 g₂(k₁)
  ///
  /// Status: wrong unless k₁ = 1 or k₂ = 1, where it agrees with `expansion`. Its proof sets e^{tu} to
  /// 1 although tu is of order 1 (docs/errata.md E7).
  public var printedExpansion: Double { expansion(printedCoefficient) }

  /// C, corrected.
  public var correctedCoefficient: Double {
    CrossingMoments.secondOrder(k1, curvature: 1 / (k2 * k2), offset: 0)
  }

  /// C as printed.
  public var printedCoefficient: Double {
    0.25 * (1 + 1 / (k2 * k2)) * CrossingMoments.g2(k1)
  }

  private func expansion(_ coefficient: Double) -> Double {
    (CrossingMoments.g(k1) + coefficient / (t * t)) / t
  }
}

// MARK: - Quadrature

extension CutIntegral {
  /// The integral by quadrature, with an error estimate, good to some 10⁻¹⁵ of itself.
  ///
  /// Between its ends the integrand is at most 1, so doubles hold it.
  public var value: ScaledValue {
    let end = t * k2 * k2 / k1
    let widest = 4 * Double.larger(1, k2)
    let crossing = Coefficients.piHigh / (t + t / k1)
    let features = FeatureMap(
      [
        Feature(position: -t, scale: 2, kind: .mean),
        Feature(position: 0, scale: Double.smaller(crossing, widest), kind: .crossing),
        Feature(position: end, scale: 2 * k2, kind: .mean),
      ], window: -t...end)
    var products = ScaledGram.Products()
    products.beginGroup(0, 0)
    let number = products.append(0, 0)
    let gram = ScaledGram(products)
    let rule = GaussLegendreRule.shared
    let first = Nodes(self)
    let second = Nodes(self)
    for panel in features.panels() {
      gram.add(
        first.sample(panel, at: rule.nodes.0), second.sample(panel, at: rule.nodes.1),
        half: panel.half)
    }
    return gram.values[number]
  }

  /// The root of the integrand at nodes of a panel, as the sums of products take it.
  private struct Nodes: ~Copyable {
    let integral: CutIntegral
    let exponent: UnsafeMutablePointer<DoubleDouble<SIMD8<Double>>> = .allocate(capacity: 1)
    let mantissa: UnsafeMutablePointer<SIMD8<Double>> = .allocate(capacity: 1)

    init(_ integral: CutIntegral) {
      self.integral = integral
      mantissa.initialize(to: SIMD8(repeating: 1))
    }

    deinit {
      exponent.deallocate()
      mantissa.deallocate()
    }

    func sample(_ panel: Panel, at nodes: SIMD8<Double>) -> ScaledGram.Nodes {
      let s = SIMD8(repeating: panel.centre).addingProduct(SIMD8(repeating: panel.half), nodes)
      let (offset, slope) = Panel.reach(at: s, scale: panel.scale)
      let u = panel.anchor + offset
      let a = u * (0.5 * u + integral.t)
      let b = u * ((0.5 / (integral.k2 * integral.k2)) * u - integral.t / integral.k1)
      let least = SIMD8<Double>.smaller(a, b)
      exponent.initialize(to: DoubleDouble(0.5 * least))
      let density = 1 + exponential(-(a - b).magnitude)
      return ScaledGram.Nodes(exponents: exponent, mantissas: mantissa, factor: slope / density)
    }
  }
}
