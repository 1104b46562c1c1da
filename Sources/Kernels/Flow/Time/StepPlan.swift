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
