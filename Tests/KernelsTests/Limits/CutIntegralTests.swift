import Foundation
import Testing

@testable import Kernels

@Suite struct CutIntegralTests {
  @Test("the integrals over v have their closed forms")
  func moments() {
    let pi = Double.pi
    #expect(abs(CrossingMoments.g(1) - pi / 2) <= 2 * pi.ulp)
    #expect(abs(CrossingMoments.g(3) - 3 * pi * 2.0.squareRoot() / 4) <= 4 * pi.ulp)
    // ∫ dv/(1 + v³) and its like, by mpmath.
    #expect(abs(CrossingMoments.g(0.5) - 1.209_199_576_156_145_2) <= 4 * pi.ulp)
    #expect(abs(CrossingMoments.g2(1) - 3.875_784_585_037_477_5) <= 8 * pi.ulp)
    // g(k) ~ k from large k on, 1 from small k on, both from above.
    #expect(abs(CrossingMoments.g(1e9) / 1e9 - 1) < 1e-8)
    #expect(abs(CrossingMoments.g(1e-9) - 1) < 1e-15)
    // g′(1) = π/4.
    let slope = (CrossingMoments.g(1.001) - CrossingMoments.g(0.999)) / 0.002
    #expect(abs(slope - pi / 4) < 1e-6)
    // (1 + vʳ)/(1 + vʳ)² is the integrand of g₂.
    for k in [0.3, 1, 2, 5] {
      let whole = 2 * CrossingMoments.secondOrder(k, curvature: 1, offset: 0)
      #expect(abs(whole / CrossingMoments.g2(k) - 1) < 1e-14)
    }
  }

  @Test("the second-order moment is the integral that it is said to be")
  func secondOrder() {
    // By the trapezoidal rule in ln v, which converges geometrically here.
    for (k, q, a) in [
      (2.0, 0.25, 0.0), (0.5, 4, 0.7), (3, 1.0 / 9, -1.2), (1, 1, 2.5), (8, 0.1, 0),
    ] {
      let r = (k + 1) / k
      var sum = 0.0
      for n in -8000...8000 {
        let s = 0.05 * Double(n)
        // v (1 + q vʳ)/(1 + vʳ)² with the larger of 1, vʳ taken out.
        // The tails fall like e^{−|s|/k}: to e^{−50} of the middle at k = 8.
        let fall = exp(-abs(r * s))
        let weight =
          (s < 0 ? 1 + q * fall : fall * (fall + q)) / ((1 + fall) * (1 + fall)) * exp(s)
        sum += 0.5 * 0.05 * (s + a) * (s + a) * (weight.isFinite ? weight : 0)
      }
      let value = CrossingMoments.secondOrder(k, curvature: q, offset: a)
      #expect(abs(value / sum - 1) < 1e-12, "k = \(k), q = \(q), a = \(a): \(value), \(sum)")
    }
  }

  @Test("the expansion's error falls like t⁻⁵, the printed one's like t⁻³ unless k₁ or k₂ is 1")
  func expansion() {
    for (k1, k2) in [(1.0, 1.0), (1, 2), (1, 0.5), (2, 2), (0.5, 0.5), (3, 3), (2, 1), (0.7, 1.3)] {
      let errors = [40.0, 80, 160].map { t in
        let integral = CutIntegral(t: t, k1: k1, k2: k2)
        let value = integral.value.value
        return (t * (value - integral.expansion), t * (value - integral.printedExpansion))
      }
      let rates = (log2(errors[0].0 / errors[1].0), log2(errors[1].1 / errors[2].1))
      // From the next terms: t⁻⁴ (1 + a/t²) with a of some hundred at the most.
      #expect(abs(rates.0 - 4) < 0.15, "k = \(k1), \(k2): \(rates)")
      #expect(abs(rates.1 - (k1 == 1 || k2 == 1 ? 4 : 2)) < 0.15, "k = \(k1), \(k2): \(rates)")
    }
  }

  @Test("k₁ = k₂ = 2: 2.95796 is the coefficient, 5.52515 was printed")
  func coefficient() {
    let integral = CutIntegral(t: 600, k1: 2, k2: 2)
    #expect(abs(integral.correctedCoefficient - 2.957_96) < 5e-6)
    #expect(abs(integral.printedCoefficient - 5.525_15) < 5e-6)
    let measured = 600.0 * 600 * (600 * integral.value.value - CrossingMoments.g(2))
    #expect(abs(measured - integral.correctedCoefficient) < 1e-3)
  }
}
