/// How large an estimated error of a step may be: a + r |y|, in the root of the mean square.
public struct Tolerance: Sendable, Equatable {
  /// a, in units of the values.
  public let absolute: Double
  /// r.
  public let relative: Double

  /// A tolerance; at least one of the two is positive.
  public init(absolute: Double, relative: Double) {
    precondition(
      absolute >= 0 && relative >= 0 && absolute + relative > 0, "a tolerance is positive")
    self.absolute = absolute
    self.relative = relative
  }
}

/// Which steps are taken.
public enum StepControl: Sendable, Equatable {
  /// Equal steps of at most this length, shortened so that a whole number of them arrives.
  case fixed(Double)
  /// Steps chosen by the estimated error.
  case adaptive(Tolerance)

  /// How many steps of a length, or shortened evenly, go a way.
  ///
  /// A millionth of a step is none: so much may the time have gathered in roundings, after 10⁸ steps.
  public static func count(of step: Double, over way: Double) -> Double {
    Double.larger(0, (way / step - 1e-6).rounded(.up))
  }
}

/// The proportional–integral control of step sizes.
///
///     h′ = h · 0.9 e^{−0.7/k} e₋^{0.4/k}, at most 5 h and at least h/5,
///
/// e the estimated error over its tolerance, e₋ that of the step before, k the order of the
/// estimate: E. Hairer and G. Wanner, "Solving Ordinary Differential Equations II", 2nd ed.,
/// Springer 1996, Section IV.2.
enum PIController {
  /// h′/h.
  static func factor(error: Double, last: Double, order k: Int) -> Double {
    let (e, before) = (Double.larger(error, 1e-10), Double.larger(last, 1e-10))
    let exponent = (0.4 * logarithm(before) - 0.7 * logarithm(e)) / Double(k)
    return Double.larger(0.2, Double.smaller(5, 0.9 * exponential(exponent)))
  }

  /// The same after a step that was taken back.
  static func factorAfterRejection(error: Double, order k: Int) -> Double {
    Double.larger(0.1, Double.smaller(0.9, 0.9 * exponential(-logarithm(error) / Double(k))))
  }
}
