/// A method that advances a flow in time.
public enum TimeStepper: String, CaseIterable, Sendable {
  /// y + τ F(y), the paper's; order 1.
  case explicitEuler = "explicit_euler"
  /// The strong-stability-preserving method of three stages and order 3.
  ///
  /// Every stage is a convex combination of Euler steps of the length τ: what one of these keeps
  /// the step keeps (S. Gottlieb, C.-W. Shu and E. Tadmor, "Strong stability-preserving high-order
  /// time discretization methods", SIAM Review 43 (2001) 89–112).
  case strongStabilityPreserving = "ssp_rk3"
  /// Runge–Kutta–Legendre, stabilized, of order 2: as many stages as the step needs.
  case rungeKuttaLegendre = "rkl2"
  /// Linearly implicit, L-stable, of order 2, on lines only.
  case rosenbrock

  /// The order of the global error in the step.
  public var order: Int {
    switch self {
    case .explicitEuler: 1
    case .strongStabilityPreserving: 3
    case .rungeKuttaLegendre, .rosenbrock: 2
    }
  }

  /// Whether steps can be chosen by an estimated error.
  public var isAdaptive: Bool { self == .rungeKuttaLegendre || self == .rosenbrock }

  /// The longest stable step over that of the explicit Euler method, for a real spectrum.
  ///
  /// Of the third-order method 2.5127 halves, the real zero of 1 + z + z²/2 + z³/6 = −1.
  public var stabilityFactor: Double {
    switch self {
    case .explicitEuler: 1
    case .strongStabilityPreserving: 1.256
    case .rungeKuttaLegendre: RungeKuttaLegendre.largestRatio
    case .rosenbrock: .infinity
    }
  }
}
