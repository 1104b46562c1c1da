import Testing

@testable import Kernels

@Suite struct PanelTests {
  @Test("the rule integrates monomials up to degree 31 exactly, and no further")
  func exactness() {
    let rule = GaussLegendreRule.shared
    for degree in 0...32 {
      var powers = (SIMD8(repeating: 1.0), SIMD8(repeating: 1.0))
      for _ in 0..<degree { powers = (powers.0 * rule.nodes.0, powers.1 * rule.nodes.1) }
      let sum = sumOfLanes(powers.0 * rule.weights.0 + powers.1 * rule.weights.1)
      let exact = degree.isMultiple(of: 2) ? 2 / Double(degree + 1) : 0
      if degree <= 31 {
        #expect((sum - exact).magnitude < 4 * 0x1p-53, "degree \(degree)")
      } else {
        #expect((sum - exact).magnitude > 1e-10)
      }
    }
  }

  @Test("the readers read off the Legendre coefficients")
  func readers() {
    let rule = GaussLegendreRule.shared
    let readers = [rule.readers.of12, rule.readers.of13, rule.readers.of14, rule.readers.of15]
    for (a, first) in readers.enumerated() {
      for (b, second) in readers.enumerated() {
        // (k + ½) P_k against P_l, the latter from its own reader.
        let degree = Double(12 + b)
        let sum = sumOfLanes(
          first.0 * second.0 * rule.weights.0 + first.1 * second.1 * rule.weights.1)
        #expect((sum / (degree + 0.5) - (a == b ? 1 : 0)).magnitude < 1e-13)
      }
    }
  }

  @Test("panels cover the window once, from end to end", arguments: [1e-4, 1e-2, 0.3, 1, 10])
  func cover(scale: Double) {
    let mixture = Mixture.lattice(weights: [0.1, 0.2, 0.3, 0.4], gap: 1, scale: scale)
    let map = FeatureMap(mixture.normalized().mixture)
    var ends: [(Double, Double)] = []
    for panel in map.panels() {
      let edges = [panel.centre - panel.half, panel.centre + panel.half].map { s in
        let y = exponentialMinusOne(s)
        return panel.anchor + panel.scale * 0.5 * (y + y / (y + 1))
      }
      ends.append((min(edges[0], edges[1]), max(edges[0], edges[1])))
    }
    ends.sort { $0.0 < $1.0 }
    let width = map.window.upperBound - map.window.lowerBound
    #expect((ends[0].0 - map.window.lowerBound).magnitude < 1e-14 * width)
    #expect((ends[ends.count - 1].1 - map.window.upperBound).magnitude < 1e-14 * width)
    for (panel, next) in zip(ends, ends.dropFirst()) {
      #expect((panel.1 - next.0).magnitude < 1e-14 * width)
    }
  }

  @Test("eight lanes of a panel carry the bits of eight single nodes")
  func lanes() {
    let families: [Mixture.Family] = [.gaussian, .laplace, .gaussian, .gaussian]
    for scale in [1e-3, 0.1, 2.0] {
      let mixture = Mixture(
        families.enumerated().map { k, family in
          .init(
            weight: 0.25, mean: .init(Double(k)), scale: scale * Double(1 + k % 2), family: family)
        })
      let all: TangentFamilies = [.weights, .means, .scales, .densities, .unit]
      let many = MixtureNodes<SIMD8<Double>>(mixture, all)
      let single = MixtureNodes<Double>(mixture, all)
      for panel in FeatureMap(mixture).panels() {
        let rule = GaussLegendreRule.shared
        let s = SIMD8(repeating: panel.centre) + panel.half * rule.nodes.1
        many.begin(panel)
        single.begin(panel)
        let factors = many.evaluate(at: s, scale: panel.scale)
        for lane in 0..<8 {
          let factor = single.evaluate(at: s[lane], scale: panel.scale)
          #expect(factor.bitPattern == factors[lane].bitPattern)
          for i in 0..<single.layout.mantissaCount {
            #expect(single.mantissas[i].bitPattern == many.mantissas[i][lane].bitPattern)
          }
          for i in 0..<single.layout.exponentCount {
            #expect(single.exponents[i].high.bitPattern == many.exponents[i].high[lane].bitPattern)
            #expect(single.exponents[i].low.bitPattern == many.exponents[i].low[lane].bitPattern)
          }
        }
      }
    }
  }
}
