import Foundation
import Testing

@testable import Kernels

/// Figure 4: .2 N(−1, .1) + .5 N(0, .1) + .3 N(3, .1) in V = sin x.
@Suite(.optimized) struct TransportTests {
  static let start = [0.2, 0.5, 0.3, -1, 0, 3]
  static let sine = PotentialSum([.init(1, .sine)])
  typealias Flow = ExtendedMixtureFlow

  private func flow(
    _ equations: Flow.Equations, scale: Double, gap: Flow.ScalingGap = .current,
    energy: Flow.Energy = .atMeans
  ) -> Flow {
    Flow(
      Self.sine, scale: scale, equations: equations, scalingGap: gap, energy: energy,
      smallestGap: 1e-8)
  }

  /// The state after steps of .01, as the paper takes them.
  private func euler(_ flow: Flow, to time: Double) -> FlowAdvance {
    OrdinaryIntegrator(flow, .explicitEuler, .fixed(0.01))
      .advance(FlowState(values: Self.start), to: time)
  }

  @Test(
    "under (60) the means end at (−π/2, −π/2, 3π/2), whatever is read into it",
    arguments: [Flow.Equations.asPrinted, .corrected], [0.1, 0.1.squareRoot()])
  func figure4(equations: Flow.Equations, scale: Double) {
    for gap in [Flow.ScalingGap.current, .fixed([1, 3]), .fixed([1, 1])] {
      let advance = euler(flow(equations, scale: scale, gap: gap), to: 50)
      #expect(advance.breakdown == nil && advance.state.stepCount == 5000)
      let values = advance.state.values
      for (mean, end) in zip(values[3...], [-0.5, -0.5, 1.5]) {
        // Gaps below 10⁻⁸ count as closed.
        #expect(abs(mean - end * .pi) < 1e-8, "\(values)")
      }
      #expect(abs(values[..<3].reduce(0, +) - 1) < 1e-14)
    }
  }

  @Test("the final weights under (60) as printed that were found with another program")
  func finalWeights() {
    for (scale, gap, expected) in [
      (0.1.squareRoot(), Flow.ScalingGap.current, [0.2102, 0.4898, 0.3]),
      (0.1.squareRoot(), .fixed([1, 1]), [0.2094, 0.4818, 0.3089]),
      (0.1.squareRoot(), .fixed([1, 3]), [0.2089, 0.4911, 0.3]),
      (0.1, .current, [0.2037, 0.4963, 0.3]), (0.1, .fixed([1, 1]), [0.2, 0.5001, 0.2999]),
      (0.1, .fixed([1, 3]), [0.2, 0.5, 0.3]),
    ] {
      let values = euler(flow(.asPrinted, scale: scale, gap: gap), to: 50).state.values
      for (weight, other) in zip(values, expected) { #expect(abs(weight - other) < 0.6e-4) }
    }
  }

  @Test("with σ = .1 the printed means move uphill, the corrected ones do not")
  func uphill() {
    for (equations, expected) in [
      (Flow.Equations.asPrinted, [-1.2886, -1.2620]), (.corrected, [-1.3552, -1.4386]),
    ] {
      let flow = flow(equations, scale: 0.1)
      for (time, mean) in zip([1, 1.5], expected) {
        #expect(abs(euler(flow, to: time).state.values[3] - mean) < 0.6e-4)
      }
    }
  }

  @Test("the mean of the left two at t = 1 for σ² = .1: printed, corrected and exact")
  func clusterMean() {
    let scale = 0.1.squareRoot()
    let left = { (advance: FlowAdvance) in Flow.mean(of: advance.state.values, over: 0..<2) }
    let adaptive = { (flow: Flow) in
      OrdinaryIntegrator(
        flow, .dormandPrince, .adaptive(Tolerance(absolute: 1e-11, relative: 1e-8))
      ).advance(FlowState(values: Self.start), to: 1)
    }
    // By steps of .01, with which the first two were found, and without an error in time.
    let printed = flow(.asPrinted, scale: scale)
    #expect(abs(left(euler(printed, to: 1)) + 0.8664) < 0.6e-4)
    #expect(abs(left(adaptive(printed)) + 0.8665) < 0.6e-4)
    let corrected = flow(.corrected, scale: scale)
    #expect(abs(left(euler(corrected, to: 1)) + 1.0067) < 0.6e-4)
    #expect(abs(left(adaptive(corrected)) + 1.0055) < 0.6e-4)
    let exact = adaptive(flow(.exact, scale: scale, energy: .expectation))
    #expect(exact.breakdown == nil && abs(left(exact) + 0.98465) < 0.6e-5)
    // With V at the means alone the second weight is 6·10⁻⁵ by then.
    let atMeans = adaptive(flow(.exact, scale: scale))
    #expect(abs(atMeans.state.values[1] / 6.04e-5 - 1) < 1e-3)
  }

  @Test("explicit steps of .01 make a weight of the exact flow negative, and it is said when")
  func negativeWeight() {
    for energy in Flow.Energy.allCases {
      let flow = flow(.exact, scale: 0.1.squareRoot(), energy: energy)
      let advance = euler(flow, to: 2)
      #expect(advance.breakdown?.reason == .negative && advance.breakdown?.index == 1)
      #expect((91...96).contains(advance.state.stepCount), "\(advance.state.stepCount)")
    }
  }

  @Test("the corrected equations are the exact ones to O(1/K)")
  func expansion() throws {
    // K grows like e^{d²/8σ²}: the distance over 1/K falls like some power of σ.
    var distances: [Double] = []
    for scale in [0.16, 0.08] {
      let rates = try Flow.Equations.allCases.map { equations in
        let values = [0.2, 0.5, 0.3, -0.9, 0.2, 1.2]
        guard case .rates(let rates) = flow(equations, scale: scale).rates(at: values) else {
          throw CancellationError()
        }
        return rates
      }
      let k = exp(
        ScalingFactor.logarithm(scale: scale, gap: DoubleDouble(1), family: .gaussian).value)
      let (printed, corrected, exact) = (rates[0], rates[1], rates[2])
      let distance = { (a: [Double]) in k * zip(a, exact).map { abs($0 - $1) }.reduce(0, max) }
      distances.append(distance(corrected))
      #expect(distance(printed) > 0.1, "\(scale)")
    }
    // Relative corrections to 1/K are of order σ²/d²: a quarter for half the scale.
    #expect(distances[0] / distances[1] > 3, "\(distances)")
  }

  @Test("a linear potential moves everything alike, but not as printed")
  func translation() throws {
    let linear = PotentialSum([.init(0.7, .tilted)])
    for equations in Flow.Equations.allCases {
      let flow = Flow(linear, scale: 0.3, equations: equations, smallestGap: 1e-8)
      guard case .rates(let rates) = flow.rates(at: [0.2, 0.5, 0.3, -1, 0, 0.8]) else {
        throw CancellationError()
      }
      let isTranslation =
        rates[..<3].allSatisfy { abs($0) < 1e-12 }
        && rates[3...].allSatisfy { abs($0 + 0.7) < 1e-12 }
      #expect(isTranslation == (equations != .asPrinted), "\(rates)")
    }
  }

  @Test("closing gaps stop the exact flow and leave (60) as it is")
  func closedGap() {
    let values = [0.2, 0.5, 0.3, -1, -1 + 1e-9, 3]
    let exact = OrdinaryIntegrator(flow(.exact, scale: 0.3), .explicitEuler, .fixed(0.01))
      .advance(FlowState(values: values), to: 1)
    #expect(exact.breakdown?.reason == .gapClosed && exact.breakdown?.index == 0)
    let printed = OrdinaryIntegrator(flow(.asPrinted, scale: 0.3), .explicitEuler, .fixed(0.01))
      .advance(FlowState(values: values), to: 1)
    #expect(printed.breakdown == nil)
  }

  @Test("Dormand and Prince's method has order 5, and adaptive steps resume to the same digits")
  func order() {
    let flow = flow(.corrected, scale: 0.4)
    let end = { (step: Double) in
      OrdinaryIntegrator(flow, .dormandPrince, .fixed(step))
        .advance(FlowState(values: Self.start), to: 0.8).state.values
    }
    let reference = end(0.8 / 512)
    let errors = [8, 16, 32].map { count in
      zip(end(0.8 / Double(count)), reference).map { abs($0 - $1) }.reduce(0, max)
    }
    for (coarse, fine) in zip(errors, errors.dropFirst()) {
      #expect(abs(log2(coarse / fine) - 5) < 0.1, "\(errors)")
    }
    let integrator = OrdinaryIntegrator(
      flow, .dormandPrince, .adaptive(Tolerance(absolute: 1e-10, relative: 1e-10)))
    let whole = integrator.advance(FlowState(values: Self.start), to: 0.8)
    var state = FlowState(values: Self.start)
    while case .paused(let paused) = integrator.advance(state, to: 0.8, stepLimit: 3) {
      state = paused
    }
    #expect(integrator.advance(state, to: 0.8) == whole)
  }

  @Test("means of potentials and their derivatives", arguments: Potential.allCases)
  func potentials(potential: Potential) {
    for (mu, sigma) in [(0.3, 0.0), (-1.2, 0.4), (2.1, 0.05)] {
      let h = 1e-5
      let slope =
        (potential.mean(mu + h, deviation: sigma) - potential.mean(mu - h, deviation: sigma))
        / (2 * h)
      #expect(abs(slope - potential.meanDerivative(mu, deviation: sigma)) < 1e-8)
      // The trapezoidal rule for Gaussians is exact to e^{−2π²/.0625}.
      let expectation = (-40...40).reduce(0.0) { sum, k in
        let z = 0.25 * Double(k)
        return sum + 0.25 * exp(-0.5 * z * z) / (2 * .pi).squareRoot()
          * potential.value(mu + sigma * z)
      }
      #expect(abs(expectation - potential.mean(mu, deviation: sigma)) < 1e-13)
    }
  }
}
