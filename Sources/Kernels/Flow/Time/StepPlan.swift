/// The next step: planned so that the target is hit exactly, and what comes after it.
struct StepPlan {
  /// How long it is.
  private(set) var length: Double
  /// Whether it ends at the target.
  private(set) var arrives = false
  /// Whether it is shorter than the error control would have it.
  private(set) var isCut = false

  /// Fixed steps are shortened evenly, adaptive ones where the next or the next two would arrive.
  init(
    _ state: FlowState, _ control: StepControl, to target: Double, first: Double, longest: Double
  ) {
    let remaining = target - state.time
    switch control {
    case .fixed(let step):
      let count = StepControl.count(of: step, over: remaining)
      arrives = count <= 1
      length = arrives ? remaining : remaining / count
    case .adaptive:
      let proposed = state.proposedStep > 0 ? state.proposedStep : first
      length = Double.smaller(proposed, longest)
      if length >= remaining {
        (length, arrives, isCut) = (remaining, true, true)
      } else if length > 0.5 * remaining {
        (length, isCut) = (0.5 * remaining, true)
      }
    }
  }

  /// The least step: so far above the least double that a step taken back leaves a proposal above 0,
  /// which would mean that there is none yet.
  private static let least = 0x1p-960

  /// Whether the step moves the time, and steps like it reach the target before everything ends.
  ///
  /// Next to an empty cell the stable step may be 10⁻¹⁴⁹ of the time to go, and grow by nothing. Steps
  /// that do grow, by a factor each, cross any number of decades within 10³ tries; after so
  /// many, a step that is no longer than the mean of those behind it and that would be needed
  /// 2⁵² times more leads nowhere.
  func leads(_ state: FlowState, to target: Double) -> Bool {
    guard length >= Self.least || arrives, state.time + length > state.time else { return false }
    let grows = length * Double(state.stepCount) > 2 * state.time
    return state.triedCount < 1000 || grows || length > 0x1p-52 * (target - state.time)
  }

  /// Proposes the step after one whose error is within the tolerance.
  func propose(after error: Double, order k: Int, _ state: inout FlowState) {
    let next = length * PIController.factor(error: error, last: state.lastError, order: k)
    // A step that was cut to arrive says little about how long steps may be.
    state.proposedStep = isCut ? Double.larger(next, state.proposedStep) : next
    if !isCut { state.lastError = Double.larger(error, 1e-4) }
  }

  /// Proposes a shorter step after one whose error is too large, or infinite.
  func proposeAgain(after error: Double, order k: Int, _ state: inout FlowState) {
    let factor =
      error < .infinity ? PIController.factorAfterRejection(error: error, order: k) : 0.25
    state.proposedStep = length * factor
    state.rejectedCount += 1
  }
}
