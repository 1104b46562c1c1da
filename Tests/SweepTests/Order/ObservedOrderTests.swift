import Foundation
import TestSupport
import Testing

@testable import Sweep

@Suite struct ObservedOrderTests {
  private func steps(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
    (0..<count).map { low * pow(high / low, Double($0) / Double(count - 1)) }
  }

  @Test("a pure power is found to rounding", arguments: [0.5, 1, 1.7, 2, 4])
  func purePower(order: Double) {
    let steps = steps(1e-3, 0.1, 13)
    let found = ObservedOrder(steps: steps, values: steps.map { 3 - 7 * pow($0, order) }, limit: 3)
    #expect(abs(found.order.value - order) <= found.order.uncertainty + 1e-12)
    #expect(found.order.uncertainty < 1e-6)
    #expect(abs(found.coefficient.value + 7) <= found.coefficient.uncertainty + 1e-9)
    #expect(found.coefficient.uncertainty < 1e-3)
  }

  @Test("higher terms do not move the order or the coefficient beyond what is said")
  func higherTerms() {
    let steps = steps(1e-4, 0.2, 40)
    let values = steps.map { 1 + 6 * $0 * $0 + 90 * pow($0, 4) + 3000 * pow($0, 6) }
    let found = ObservedOrder(steps: steps, values: values, limit: 1)
    #expect(found.orderOfCoefficient == 2)
    #expect(abs(found.order.value - 2) <= found.order.uncertainty)
    #expect(found.order.uncertainty < 1e-3)
    #expect(abs(found.coefficient.value - 6) <= found.coefficient.uncertainty)
    #expect(found.coefficient.uncertainty < 1e-4)
    let reversed = ObservedOrder(
      steps: steps.reversed(), values: values.reversed(), limit: 1)
    #expect(reversed == found)
  }

  @Test("a coarse study of four grids, as in a paper, gives its order")
  func fourGrids() {
    let steps = [0.1, 0.05, 0.025, 0.0125]
    let found = ObservedOrder(
      steps: steps, values: steps.map { 0.3 * $0 * $0 * (1 + 0.4 * $0 * $0) }, limit: 0)
    #expect(abs(found.order.value - 2) < 1e-3 && found.order.uncertainty < 0.01)
    #expect(abs(found.coefficient.value - 0.3) < 1e-3)
    #expect(found.pointCount >= 3)
  }

  @Test("the round-off floor is left out, and does not pass for convergence")
  func floor() {
    var generator = SplitMix64(seed: 20_260_120)
    let steps = steps(1e-9, 0.1, 60)
    let values = steps.map {
      1 + 5 * $0 * $0 + 4e-16 * Double.random(in: -1...1, using: &generator)
    }
    let found = ObservedOrder(steps: steps, values: values, limit: 1)
    #expect(abs(found.order.value - 2) <= max(found.order.uncertainty, 1e-6))
    #expect((found.steps?.lowerBound ?? 0) > 1e-8)
    #expect(abs(found.coefficient.value - 5) < 1e-6)
  }

  @Test(
    "no order is invented",
    arguments: [
      "noise", "constant", "rounding", "signs", "growing", "two points", "not numbers",
    ])
  func nothing(kind: String) {
    var generator = SplitMix64(seed: 20_260_121)
    let steps = kind == "two points" ? [0.1, 0.05] : steps(1e-3, 0.1, 12)
    let values = steps.indices.map { k -> Double in
      switch kind {
      case "noise": 1 + Double.random(in: -1...1, using: &generator)
      case "constant": 1.5
      case "rounding": 1 + Double(k % 3) * 0x1p-52
      case "signs": 1 + (k % 2 == 0 ? 1 : -1) * steps[k]
      case "growing": 1 + 1 / steps[k]
      case "not numbers": .nan
      default: 1 + steps[k]
      }
    }
    let found = ObservedOrder(steps: steps, values: values, limit: 1)
    #expect(found.order.value.isNaN && found.coefficient.value.isNaN, "\(found)")
    #expect(found.reason != nil && found.pointCount == 0)
  }

  @Test("noise of either sign hardly ever passes for an order")
  func noise() {
    var generator = SplitMix64(seed: 20_260_122)
    let steps = steps(1e-3, 0.1, 12)
    var invented = 0
    for _ in 0..<1000 {
      // Of one sign, so that the signs alone do not give it away.
      let values = steps.map { _ in Double.random(in: 0.1...1, using: &generator) }
      if !ObservedOrder(steps: steps, values: values, limit: 0).order.value.isNaN { invented += 1 }
    }
    #expect(invented <= 10, "\(invented)")
  }
}
