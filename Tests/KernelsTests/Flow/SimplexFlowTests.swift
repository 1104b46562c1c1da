import Foundation
import Testing

@testable import Kernels

@Suite struct SimplexFlowTests {
  @Test("Example 4: right signs by the flow of Proposition 3, not those printed")
  func example4() {
    let p = [0.2, 0.5, 0.3]
    let rates = GridFlow.simplex(.heat, components: 3).rates(of: p)
    let a = LogarithmicRatioFlow.ratios(of: p)
    let expected = [rates[0] / p[0] - rates[1] / p[1], rates[1] / p[1] - rates[2] / p[2]]
    for (isPrinted, figures) in [(false, [2.42398, -1.63467]), (true, [1.63261, -0.47564])] {
      guard case .rates(let found) = LogarithmicRatioFlow(asPrinted: isPrinted).rates(at: a) else {
        Issue.record("no rates")
        return
      }
      for i in 0..<2 {
        #expect(abs(found[i] - figures[i]) < 0.6e-5)
        #expect((abs(found[i] - expected[i]) < 1e-14) == !isPrinted)
      }
    }
  }

  @Test("both coordinates give the same flow, towards equal weights")
  func coordinates() {
    let p = [0.05, 0.6, 0.01, 0.34]
    let tolerance = StepControl.adaptive(Tolerance(absolute: 1e-12, relative: 1e-10))
    let ratios = OrdinaryIntegrator(LogarithmicRatioFlow(), .dormandPrince, tolerance)
      .advance(FlowState(values: LogarithmicRatioFlow.ratios(of: p)), to: 0.7).state.values
    let flow = GridFlow.simplex(.heat, components: 4)
    let weights = FlowIntegrator(flow, .strongStabilityPreserving, .fixed(1e-3))
      .advance(FlowState(values: p), to: 0.7).state.values
    // The third-order method with 700 steps.
    for (a, b) in zip(LogarithmicRatioFlow.weights(of: ratios), weights) {
      #expect(abs(a - b) < 1e-8)
    }
    let last = FlowIntegrator(flow, .strongStabilityPreserving, .fixed(0.05))
      .advance(FlowState(values: p), to: 60).state.values
    for weight in last { #expect(abs(weight - 0.25) < 1e-12) }
  }

  @Test("potential and interaction on the simplex: (52) term by term")
  func terms() {
    let p = [0.3, 0.1, 0.25, 0.35]
    let energy = FlowEnergy(
      potential: PotentialSum([.init(1, .sine)]), interactions: [(0.8, .gaussian(width: 1.5))])
    let rates = GridFlow.simplex(energy, components: 4, firstMean: -1).rates(of: p)
    var xi: [Double] = []
    for i in 0..<4 {
      var sum = sin(Double(i) - 1)
      for k in 0..<4 {
        let r = Double(i - k)
        sum -= 0.8 * exp(-r * r / 4.5) * p[k]
      }
      xi.append(sum)
    }
    var flux: [Double] = []
    for i in 0..<3 { flux.append((p[i] * p[i + 1]).squareRoot() * (xi[i + 1] - xi[i])) }
    for i in 0..<4 {
      let expected = (i < 3 ? flux[i] : 0) - (i > 0 ? flux[i - 1] : 0)
      #expect(abs(rates[i] - expected) < 1e-15)
    }
  }
}
