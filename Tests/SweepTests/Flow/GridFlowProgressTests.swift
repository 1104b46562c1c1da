import Testing

@testable import Sweep

@Suite struct GridFlowProgressTests {
  static let flows = [
    "dt: 0.001\n  initial: gaussian",
    "tolerance: 1.0e-4\n  stepper: rkl2\n  initial: {random: {seed: 7}}\n  potential: double_well",
    "tolerance: 1.0e-7\n  stepper: rosenbrock\n  initial: uniform\n  potential: sine",
    "dt: 0.001\n  stepper: ssp_rk3\n  initial: gaussian\n  references: [semi_discrete, exact]",
    "dt: 0.001\n  initial: gaussian\n  boundary: reflecting\n  references: [crank_nicolson]",
    "dt: 0.001\n  initial: gaussian\n  references: [semi_discrete, crank_nicolson]",
    // Breaks down.
    "dt: 0.02\n  initial: {gaussian: {variance: 0.01}}\n  allow_unstable: true\n"
      + "  references: [semi_discrete]",
  ]

  private func columns(
    _ fixed: String, slice: Int, storing: Bool
  ) throws -> (outcome: GridFlowOutcome, slices: Int) {
    let file = try study(
      """
      sweep: 1
      name: flow
      experiment: flow-1d
      axes:
        cells: [64]
      fixed:
        times: [0.0, 0.05, 0.2]
        \(fixed)
      outputs: [energy, max_error, density]
      """
    ).file
    let run = PointList<LineFlowStudy>(file)[0]
    var progress = GridFlowProgress(run)
    for slices in 1... {
      if let outcome = progress.advance(run, loop: .serial, slice: slice) {
        return (outcome, slices)
      }
      if storing { progress = try #require(GridFlowProgress(numbers: progress.numbers)) }
    }
    preconditionFailure("it ends")
  }

  @Test("slices and stored states leave no trace in the digits", arguments: flows)
  func slices(fixed: String) throws {
    let whole = try columns(fixed, slice: .max, storing: false)
    let parts = try columns(fixed, slice: 64 * 30, storing: true)
    #expect(whole.slices == 1)
    #expect(parts.slices > 2)
    #expect(parts.outcome.frames == whole.outcome.frames)
    #expect(parts.outcome.breakdown == whole.outcome.breakdown)
    #expect(parts.outcome.errors == whole.outcome.errors)
    #expect(parts.outcome.diagnostics == whole.outcome.diagnostics)
  }

  @Test(
    "a reference is computed where an output needs it, and takes no work where none does",
    arguments: [
      ("density", false), ("energy", false), ("l1_error", true), ("reference_density", true),
    ])
  func neededReferences(output: String, isNeeded: Bool) throws {
    let run = PointList<LineFlowStudy>(
      try study(
        """
        sweep: 1
        name: flow
        experiment: flow-1d
        axes: {cells: [64]}
        fixed: {times: [0.0, 0.05], dt: 0.001, initial: gaussian, references: [semi_discrete]}
        outputs: [\(output)]
        """
      ).file)[0]
    var progress = GridFlowProgress(run)
    let advanced = progress.advance(run, loop: .serial, slice: .max)
    let outcome = try #require(advanced)
    #expect((progress.rightHandSideCount > progress.flow.state.rightHandSideCount) == isNeeded)
    #expect(outcome.errors.isEmpty == (output != "l1_error"))
    #expect(outcome.referenceDensity(0, 0).isNaN == (output != "reference_density"))
  }

  @Test("numbers that are of no state are refused")
  func refused() throws {
    #expect(GridFlowProgress(numbers: []) == nil)
    #expect(GridFlowProgress(numbers: [1, 2, 3]) == nil)
    #expect(GridFlowProgress(numbers: [Double](repeating: 1, count: 13)) == nil)
    #expect(GridFlowProgress(numbers: [Double](repeating: .nan, count: 40)) == nil)
  }
}
