/// The weighted densities of a mixture on a logarithmic scale, as far as the
/// placing of panels needs them: double precision is ample.
struct Envelope {
  private struct Curve {
    let mean: Double
    let scale: Double
    let isGaussian: Bool
    /// ln(p/σ) and the family's constant.
    let height: Double

    /// ln p ρ at x.
    func value(at x: Double) -> Double {
      let z = (x - mean) / scale
      return height - (isGaussian ? 0.5 * z * z : abs(z))
    }

    /// The derivative of ln p ρ at x.
    func slope(at x: Double) -> Double {
      let z = (x - mean) / scale
      return -(isGaussian ? z : (z < 0 ? -1 : 1)) / scale
    }
  }

  private let curves: [Curve]
  /// Where the integrands are not negligible.
  let window: ClosedRange<Double>

  init(_ mixture: Mixture) {
    curves = mixture.components.map { component in
      let isGaussian = component.family == .gaussian
      let constant = isGaussian ? -0.918_938_533_204_672_7 : -0.693_147_180_559_945_3
      return Curve(
        mean: component.mean.high, scale: component.scale, isGaussian: isGaussian,
        height: logarithm(component.weight / component.scale) + constant)
    }
    let smallest = mixture.components.map(\.weight).min() ?? 1
    let depth = max(0, -logarithm(smallest))
    let reach = curves.map {
      $0.scale * ($0.isGaussian ? (2 * (38 + depth)).squareRoot() : 40 + depth)
    }
    let low = zip(curves, reach).map { $0.mean - $1 }.min() ?? 0
    let high = zip(curves, reach).map { $0.mean + $1 }.max() ?? 0
    window = low...high
  }

  /// Whether curve k lies within `slack` of the highest at x.
  private func isHigh(_ k: Int, at x: Double, slack: Double) -> Bool {
    let own = curves[k].value(at: x)
    return curves.allSatisfy { curve in
      let other = curve.value(at: x)
      return own >= other - slack - 1e-12 * abs(other)
    }
  }

  /// The crossings of two curves on the upper envelope or within two nats of it.
  func crossings() -> [Feature] {
    var found: [Feature] = []
    for i in curves.indices {
      for j in (i + 1)..<max(i + 1, curves.count) {
        for x in crossings(of: curves[i], and: curves[j]) where isHigh(i, at: x, slack: 2) {
          let steepness = abs(curves[i].slope(at: x) - curves[j].slope(at: x))
          let widest = 4 * max(curves[i].scale, curves[j].scale)
          let scale = steepness > 0 ? min(Double.pi / steepness, widest) : widest
          found.append(Feature(position: x, scale: scale, kind: .crossing))
        }
      }
    }
    return found
  }

  /// The solutions inside the window of p_a ρ_a = p_b ρ_b.
  ///
  /// Between the corners of Laplace components the difference of the logarithms
  /// is a quadratic A t² + B t + C in t = x − μ_a.
  private func crossings(of a: Curve, and b: Curve) -> [Double] {
    let d = b.mean - a.mean
    var edges = [window.lowerBound - a.mean]
    if !a.isGaussian { edges.append(0) }
    if !b.isGaussian { edges.append(d) }
    edges.append(window.upperBound - a.mean)

    var found: [Double] = []
    for (start, end) in zip(edges, edges.dropFirst()) where end > start {
      let middle = 0.5 * (start + end)
      var (quadratic, linear, constant) = (0.0, 0.0, a.height - b.height)
      if a.isGaussian {
        quadratic -= 0.5 / (a.scale * a.scale)
      } else {
        linear -= (middle < 0 ? -1 : 1) / a.scale
      }
      if b.isGaussian {
        quadratic += 0.5 / (b.scale * b.scale)
        linear -= d / (b.scale * b.scale)
        constant += 0.5 * (d / b.scale) * (d / b.scale)
      } else {
        let slope = (middle < d ? -1 : 1) / b.scale
        linear += slope
        constant -= slope * d
      }
      for t in roots(quadratic, linear, constant) where start <= t && t <= end {
        let x = a.mean + t
        if window.lowerBound < x && x < window.upperBound { found.append(x) }
      }
    }
    return found
  }

  /// The real roots of A t² + B t + C, without cancellation.
  private func roots(_ a: Double, _ b: Double, _ c: Double) -> [Double] {
    guard a != 0 else { return b != 0 ? [-c / b] : [] }
    let discriminant = b * b - 4 * a * c
    guard discriminant >= 0 else { return [] }
    let q = -0.5 * (b + (b < 0 ? -1 : 1) * discriminant.squareRoot())
    return q != 0 ? [q / a, c / q] : [q / a]
  }

  /// The centres of ρ_b ρ_c/ρ_m where m prevails, for Gaussian mixtures.
  ///
  /// An entry between far components has its mass there. On a regular lattice these are means;
  /// elsewhere a panel without them resolves such an entry to 10⁻¹⁰ of itself only.
  func distantPeaks(besides known: [Feature]) -> [Feature] {
    guard curves.count > 2, curves.allSatisfy(\.isGaussian) else { return [] }
    var found: [Feature] = []
    let precisions = curves.map { 1 / ($0.scale * $0.scale) }
    let moments = zip(curves, precisions).map { $0.mean * $1 }
    for b in curves.indices {
      for c in b..<curves.count {
        for m in curves.indices where m != b && m != c {
          let precision = precisions[b] + precisions[c] - precisions[m]
          guard precision > 0 else { continue }
          let x = (moments[b] + moments[c] - moments[m]) / precision
          guard window.lowerBound < x, x < window.upperBound else { continue }
          let value = curves[m].value(at: x)
          guard value >= curves[b].value(at: x) - 2, value >= curves[c].value(at: x) - 2,
            isHigh(m, at: x, slack: 2)
          else { continue }
          let scale = 2 / precision.squareRoot()
          let isKnown = (known + found).contains {
            $0.kind != .crossing && abs($0.position - x) < 0.1 * scale && $0.scale < 1.5 * scale
          }
          if !isKnown { found.append(Feature(position: x, scale: scale, kind: .distantPeak)) }
        }
      }
    }
    return found
  }
}
