import Foundation
import TestSupport
import Testing

@testable import Kernels

@Suite struct FullInformationTests {
  @Test("eigenvalues of a graded matrix are those of its closed form")
  func closedForm() throws {
    // [[1, r t], [r t, t²]]: sum 1 + t², product t² (1 − r²).
    for t in [1.0, 0.3, 1e-6, 1e-150, 0] {
      let r = 0.6
      let matrix = try #require(GradedMatrix(correlation: [1, r, r, 1], order: 2))
      let found = matrix.eigenvalues { _, _ in t }
      let root = ((1 - t * t) * (1 - t * t) + 4 * r * r * t * t).squareRoot()
      let larger = 0.5 * (1 + t * t + root)
      let smallerOverSquare = (1 - r * r) / larger
      if t == 1 {
        #expect(abs(found.max()! - larger) < 1e-15 && abs(found.min()! - smallerOverSquare) < 1e-15)
      } else {
        #expect(abs(found[0] - larger) < 4e-16 * larger)
        #expect(abs(found[1] - smallerOverSquare) < 4e-16)
      }
    }
  }

  @Test("a singular matrix has no factors")
  func singular() {
    #expect(GradedMatrix(correlation: [1, 1, 1, 1], order: 2) == nil)
    #expect(GradedMatrix(correlation: [1, .nan, .nan, 1], order: 2) == nil)
  }

  @Test("close components: one order of the parameters tells what the other does, or neither does")
  func nearlySingular() {
    var generator = SplitMix64(seed: 20_261_130)
    var (singular, regular) = (0, 0)
    for _ in 0..<sampleCount(400) {
      let weights = (0..<Int.random(in: 2...4, using: &generator)).map { _ in
        Double.random(in: 0.1...1, using: &generator)
      }
      let gap = pow(10, Double.random(in: -2.5...0, using: &generator))
      let mixture = Mixture.lattice(
        weights: weights.map { $0 / weights.reduce(0, +) }, gap: gap, scale: 1)
      let full = FullInformation(MixtureInformation(mixture, .full))
      let isSingular = full.scaledConditionNumber.isNaN
      #expect(full.eigenvalues.allSatisfy { $0.value.isNaN == isSingular })
      #expect(full.conditionNumber.value.isNaN == isSingular)
      for a in 0..<full.order {
        for b in 0..<full.order { #expect(full.inverse[a, b].value.isNaN == isSingular) }
      }
      guard !isSingular else {
        singular += 1
        continue
      }
      regular += 1
      // What is told has digits.
      #expect(full.scaledConditionNumber * Double(full.order) * 0x1p-52 < 1)
      #expect(full.eigenvalues.allSatisfy { $0.relativeUncertainty < 1 })
    }
    #expect(singular > 0 && regular > 0)
  }

  @Test(
    "two components a hundredth of their scale apart are singular to rounding",
    arguments: [0.01, 0.02])
  func singularPair(gap: Double) {
    // The condition number of the matrix scaled to a unit diagonal is 9.7e20 at 0.01, by 50 digits.
    let mixture = Mixture.lattice(weights: [0.5, 0.5], gap: gap, scale: 1)
    let full = FullInformation(MixtureInformation(mixture, .full))
    #expect(full.scaledConditionNumber.isNaN && full.eigenvalues.allSatisfy { $0.value.isNaN })
    #expect(full.inverse[0, 0].value.isNaN)
  }

  @Test("the inverse times the matrix is the identity, and traces and determinants agree")
  func inverse() {
    for mixture in randomMixtures(200, seed: 20_260_116) {
      let full = FullInformation(MixtureInformation(mixture, .full))
      guard full.scaledConditionNumber < 1e8 else { continue }
      let indices = 0..<full.order
      for a in indices {
        for b in indices {
          // Scaled by √(G_aa/G_bb), so that entries of different units can be compared.
          let terms = indices.map { c -> Double in
            let (x, y) = (full[a, c], full.inverse[c, b])
            guard x.sign * y.sign != 0 else { return 0 }
            let shift = 0.5 * (full[b, b].logarithm - full[a, a].logarithm).value
            return Double(x.sign * y.sign) * exp((x.logarithm + y.logarithm).value + shift)
          }
          let sum = terms.reduce(0, +)
          #expect(
            abs(sum - (a == b ? 1 : 0)) < 1e-14 * full.scaledConditionNumber, "\(mixture)")
        }
      }
      let logarithms = full.eigenvalues.map { $0.logarithm.value }
      #expect(zip(logarithms, logarithms.dropFirst()).allSatisfy { $0 >= $1 })
      #expect(full.eigenvalues.allSatisfy { $0.sign == 1 })
      // The trace, over the largest diagonal entry.
      let largest = indices.map { full[$0, $0].logarithm.value }.max() ?? 0
      let trace = indices.map { exp(full[$0, $0].logarithm.value - largest) }.reduce(0, +)
      let sum = logarithms.map { exp($0 - largest) }.reduce(0, +)
      #expect(abs(sum / trace - 1) < 1e-13 + 0x1p-50 * abs(largest), "\(mixture)")
      let inverseTop = indices.map { full.inverse[$0, $0].logarithm.value }.max() ?? 0
      let inverseTrace = indices.map { exp(full.inverse[$0, $0].logarithm.value - inverseTop) }
        .reduce(0, +)
      let inverseSum = logarithms.map { exp(-$0 - inverseTop) }.reduce(0, +)
      let tolerance = 1e-14 * full.scaledConditionNumber + 0x1p-50 * abs(inverseTop)
      #expect(abs(inverseSum / inverseTrace - 1) < tolerance, "\(mixture)")
    }
  }

  @Test("coinciding components have no inverse and no invented eigenvalues")
  func coinciding() {
    let mixture = Mixture.lattice(weights: [0.5, 0.5], gap: 1e-6, scale: 1)
    let full = FullInformation(MixtureInformation(mixture, .full))
    #expect(full.scaledConditionNumber.isNaN)
    #expect(full.eigenvalues.allSatisfy { $0.mantissa.isNaN })
    #expect(full.inverse[0, 0].mantissa.isNaN && full.conditionNumber.mantissa.isNaN)
  }

  @Test("separated components decouple: the limit of Theorem 6")
  func separated() {
    let mixture = Mixture.lattice(weights: [0.2, 0.3, 0.5], gap: 1, scale: 0.01)
    let full = FullInformation(MixtureInformation(mixture, .full))
    #expect(full.scaledConditionNumber < 1.0001)
    // p_k in the means, 1·p_k in the scales of Gaussian components.
    let smallest = full.eigenvalues.suffix(6).map(\.value).sorted()
    for (value, expected) in zip(smallest, [0.2, 0.2, 0.3, 0.3, 0.5, 0.5]) {
      #expect(abs(value - expected) < 1e-12)
    }
  }
}
