import Foundation
import Testing

@testable import Sweep

@Suite struct EvaluationLineTests {
  private func answer(_ line: String) throws -> [String: Any] {
    let answer = EvaluationLine(line, number: 7)
    let object = try JSONSerialization.jsonObject(with: Data(answer.json.utf8))
    return try #require(object as? [String: Any])
  }

  @Test("the answer has the matrix's digits and the id as it was written")
  func numbers() throws {
    let line = #"{"id": 3, "weights": [0.5, 0.5], "means": [0, 1], "scales": [0.1, 0.1]}"#
    let answer = try answer(line)
    #expect(answer["id"] as? Int == 3)
    // By 30-digit quadrature: 4468.024595136490…, ratio 1.057218438283500….
    let wim = try #require(answer["wim"] as? [[Double]])
    #expect(abs(wim[0][0] / 4468.02459513649 - 1) < 1e-14)
    let ratio = try #require(answer["ratio"] as? [Double])
    #expect(abs(ratio[0] - 1.0572184382835) < 1e-13)
  }

  @Test("what no double holds is null, and so is the ratio without a common scale")
  func nulls() throws {
    let far = try answer(
      #"{"id": "a\"b", "weights": [0.5, 0.5], "means": [0, 1], "scales": 0.0001}"#)
    #expect(far["id"] as? String == "a\"b")
    #expect((far["wim"] as? [[Any]])?[0][0] is NSNull)
    let mixed = try answer(
      """
      {"weights": [0.5, 0.5], "means": [0, 1], "scales": [0.1, 0.2], \
      "family": ["gaussian", "laplace"]}
      """)
    #expect(mixed["ratio"] is NSNull)
    #expect(mixed["id"] is NSNull)
  }

  @Test(
    "a line that cannot be used is answered by its number and what is wrong",
    arguments: [
      ("not JSON", "this is not JSON"),
      (#"{"id": 1, "weights": [0.5, 0.6], "means": [0, 1], "scales": 1}"#, "sum to 1.1"),
      (#"{"id": 1, "weights": [0.5, 0.5], "means": [1, 0], "scales": 1}"#, "ascend"),
      (#"{"id": 1, "weights": [0.5, 0.5], "means": [0, 1], "scales": -1}"#, "out of range"),
      (#"{"id": 1, "weights": [0.5, 0.5], "means": [0, 1]}"#, "scales"),
    ])
  func badLine(line: String, reason: String) throws {
    #expect(EvaluationLine(line, number: 7).isError)
    let answer = try answer(line)
    #expect(answer["line"] as? Int == 7)
    let error = try #require(answer["error"] as? String)
    #expect(error.contains(reason), "\(error)")
  }
}
