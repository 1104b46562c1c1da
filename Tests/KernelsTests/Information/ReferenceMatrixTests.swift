import Foundation
import Testing

@testable import Kernels

@Suite struct ReferenceMatrixTests {
  /// The worst of a group: of entries relative to √(G_ii G_jj), of entries
  /// relative to themselves, and the largest estimates.
  private struct Worst {
    var scaled = 0.0
    var own = 0.0
    var dishonesty = -Double.infinity
    var estimates: [Double] = []
    var cases = 0
  }

  @Test("meets the accuracy that is promised, and prints the worst case of each group")
  func accuracy() throws {
    var groups: [String: Worst] = [:]
    for reference in try ReferenceMatrices.load() {
      let matrix = WassersteinInformation(reference.mixture)
      var worst = groups[reference.group] ?? Worst()
      worst.cases += 1
      for i in 0..<matrix.order {
        for j in 0..<matrix.order {
          let own = abs(reference.relativeError(of: matrix[i, j], i, j))
          let scaled = own * exp(reference.logarithmOfCosine(i, j))
          let estimate = matrix.scaledUncertainty(i, j)
          worst.scaled = own.isFinite ? max(worst.scaled, scaled) : .infinity
          worst.own = max(worst.own, own)
          worst.dishonesty = max(worst.dishonesty, scaled - 10 * estimate)
          worst.estimates.append(estimate)
          #expect(scaled <= 5e-14, "\(reference.id) (\(i), \(j))")
          #expect(scaled <= 10 * estimate + 1e-14, "\(reference.id) (\(i), \(j)): \(estimate)")
          if reference.isHomogeneous {
            #expect(own <= 5e-14, "\(reference.id) (\(i), \(j))")
            #expect(own <= 10 * matrix[i, j].relativeUncertainty + 1e-14, "\(reference.id)")
          }
        }
      }
      groups[reference.group] = worst
    }
    // What the README says is reached; digits do not depend on the machine.
    #expect(groups.values.allSatisfy { $0.scaled <= 2e-15 })
    #expect(groups.filter { $0.key.hasPrefix("homog") }.values.allSatisfy { $0.own <= 1e-15 })
    for (group, worst) in groups.sorted(by: { $0.key < $1.key }) {
      let estimate = worst.estimates.sorted()[worst.estimates.count / 2]
      let largest = worst.estimates.max() ?? 0
      let name = group.padding(toLength: 20, withPad: " ", startingAt: 0)
      print(
        name
          + String(
            format: "%3d cases: scaled %.1e  own %.1e  estimate median %.1e largest %.1e",
            worst.cases, worst.scaled, worst.own, estimate, largest))
    }
  }

  @Test("the ratio to the scaling factor is that of the reference")
  func ratios() throws {
    var count = 0
    for reference in try ReferenceMatrices.load() where !reference.ratio.isEmpty {
      let mixture = reference.mixture
      let matrix = WassersteinInformation(mixture)
      let ratios = matrix.ratios(of: mixture)
      for (ratio, exact) in zip(try #require(ratios), reference.ratio) {
        #expect(abs(ratio / exact - 1) <= 5e-14, "\(reference.id): \(ratio) for \(exact)")
        count += 1
      }
    }
    #expect(count > 100)
  }
}
