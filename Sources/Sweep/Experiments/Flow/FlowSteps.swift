internal import Kernels

extension Input {
  /// τ.
  static func step(_ path: any WritableKeyPath<Point, Double> & Sendable) -> Self {
    .real(
      "dt", path, above: 0,
      "step, shortened evenly where that makes a whole number of steps arrive at a time")
  }

  /// What adaptive steps are chosen by.
  static func tolerance(_ path: any WritableKeyPath<Point, Double> & Sendable) -> Self {
    .real(
      "tolerance", path, above: 0, atMost: 1,
      "relative error of a step, from which adaptive steps follow")
  }

  /// How many adaptive steps there may be.
  static func stepLimit(_ path: any WritableKeyPath<Point, Int> & Sendable) -> Self {
    .integer(
      "step_limit", path, in: 1...(1 << 53), canVary: false, standard: 100_000_000,
      "adaptive steps, taken or taken back, after which a flow is given up: where it grows stiff "
        + "without end, so that the rest of the sweep is computed")
  }

  /// The switch for steps beyond the linear limit.
  static func allowUnstable(_ path: any WritableKeyPath<Point, Bool> & Sendable) -> Self {
    .flag(
      "allow_unstable", path, canVary: false, standard: false,
      "take steps beyond the linear limit of stability, too")
  }

  /// The times stored.
  static func times(_ path: any WritableKeyPath<Point, [Double]> & Sendable) -> Self {
    .numbers(
      "times", path, NumberList(counts: 1...100_000, from: 0, isAscending: true),
      "the times at which the flow is stored, all hit exactly")
  }
}

extension Output {
  /// The longest stable step.
  static func stableStep(_ value: @escaping @Sendable (Outcome) -> Double) -> Self {
    .real(
      "stable_step", over: { _ in [] },
      "the longest step that is stable for the equation linearized, the entropy about a constant "
        + "density and a porous medium about the initial one; inf where it is not limited"
    ) { outcome, _, _ in value(outcome) }
  }
}

extension StepControl {
  /// Steps of a length, or, where it is 0, as a tolerance has them: relative to the values, and to
  /// `size` where these are less.
  init(step: Double, tolerance: Double, size: Double) {
    self =
      step > 0
      ? .fixed(step) : .adaptive(Tolerance(absolute: tolerance * size, relative: tolerance))
  }
}

extension InputProblem {
  /// A tolerance for a method that has no estimate of its error.
  static func notAdaptive(_ method: String, others: String) -> Self {
    InputProblem(
      input: "tolerance", message: "\(method) has no adaptive steps",
      help: "give dt, or take \(others)")
  }

  /// A tolerance so small that the rounding errors of a step count as its error, which shorter steps do
  /// not lessen; nil if it is not.
  static func tooStrict(_ tolerance: Double, _ input: String) -> InputProblem? {
    guard tolerance > 0, tolerance < 1e-14 else { return nil }
    return InputProblem(
      input: input, message: "\(tolerance) is less than the rounding errors of a step",
      help: "the least is 1.0e-14")
  }

  /// A step so short that the last of the times is out of reach; nil if it is not.
  static func tooShort(_ step: Double, times: [Double]) -> InputProblem? {
    let count = (times.last ?? 0) / step
    guard step > 0, count > 0x1p53 else { return nil }
    return InputProblem(
      input: "dt", message: "from 0 to \(times.last ?? 0) there are \(count) steps of \(step)",
      help: "take a longer step, or end earlier")
  }

  /// A step beyond the linear limit; none if it is within, to rounding.
  static func unstable(
    _ step: Double, longest: Double, _ place: String, others: String
  ) -> InputProblem? {
    guard step > longest * (1 + 1e-12) else { return nil }
    return InputProblem(
      input: "dt", message: "\(step) is beyond the longest stable step \(longest) of \(place)",
      help: "take at most that, or \(others), or write   allow_unstable: true")
  }

  /// An energy of no terms.
  static func noEnergy(_ terms: String) -> Self {
    InputProblem(
      input: "diffusion", message: "there is no energy to descend", help: "give \(terms)")
  }
}

extension [Term] {
  /// What is wrong with a sum of interactions.
  var interactionProblem: InputProblem? {
    first { $0.interaction?.interaction.isValid == false }.map { term in
      InputProblem(
        input: "interaction", message: "\(term.name) needs a above b",
        help: "r^a/a attracts from afar, r^b/b repels nearby")
    }
  }
}
