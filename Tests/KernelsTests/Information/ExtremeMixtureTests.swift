import Testing

@testable import Kernels

@Suite struct ExtremeMixtureTests {
  private func pair(scale: Double, weights: [Double] = [0.3, 0.7]) -> InformationMatrix {
    wasserstein(.lattice(weights: weights, gap: 1, scale: scale))
  }

  @Test("the limit of wide components is d²", arguments: [1e3, 1e5, 1e8])
  func wide(scale: Double) {
    // F_1 − F_2 ≈ d ρ: G → d² ∫ ρ = d², up to terms of order (d/σ)².
    let value = pair(scale: scale)[0, 0].value
    #expect(abs(value - 1) < 1 / (scale * scale) + 1e-13)
  }

  @Test("narrow components keep their ratio far beyond the promised range")
  func narrow() throws {
    for scale in [1e-5, 1e-6, 1e-7] {
      let mixture = Mixture.lattice(weights: [0.3, 0.7], gap: 1, scale: scale)
      let ratio = try #require(wasserstein(mixture).ratios(of: mixture)?[0])
      #expect(abs(ratio - 1 - 5.3 * scale * scale) < 1e-12 + scale * scale)
    }
  }

  @Test("lengths that differ too much give NaN and no crash")
  func intractable() {
    for scale in [1e-100, 1e100] {
      let entry = pair(scale: scale)[0, 0]
      #expect(entry.value.isNaN && entry.uncertainty.isNaN && entry.sign == 0)
      #expect(entry.logarithm.high.isNaN)
    }
  }

  @Test("tiny weights have estimates too")
  func tinyWeight() {
    let matrix = pair(scale: 0.001, weights: [1e-200, 1])
    #expect(matrix.scaledUncertainty(0, 0) > 0)
    #expect(matrix[0, 0].value.isFinite || matrix[0, 0].logarithm.high > 700)
  }

  @Test("tiny weights leave all matrices what they should be")
  func tinyWeights() {
    let mixture = Mixture.lattice(weights: [1e-240, 1], gap: 1, scale: 0.01)
    let matrices = MixtureInformation(mixture, [.full, .fisher])
    #expect(abs(matrices.mean[0, 0].value / 1e-240 - 1) < 1e-14)
    #expect(abs(matrices.scale[1, 0].value) < 1e-14 * 1e-240)
    #expect(abs(matrices.scale[3, 0].value / 1e-240 - 1) < 1e-13)
    #expect(abs(matrices.fisher[0, 0].value / 1e240 - 1) < 1e-14)
    let sum = matrices.cross[0, 0].value + matrices.cross[0, 1].value
    #expect(abs(sum - 1) < 1e-13)
  }
}
