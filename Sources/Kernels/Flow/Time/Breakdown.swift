/// Why and when a flow could not be continued.
public struct Breakdown: Sendable, Equatable {
  /// What went wrong.
  public enum Reason: String, CaseIterable, Sendable {
    /// A value that is not a number, or infinite.
    case notFinite = "not_finite"
    /// A negative density or weight.
    case negative
    /// The step that the error control or stability asks for no longer leads anywhere.
    case stepTooSmall = "step_too_small"
    /// Two means of a mixture came closer than the guard allows.
    case gapClosed = "gap_closed"
    /// The information matrix is singular to rounding.
    case singularMatrix = "singular_matrix"
    /// More adaptive steps than are allowed.
    case tooManySteps = "too_many_steps"
  }

  /// What went wrong.
  public let reason: Reason
  /// The time up to which all is well.
  public let time: Double
  /// The number of the value concerned, where there is one.
  public let index: Int?
  /// The value itself.
  public let value: Double

  /// A breakdown for a reason at a time.
  public init(_ reason: Reason, time: Double, index: Int? = nil, value: Double = .nan) {
    self.reason = reason
    self.time = time
    self.index = index
    self.value = value
  }
}

/// Where a flow is, all that is needed to go on with the same digits.
public struct FlowState: Sendable, Equatable {
  /// The time.
  public var time: Double
  /// The values.
  public var values: [Double]
  /// The step that the error control proposes; 0 before the first.
  public var proposedStep: Double
  /// The error of the last full step over its tolerance, which the control remembers.
  public var lastError: Double
  /// The right-hand sides computed so far.
  public var rightHandSideCount: Int
  /// The steps taken so far.
  public var stepCount: Int
  /// The steps taken back so far.
  public var rejectedCount: Int

  /// The steps tried so far, taken or taken back.
  public var triedCount: Int { stepCount + rejectedCount }

  /// The state with these values before any step.
  public init(time: Double = 0, values: [Double]) {
    self.time = time
    self.values = values
    proposedStep = 0
    lastError = 1
    rightHandSideCount = 0
    stepCount = 0
    rejectedCount = 0
  }
}

/// How far a flow came.
public enum FlowAdvance: Sendable, Equatable {
  /// To the time that was asked for, exactly.
  case reached(FlowState)
  /// Through as many steps as were allowed.
  case paused(FlowState)
  /// To where it broke down, with the last state that is well.
  case brokeDown(Breakdown, FlowState)

  /// The last state that is well.
  public var state: FlowState {
    switch self {
    case .reached(let state), .paused(let state), .brokeDown(_, let state): state
    }
  }

  /// The breakdown, if there was one.
  public var breakdown: Breakdown? {
    if case .brokeDown(let breakdown, _) = self { return breakdown }
    return nil
  }
}
