internal import Kernels

/// What is stored of every flow: where it was at the times that were asked for, as far as it came.
protocol FlowOutcome: Sendable {
  /// What it was at the times reached.
  var frames: [FlowTrajectory.Frame] { get }
  /// Why it went no further.
  var breakdown: Breakdown? { get }
}

extension FlowOutcome {
  /// A flow that broke down has failed; what it was before is stored all the same.
  var status: PointStatus { breakdown == nil ? .ok : .failed }

  /// A value at a time, NaN after a breakdown.
  func value(_ time: Int, _ index: Int) -> Double {
    time < frames.count ? frames[time].values[index] : .nan
  }

  /// Something counted on the way to a time.
  fileprivate func count(_ time: Int, _ path: KeyPath<FlowTrajectory.Frame, Int>) -> Double {
    time < frames.count ? Double(frames[time][keyPath: path]) : .nan
  }
}

extension Output where Outcome: FlowOutcome {
  /// Steps and right-hand sides by time.
  static var stepAccounts: [Self] {
    let time = { @Sendable (_: Point) in ["t"] }
    return [
      .count("step_count", over: time, "steps taken since the beginning") { o, t, _ in
        o.count(t, \.stepCount)
      },
      .count("rejected_count", over: time, "steps taken back since the beginning") { o, t, _ in
        o.count(t, \.rejectedCount)
      },
      .count(
        "right_hand_side_count", over: time, "right-hand sides computed since the beginning"
      ) { o, t, _ in o.count(t, \.rightHandSideCount) },
    ]
  }

  /// Why and when the flow could not be continued.
  static var breakdownAccounts: [Self] {
    [
      .flags("breakdown", Breakdown.meanings, "why the flow could not be continued") {
        $0.breakdown.code
      }.explainingStatus,
      .real(
        "breakdown_time", over: { _ in [] }, nanMeaning: "the flow did not break down",
        "time up to which all was well"
      ) { o, _, _ in o.breakdown?.time ?? .nan }.explainingStatus,
      .real(
        "breakdown_value", over: { _ in [] }, nanMeaning: "no value broke down",
        "value concerned in a breakdown"
      ) { o, _, _ in o.breakdown?.value ?? .nan }.explainingStatus,
    ]
  }
}

extension Dimension {
  /// The times at which a flow is stored.
  static func times(_ times: [Double]) -> Dimension {
    Dimension(
      "t", scale: .float64(times),
      attributes: [Attribute("units", .text("1")), Attribute("long_name", .text("time t"))])
  }
}

extension Breakdown? {
  /// The code under which the reason is stored, 0 for none.
  fileprivate var code: UInt8 {
    guard let reason = self?.reason, let index = Breakdown.Reason.allCases.firstIndex(of: reason)
    else { return 0 }
    return UInt8(index + 1)
  }
}

extension Breakdown {
  /// The first time at which one of some numbers is not finite; nil if none is.
  ///
  /// What is made of sound values may overflow: a flow has failed that has no finite energy, however
  /// sound its densities are.
  static func ofNumbers(at times: [Double], _ numbers: (_ time: Int) -> [Double]) -> Breakdown? {
    for (index, time) in times.enumerated() {
      guard let number = numbers(index).first(where: { !$0.isFinite }) else { continue }
      return Breakdown(.notFinite, time: time, value: number)
    }
    return nil
  }

  /// What the codes mean.
  fileprivate static let meanings = ["none"] + Reason.allCases.map(\.rawValue)
}
