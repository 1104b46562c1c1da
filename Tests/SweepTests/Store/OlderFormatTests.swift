import Foundation
import Testing

@testable import Sweep

@Suite struct OlderFormatTests {
  /// A result of each version of the format stays in the repository and readable.
  @Test("results of every version are read and verify", arguments: [1])
  func versions(version: Int) throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "result-v\(version)", withExtension: "h5", subdirectory: "Fixtures"))
    let report = try verify(url.path)
    #expect(report.isSound, "\(report.problems)")
    let result = try ResultReader(url.path)
    #expect(result.attributes.contains(Attribute("sweep_format", .integer(Int64(version)))))
    #expect(result.dimensions.map(\.name).prefix(3) == ["sigma", "d", "p"])
    guard case .float64(let ratios) = try result.read("ratio") else {
      Issue.record("ratio is not real")
      return
    }
    // σ/d = 0.1 and 0.5, weights (0.2, 0.3, 0.5) and (0.25, 0.25, 0.5), entries 1 and 2.
    let expected = [
      1.05820, 1.05878, 1.05722, 1.06009, 0.312251, 0.317846, 0.307787, 0.309113,
    ]
    #expect(ratios.count == expected.count)
    #expect(zip(ratios, expected).allSatisfy { abs($0 - $1) < 1e-5 })
  }
}
