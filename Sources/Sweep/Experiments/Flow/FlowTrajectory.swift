internal import Kernels

/// A flow on its way: where it is, and what it was at the times that were asked for.
struct FlowTrajectory: Sendable {
  /// The values at one of the times, and what it took to get there.
  struct Frame: Sendable, Equatable {
    var values: [Double]
    var stepCount: Int
    var rejectedCount: Int
    var rightHandSideCount: Int

    init(_ state: FlowState) {
      values = state.values
      stepCount = state.stepCount
      rejectedCount = state.rejectedCount
      rightHandSideCount = state.rightHandSideCount
    }
  }

  /// Where it is.
  private(set) var state: FlowState
  /// What it was at the times reached.
  private(set) var frames: [Frame] = []
  /// Why it went no further.
  private(set) var breakdown: Breakdown?

  /// A flow before its first step.
  init(from values: [Double]) { state = FlowState(values: values) }

  /// How many values it has.
  var valueCount: Int { state.values.count }

  /// Whether it was at all the times, or can go no further.
  func isFinished(_ times: [Double]) -> Bool { frames.count == times.count || breakdown != nil }

  /// Which part of the way is behind it.
  func share(of times: [Double]) -> Double {
    guard let last = times.last, last > 0, breakdown == nil else { return 1 }
    return state.time / last
  }

  /// Whether it is one of so many values, on its way along the times.
  func isOf(count: Int, along times: [Double]) -> Bool {
    let first = frames.isEmpty ? 0 : times[min(frames.count, times.count) - 1]
    return valueCount == count && frames.count <= times.count
      && first <= state.time && state.time <= times.last ?? 0
      && (0..<count).contains(breakdown?.index ?? 0)
  }

  /// Goes on through so many steps at most, of so many that it may try in all; `advance` is the
  /// integrator's.
  mutating func advance(
    along times: [Double], stepLimit: Int, mostSteps: Int = .max,
    by advance: (FlowState, _ target: Double, _ stepLimit: Int) -> FlowAdvance
  ) {
    var left = stepLimit
    while !isFinished(times), left > 0 {
      let before = state.triedCount
      let allowed = mostSteps - before
      guard allowed > 0 || times[frames.count] <= state.time else {
        breakdown = Breakdown(.tooManySteps, time: state.time)
        return
      }
      let result = advance(state, times[frames.count], min(left, max(1, allowed)))
      state = result.state
      left -= max(1, state.triedCount - before)
      switch result {
      case .reached: frames.append(Frame(state))
      case .paused: return
      case .brokeDown(let breakdown, _): self.breakdown = breakdown
      }
    }
  }
}

extension FlowTrajectory {
  /// Adds the trajectory to some numbers.
  func append(to numbers: inout [Double]) {
    let count = state.values.count
    numbers.reserveCapacity(numbers.count + 12 + count + frames.count * (3 + count))
    numbers += [
      Double(count), Double(frames.count), state.time, state.proposedStep, state.lastError,
      Double(state.rightHandSideCount), Double(state.stepCount), Double(state.rejectedCount),
    ]
    // No breakdown has the reason −1.
    numbers += [
      Double(breakdown.flatMap { Breakdown.Reason.allCases.firstIndex(of: $0.reason) } ?? -1),
      breakdown?.time ?? 0, Double(breakdown?.index ?? -1), breakdown?.value ?? 0,
    ]
    numbers += state.values
    for frame in frames {
      numbers += [
        Double(frame.stepCount), Double(frame.rejectedCount), Double(frame.rightHandSideCount),
      ]
      numbers += frame.values
    }
  }

  /// The trajectory at the beginning of some numbers, which it takes away; none where they are of no
  /// trajectory.
  init?(takingFrom numbers: inout ArraySlice<Double>) {
    let headCount = 12
    let head = [Double](numbers.prefix(headCount))
    guard head.count == headCount, let count = Int(exactly: head[0]),
      let frameCount = Int(exactly: head[1]),
      count >= 0, frameCount >= 0,
      numbers.count
        >= frameCount.multipliedOrMost(by: count.addingOrMost(3)).addingOrMost(count)
        .addingOrMost(headCount),
      let rightHandSideCount = Int(exactly: head[5]), let stepCount = Int(exactly: head[6]),
      let rejectedCount = Int(exactly: head[7]), let reason = Int(exactly: head[8]),
      let index = Int(exactly: head[10])
    else { return nil }
    numbers = numbers.dropFirst(headCount)
    func take(_ count: Int) -> [Double] {
      defer { numbers = numbers.dropFirst(count) }
      return Array(numbers.prefix(count))
    }
    state = FlowState(time: head[2], values: take(count))
    state.proposedStep = head[3]
    state.lastError = head[4]
    state.rightHandSideCount = rightHandSideCount
    state.stepCount = stepCount
    state.rejectedCount = rejectedCount
    if Breakdown.Reason.allCases.indices.contains(reason) {
      breakdown = Breakdown(
        Breakdown.Reason.allCases[reason], time: head[9], index: index < 0 ? nil : index,
        value: head[11])
    }
    for _ in 0..<frameCount {
      let counts = take(3).compactMap { Int(exactly: $0) }
      guard counts.count == 3 else { return nil }
      var frame = Frame(FlowState(values: take(count)))
      frame.stepCount = counts[0]
      frame.rejectedCount = counts[1]
      frame.rightHandSideCount = counts[2]
      frames.append(frame)
    }
  }
}

extension FlowTrajectory: ResumableState {
  var numbers: [Double] {
    var numbers: [Double] = []
    append(to: &numbers)
    return numbers
  }

  init?(numbers: [Double]) {
    var rest = numbers[...]
    self.init(takingFrom: &rest)
    guard rest.isEmpty else { return nil }
  }
}
