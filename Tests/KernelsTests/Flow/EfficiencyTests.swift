import Foundation
import Testing

@testable import Kernels

@Suite(.optimized) struct EfficiencyTests {
  /// On [−5, 5]² with h = .02, of which by symmetry a quarter with reflecting ends is enough.
  ///
  /// The semi-discrete flow of product data is the product of the flows of the factors, since
  /// √(p q) ln(q/p) is homogeneous of degree 1.
  @Test("the stabilized method needs a fifth of the right-hand sides of explicit Euler, or fewer")
  func stabilized() {
    let (n, h, time) = (250, 0.02, 0.45)
    let line = Grid.line(cells: n, spacing: h, first: 0.5 * h, boundary: .reflecting)
    let plane = Grid.plane(
      columns: n, rows: n, spacing: h, first: (0.5 * h, 0.5 * h), boundary: .reflecting)
    let initial = WrappedGaussian(variance: 1, period: .infinity)
    let factor = FlowIntegrator(
      GridFlow(.heat, on: line), .strongStabilityPreserving, .fixed(h * h / 2)
    ).advance(FlowState(values: initial.samples(on: line)), to: time).state.values
    let reference = factor.flatMap { y in factor.map { x in x * y } }

    let flow = GridFlow(.heat, on: plane)
    let start = FlowState(values: initial.samples(on: plane))
    let stable = flow.stableStep(of: start.values)
    #expect(abs(stable / (h * h / 4) - 1) < 1e-15)
    let euler = FlowIntegrator(flow, .explicitEuler, .fixed(stable)).advance(start, to: time).state
    let control = StepControl.adaptive(Tolerance(absolute: 1.8e-7, relative: 1.8e-6))
    let stabilized = FlowIntegrator(flow, .rungeKuttaLegendre, control)
      .advance(start, to: time).state
    let errors = [euler, stabilized].map {
      DensityDistance($0.values, reference, on: plane).maximum
    }
    #expect(errors[1] <= errors[0], "\(errors)")
    #expect(
      5 * stabilized.rightHandSideCount <= euler.rightHandSideCount,
      "\(stabilized.rightHandSideCount) and \(euler.rightHandSideCount)")
  }
}
