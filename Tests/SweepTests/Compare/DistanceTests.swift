import Foundation
import Testing

@testable import Sweep

@Suite struct DistanceTests {
  @Test(
    "the distance in ulp counts the steps from one double to the next",
    arguments: [
      (1.0, 1.0.nextUp, 1), (1.0, 1.0.nextDown, 1), (2.0, 2.0.nextDown, 1),
      // 2⁵² doubles lie in each binade.
      (1.0, 2.0, 1 << 52), (-1.0, -2.0, 1 << 52),
      (0.0, Double.leastNonzeroMagnitude, 1), (-0.0, 0.0, 1),
      (-Double.leastNonzeroMagnitude, Double.leastNonzeroMagnitude, 3),
      (Double.leastNormalMagnitude.nextDown, Double.leastNormalMagnitude, 1),
      (0.0, Double.leastNormalMagnitude, 1 << 52),
      (Double.greatestFiniteMagnitude, Double.infinity, 1),
      (-Double.infinity, Double.infinity, 2 * 0x7ff0_0000_0000_0000 + 1),
      (Double.pi, Double.pi, 0), (-Double.infinity, -Double.infinity, 0),
    ] as [(Double, Double, UInt64)])
  func ulp(a: Double, b: Double, expected: UInt64) {
    #expect(a.ulpDistance(to: b) == expected, "\(a) and \(b)")
    #expect(b.ulpDistance(to: a) == expected, "\(b) and \(a)")
  }

  @Test(
    "the relative difference is of the larger magnitude and never overflows",
    arguments: [
      (1.0, 1.0, 0), (0.0, -0.0, 0), (3.0, 4.0, 0.25), (-4.0, -3.0, 0.25), (0.0, 5.0, 1),
      (1.0, 1.0.nextUp, Double.ulpOfOne),
      (-Double.greatestFiniteMagnitude, Double.greatestFiniteMagnitude, 2),
      (0.0, Double.leastNonzeroMagnitude, 1), (Double.infinity, 1.0, .infinity),
      (-Double.infinity, Double.infinity, .infinity), (Double.infinity, .infinity, 0),
    ] as [(Double, Double, Double)])
  func relative(a: Double, b: Double, expected: Double) {
    // |1 − b|/b is rounded to within an ulp of ε/(1 + ε).
    #expect(abs(a.relativeDifference(to: b) - expected) <= 2 * expected.ulp || expected.isInfinite)
    #expect(a.relativeDifference(to: b).isInfinite == expected.isInfinite)
    #expect(a.relativeDifference(to: b) == b.relativeDifference(to: a))
  }
}
