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

  @Test("asked for a matrix, the answer has its signs, logarithms and estimates, and no other")
  func chosenOutputs() throws {
    let outputs = try EvaluationOutputs(named: ["mean_block", "condition_number"])
    let line = #"{"weights": [0.5, 0.5], "means": [0, 1], "scales": 0.01}"#
    let answer = EvaluationLine(line, number: 1, outputs: outputs)
    let object = try JSONSerialization.jsonObject(with: Data(answer.json.utf8))
    let members = try #require(object as? [String: Any])
    let matrix = EntryQuantity.allCases.map { $0.name(of: "mean_block") }
    #expect(Set(members.keys) == Set(matrix + ["condition_number", "id", "status"]))
    let values = try #require(members["mean_block"] as? [[Double]])
    #expect(abs(values[0][0] - 0.5) < 1e-15 && values[0][1] == values[1][0])
    // ∫ p_1 ρ_1 p_2 ρ_2/ρ is near e^{-1250}: no double holds it, its logarithm does.
    #expect(values[0][1] == 0)
    let logarithms = try #require(members["log_mean_block"] as? [[Double]])
    #expect(abs(logarithms[0][1] + 1250) < 10)
  }

  @Test("an output that is not known is refused with what was probably meant")
  func unknownOutput() {
    #expect(throws: EvaluationOutputs.UnknownOutput.self) {
      try EvaluationOutputs(named: ["wim", "cros"])
    }
    let error = EvaluationOutputs.UnknownOutput(name: "cros")
    #expect(error.description == "evaluate has no output 'cros': did you mean 'cross'?")
  }
}
