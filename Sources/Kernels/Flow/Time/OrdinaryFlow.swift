/// A small system ẏ = F(y) whose right-hand side may fail.
public protocol OrdinaryFlow: Sendable {
  /// Whether the value of this index must not become negative, of so many.
  func isNonnegative(_ index: Int, of count: Int) -> Bool

  /// F(y), or why there is none.
  func rates(at values: [Double]) -> OrdinaryRates
}

/// The right-hand side of a small system.
public enum OrdinaryRates: Sendable, Equatable {
  /// F(y).
  case rates([Double])
  /// Why there is none, and the number and the size of what is to blame.
  case failed(Breakdown.Reason, index: Int, value: Double)
}

/// Advances a small system to exact times: explicit Euler, or Dormand and Prince's pair.
///
/// The pair has order 5 and an estimate of order 4: J. R. Dormand and P. J. Prince, "A family of
/// embedded Runge–Kutta formulae", J. Comput. Appl. Math. 6 (1980) 19–26. Steps are planned and
/// controlled as `FlowIntegrator` does; a trial step that fails, or makes a weight negative, is
/// shortened by the error control and ends the flow where steps are fixed.
public struct OrdinaryIntegrator<Flow: OrdinaryFlow>: Sendable {
  /// A method for small systems.
  public enum Method: String, CaseIterable, Sendable {
    /// y + τ F(y); order 1.
    case explicitEuler = "explicit_euler"
    /// Dormand and Prince's; order 5.
    case dormandPrince = "dormand_prince"

    /// The order of the global error in the step.
    public var order: Int { self == .explicitEuler ? 1 : 5 }
  }

  /// What is advanced.
  public let flow: Flow
  /// By which method.
  public let method: Method
  /// With which steps.
  public let control: StepControl

  /// An integrator.
  ///
  /// - Precondition: explicit Euler takes fixed steps.
  public init(_ flow: Flow, _ method: Method, _ control: StepControl) {
    if case .adaptive = control {
      precondition(method == .dormandPrince, "the method has no error estimate")
    }
    self.flow = flow
    self.method = method
    self.control = control
  }

  /// The values at a later time, or as far as so many steps go.
  public func advance(
    _ state: FlowState, to target: Double, stepLimit: Int = .max
  ) -> FlowAdvance {
    var state = state
    var rates: [Double]?
    var tried = 0
    while state.time < target, tried < stepLimit {
      tried += 1
      if let breakdown = tryStep(&state, to: target, &rates) { return .brokeDown(breakdown, state) }
    }
    return state.time < target ? .paused(state) : .reached(state)
  }

  /// Tries one step; `rates` are those at its start, nil where they are not known yet.
  private func tryStep(
    _ state: inout FlowState, to target: Double, _ rates: inout [Double]?
  ) -> Breakdown? {
    if rates == nil {
      switch flow.rates(at: state.values) {
      case .rates(let found): rates = found
      case .failed(let reason, let index, let value):
        return Breakdown(reason, time: state.time, index: index, value: value)
      }
    }
    let first = rates ?? []
    let plan = StepPlan(state, control, to: target, first: 0.01, longest: .infinity)
    guard plan.leads(state, to: target) else {
      return Breakdown(.stepTooSmall, time: state.time, value: plan.length)
    }
    let trial =
      method == .explicitEuler
      ? Trial(values: state.values.adding([plan.length], [first]), error: nil)
      : dormandPrince(&state, first, plan.length)
    let breakdown = trial.breakdown ?? defect(trial.values, time: state.time)
    if case .adaptive(let tolerance) = control {
      let error = breakdown == nil ? norm(trial, state.values, tolerance) : .infinity
      guard error <= 1 else {
        // Not shortened for ever: what cannot be passed has a reason better than the step's length.
        if let breakdown, plan.length < 1e-9 * Double.larger(1, state.time.magnitude) {
          return breakdown
        }
        plan.proposeAgain(after: error, order: 5, &state)
        return nil
      }
      plan.propose(after: error, order: 5, &state)
    } else if let breakdown {
      return breakdown
    }
    accept(trial.values, plan, &state, to: target)
    rates = nil
    return nil
  }

  private func accept(
    _ values: [Double], _ plan: StepPlan, _ state: inout FlowState, to target: Double
  ) {
    state.values = values
    state.time = plan.arrives ? target : state.time + plan.length
    state.stepCount += 1
    // That at the start: counted here, it is counted once however often the step was tried.
    state.rightHandSideCount += 1
  }

  /// What a step leads to.
  private struct Trial {
    var values: [Double]
    var error: [Double]?
    var breakdown: Breakdown?
  }

  private func dormandPrince(
    _ state: inout FlowState, _ first: [Double], _ h: Double
  ) -> Trial {
    var slopes = [first]
    var values = state.values
    for row in DormandPrince.rows {
      values = state.values.adding(row.map { h * $0 }, slopes)
      switch flow.rates(at: values) {
      case .rates(let rates): slopes.append(rates)
      case .failed(let reason, let index, let value):
        let breakdown = Breakdown(reason, time: state.time, index: index, value: value)
        return Trial(values: values, breakdown: breakdown)
      }
      state.rightHandSideCount += 1
    }
    let zero = [Double](repeating: 0, count: values.count)
    return Trial(values: values, error: zero.adding(DormandPrince.error.map { h * $0 }, slopes))
  }

  private func defect(_ values: [Double], time: Double) -> Breakdown? {
    for (i, value) in values.enumerated() {
      guard value.isFinite else { return Breakdown(.notFinite, time: time, index: i, value: value) }
      if value < 0, flow.isNonnegative(i, of: values.count) {
        return Breakdown(.negative, time: time, index: i, value: value)
      }
    }
    return nil
  }

  private func norm(_ trial: Trial, _ start: [Double], _ tolerance: Tolerance) -> Double {
    guard let error = trial.error else { return 0 }
    var sum = 0.0
    for i in error.indices {
      let size = Double.larger(start[i].magnitude, trial.values[i].magnitude)
      let ratio = error[i] / tolerance.absolute.addingProduct(tolerance.relative, size)
      sum = sum.addingProduct(ratio, ratio)
    }
    return (sum / Double(error.count)).squareRoot()
  }
}

/// The coefficients of Dormand and Prince's pair.
private enum DormandPrince {
  /// The rows of the tableau from the second on; the last are the weights of order 5.
  static let rows: [[Double]] = [
    [1.0 / 5],
    [3.0 / 40, 9.0 / 40],
    [44.0 / 45, -56.0 / 15, 32.0 / 9],
    [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
    [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
    [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
  ]
  /// The weights of order 5 less those of order 4.
  static let error: [Double] = [
    71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40,
  ]
}

extension [Double] {
  /// The values plus a linear combination of slopes.
  fileprivate func adding(_ factors: [Double], _ slopes: [[Double]]) -> [Double] {
    indices.map { i in
      var sum = 0.0
      for (factor, slope) in zip(factors, slopes) { sum = sum.addingProduct(factor, slope[i]) }
      return self[i] + sum
    }
  }
}
