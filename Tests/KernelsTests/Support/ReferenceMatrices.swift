import Foundation
import Kernels

/// A mixture with its information matrices to 30 digits.
struct ReferenceCase: Decodable, Sendable {
  let id: String
  let group: String
  let families: String
  let weights: [Double]
  let means: [Double]
  let scales: [Double]
  let ratio: [Double]
  let wasserstein: ReferenceMatrix
  let fisher: ReferenceMatrix
  let cross: ReferenceMatrix
  let mean: ReferenceMatrix

  var mixture: Mixture {
    Mixture(
      weights.indices.map { k in
        Mixture.Component(
          weight: weights[k], mean: DoubleDouble(means[k]), scale: scales[k],
          family: Array(families)[k] == "G" ? .gaussian : .laplace)
      })
  }

  /// Whether all gaps and scales are alike.
  var isHomogeneous: Bool { group.hasPrefix("homog") }
}

/// A matrix by the signs of its entries and the logarithms of their magnitudes.
struct ReferenceMatrix: Decodable, Sendable {
  let sign: [[Int]]
  let log_high: [[Double]]
  let log_low: [[Double]]

  /// value/reference − 1 for an entry, from the logarithms and signs alone.
  func relativeError(of value: ScaledValue, _ i: Int, _ j: Int) -> Double {
    guard value.sign == sign[i][j] else { return .infinity }
    let logarithm = value.logarithm
    let difference = (logarithm.high - log_high[i][j]) + (logarithm.low - log_low[i][j])
    return expm1(difference)
  }

  /// ln of G_ii.
  func logarithmOfSquare(_ i: Int) -> Double { log_high[i][i] }
}

/// The table of reference matrices.
struct ReferenceMatrices: Decodable {
  let cases: [ReferenceCase]

  static func load() throws -> [ReferenceCase] {
    let url = try requiredURL("matrices", "json")
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: url)).cases
  }
}

/// Where a reference file lies.
func requiredURL(_ name: String, _ type: String) throws -> URL {
  guard
    let url = Bundle.module.url(forResource: name, withExtension: type, subdirectory: "Reference")
  else { throw CocoaError(.fileNoSuchFile) }
  return url
}

/// The Wasserstein information matrix of a mixture, the only one that most tests need.
func wasserstein(_ mixture: Mixture) -> InformationMatrix {
  MixtureInformation(mixture, .wasserstein).wasserstein
}
