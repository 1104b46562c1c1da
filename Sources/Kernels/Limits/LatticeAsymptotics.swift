/// Entries of the information matrix in (θ, μ) of a homogeneous Gaussian lattice as σ/d → 0.
///
/// All entries but the diagonal of θθ, the two central ones of each row of θμ, the diagonal of
/// μμ and the neighbours in θθ are exponentially small. Those are products of an overlap
///
///     O_ab = ∫ ρ_a ρ_b/ρ dx
///
/// with factors 2σ²/nd, n = |b − a|, one for each F_i − F_{i+1}, which is a tail of the nearer
/// component there. The overlap has its mass half-way between a and b: at a mean for even n,
/// at a crossing for odd n.
///
/// Status: not in the paper, which has the limits only (`ExtendedLimit`) and bounds G_ij by O(σ²);
/// G_{i,i+1} has a logarithm more (docs/errata.md E3). Leading order unless it says otherwise, with
/// relative errors of order (σ/d)².
///
/// Logarithms have some 100 bits: exponents reach 10⁷. Indices count from 0.
public struct LatticeAsymptotics: Sendable {
  /// p.
  public let weights: [Double]
  /// d.
  public let gap: Double
  /// σ.
  public let scale: Double

  private typealias Long = DoubleDouble<Double>
  /// d/σ.
  let ratio: DoubleDouble<Double>

  /// The lattice with weights p, gap d and scale σ.
  public init(weights: [Double], gap: Double, scale: Double) {
    (self.weights, self.gap, self.scale) = (weights, gap, scale)
    ratio = DoubleDouble(gap) / DoubleDouble(scale)
  }

  /// ln O_ab for a ≠ b.
  ///
  /// With n = |b − a|, for even n = 2r, c the component half-way, and for odd n, c and c + 1 the two
  /// beside it:
  ///
  ///     O_ab ~ e^{−r²d²/σ²}/p_c,   O_ab ~ √(π/2) (σ/d) e^{−(2n²−1)d²/8σ²}/√(p_c p_{c+1})
  public func logarithmOfOverlap(_ a: Int, _ b: Int) -> DoubleDouble<Double> {
    let n = Int((b - a).magnitude)
    let square = ratio * ratio
    let centre = (a + b) / 2
    guard !n.isMultiple(of: 2) else {
      return square * (-0.25 * Double(n * n)) - Kernels.logarithm(Long(weights[centre]))
    }
    let pair = Long.product(weights[centre], weights[centre + 1])
    let factor =
      Long.logarithmOfRootOfHalfPi - (Kernels.logarithm(ratio) + Kernels.logarithm(pair) * 0.5)
    return square * (-0.125 * Double(2 * n * n - 1)) + factor
  }

  /// ln (G_μμ)_kl: ln p_k on the diagonal, ln(p_k p_l O_kl) elsewhere.
  public func logarithmOfMean(_ k: Int, _ l: Int) -> DoubleDouble<Double> {
    guard k != l else { return Kernels.logarithm(Long(weights[k])) }
    return logarithmOfOverlap(k, l) + Kernels.logarithm(Long.product(weights[k], weights[l]))
  }

  /// ln(2σ²/nd): what a tail n gaps wide, seen from half-way, has over its density.
  private func logarithmOfTail(_ n: Int) -> DoubleDouble<Double> {
    Kernels.logarithm(Long(scale) * 2.0 / (ratio * Double(n)))
  }
}

// MARK: - The block of θ and the means

extension LatticeAsymptotics {
  /// (G_θμ)_ik for k = i and k = i + 1, with its first correction.
  ///
  ///     d/2 + (σ²/d) λ,   d/2 − (σ²/d) λ,   λ = ln(p_i/p_{i+1})
  ///
  /// The rest is exponentially small.
  public func cross(_ i: Int, _ k: Int) -> Double {
    precondition(k == i || k == i + 1, "other entries are exponentially small")
    let lambda = Kernels.logarithm(weights[i]) - Kernels.logarithm(weights[i + 1])
    let shift = scale * (scale / gap) * lambda
    return k == i ? 0.5 * gap + shift : 0.5 * gap - shift
  }

  /// ln (G_θμ)_ik: of `cross` in the two central columns, elsewhere of (2σ²/nd) p_k O_ak with a the
  /// nearer of i and i + 1 and n = |k − a|.
  ///
  /// So (G_θμ)_{i,i+2} ~ √(2π) (σ³/d²) √(p_{i+2}/p_{i+1}) e^{−d²/8σ²}.
  public func logarithmOfCross(_ i: Int, _ k: Int) -> DoubleDouble<Double> {
    guard k != i, k != i + 1 else { return Kernels.logarithm(Long(cross(i, k))) }
    let nearer = k < i ? i : i + 1
    let tail = logarithmOfTail(Int((k - nearer).magnitude))
    return logarithmOfOverlap(nearer, k) + (tail + Kernels.logarithm(Long(weights[k])))
  }
}

// MARK: - The block of θ

extension LatticeAsymptotics {
  /// ln (G_θθ)_ij: on the diagonal of K/√(p_i p_{i+1}) (Theorem 3), of `neighbour` beside it, beyond of
  /// (2σ²/nd)² O_{i+1,j}, n = j − i − 1, for i < j.
  ///
  ///     G_{i,i+2r} ~ 2√(2π) σ⁵/((2r−1)² d³ √(p_c p_{c+1})) e^{−(2(2r−1)²−1)d²/8σ²},   c = i + r
  ///     G_{i,i+2r+1} ~ σ⁴/(r² d² p_c) e^{−r²d²/σ²},   c = i + r + 1
  public func logarithmOfWasserstein(_ i: Int, _ j: Int) -> DoubleDouble<Double> {
    let (i, j) = (Swift.min(i, j), Swift.max(i, j))
    switch j - i {
    case 0:
      let factor = ScalingFactor.logarithm(scale: scale, gap: Long(gap), family: .gaussian)
      let pair = Long.product(weights[i], weights[i + 1])
      return factor - Kernels.logarithm(pair) * 0.5
    case 1:
      return Kernels.logarithm(Long(neighbour(i)))
    default:
      return logarithmOfOverlap(i + 1, j) + logarithmOfTail(j - i - 1) * 2
    }
  }

  /// G_{i,i+1} to leading order, (σ²/p_{i+1}) (2 ln(d/2σ) + γ).
  ///
  /// Not O(σ²) as (7) has it (docs/errata.md E3). The constant comes with ∫₀^∞ Q²/φ dz = (ln 2)/2.
  /// Relative error of order (σ/d)².
  public func neighbourToLeadingOrder(_ i: Int) -> Double {
    scale * scale / weights[i + 1] * leading
  }

  /// G_{i,i+1} to the next order, positive for σ/d < 0.6.
  ///
  ///     (σ²/p_{i+1}) [2 ln(d/2σ) + γ + 4ε² + 2ε² (2 ln p_{i+1} − ln p_i − ln p_{i+2})],  ε = σ/d
  ///
  /// Relative error of order (σ/d)⁴.
  public func neighbour(_ i: Int) -> Double {
    let logarithms = (i...(i + 2)).map { Kernels.logarithm(weights[$0]) }
    let square = (scale / gap) * (scale / gap)
    let curvature = (logarithms[1] - logarithms[0]) + (logarithms[1] - logarithms[2])
    return scale * scale / weights[i + 1] * (leading + square * (4 + 2 * curvature))
  }

  /// 2 ln(d/2σ) + γ.
  private var leading: Double {
    2 * Kernels.logarithm(0.5 * ratio.high) + 0.577_215_664_901_532_9
  }
}
