import Foundation
import Testing

@testable import Kernels

@Suite struct ReferenceMatrixTests {
  /// One matrix of a case, computed and to 30 digits.
  private struct Pair {
    let name: String
    let computed: InformationMatrix
    let exact: ReferenceMatrix
    /// Half the logarithms of G_aa of the rows and of G_bb of the columns.
    let rows: [Double]
    let columns: [Double]
  }

  /// The worst of a group: of entries relative to √(G_aa G_bb), of entries
  /// relative to themselves, and the estimates.
  private struct Worst {
    var scaled = 0.0
    var own = 0.0
    var estimates: [Double] = []
    var entries = 0
  }

  private func pairs(_ reference: ReferenceCase) -> [Pair] {
    let computed = MixtureInformation(reference.mixture, [.full, .fisher])
    func halves(_ matrix: ReferenceMatrix) -> [Double] {
      matrix.log_high.indices.map { 0.5 * matrix.logarithmOfSquare($0) }
    }
    let (weights, means) = (halves(reference.wasserstein), halves(reference.mean))
    let densities = halves(reference.fisher)
    return [
      Pair(
        name: "wasserstein", computed: computed.wasserstein, exact: reference.wasserstein,
        rows: weights, columns: weights),
      Pair(
        name: "fisher", computed: computed.fisher, exact: reference.fisher, rows: densities,
        columns: densities),
      Pair(
        name: "cross", computed: computed.cross, exact: reference.cross, rows: weights,
        columns: means),
      Pair(
        name: "mean", computed: computed.mean, exact: reference.mean, rows: means, columns: means),
    ]
  }

  @Test("meets the accuracy that is promised, and prints the worst case of each group")
  func accuracy() throws {
    var groups: [String: Worst] = [:]
    for reference in try ReferenceMatrices.load() {
      for pair in pairs(reference) {
        let matrix = pair.computed
        let key = "\(pair.name) \(reference.group)"
        var worst = groups[key] ?? Worst()
        for i in 0..<matrix.rowCount {
          for j in 0..<matrix.columnCount {
            let own = abs(pair.exact.relativeError(of: matrix[i, j], i, j))
            let cosine = exp(pair.exact.log_high[i][j] - pair.rows[i] - pair.columns[j])
            let scaled = own * cosine
            let estimate = matrix.scaledUncertainty(i, j)
            let place = "\(reference.id) \(pair.name) (\(i), \(j))"
            worst.scaled = own.isFinite ? max(worst.scaled, scaled) : .infinity
            worst.own = max(worst.own, own)
            worst.estimates.append(estimate)
            worst.entries += 1
            #expect(scaled <= 5e-14, "\(place)")
            #expect(scaled <= 10 * estimate + 1e-14, "\(place): \(estimate)")
            if reference.isHomogeneous {
              #expect(own <= 5e-14, "\(place)")
              #expect(own <= 10 * matrix[i, j].relativeUncertainty + 1e-14, "\(place)")
            }
          }
        }
        groups[key] = worst
      }
    }
    // An estimate that says nothing would be honest too.
    for name in ["wasserstein", "fisher", "cross", "mean"] {
      let estimates = groups.filter { $0.key.hasPrefix(name) }.flatMap(\.value.estimates).sorted()
      #expect(estimates[estimates.count / 2] <= 1e-14, "\(name)")
    }
    #expect(groups.values.allSatisfy { $0.scaled <= 4e-15 })
    // What the README says is reached; digits do not depend on the machine.
    let ofWasserstein = groups.filter { $0.key.hasPrefix("wasserstein") }
    #expect(ofWasserstein.count > 5)
    #expect(ofWasserstein.values.allSatisfy { $0.scaled <= 2e-15 })
    #expect(
      ofWasserstein.filter { $0.key.hasPrefix("wasserstein homog") }.values
        .allSatisfy { $0.own <= 1e-15 })
    for (group, worst) in groups.sorted(by: { $0.key < $1.key }) {
      let median = worst.estimates.sorted()[worst.estimates.count / 2]
      let largest = worst.estimates.max() ?? 0
      let name = group.padding(toLength: 32, withPad: " ", startingAt: 0)
      print(
        name
          + String(
            format: "%4d entries: scaled %.1e  own %.1e  estimate median %.1e largest %.1e",
            worst.entries, worst.scaled, worst.own, median, largest))
    }
  }

  @Test("the ratio to the scaling factor is that of the reference")
  func ratios() throws {
    var count = 0
    for reference in try ReferenceMatrices.load() where !reference.ratio.isEmpty {
      let mixture = reference.mixture
      let ratios = wasserstein(mixture).ratios(of: mixture)
      for (ratio, exact) in zip(try #require(ratios), reference.ratio) {
        #expect(abs(ratio / exact - 1) <= 5e-14, "\(reference.id): \(ratio) for \(exact)")
        count += 1
      }
    }
    #expect(count > 100)
  }
}
