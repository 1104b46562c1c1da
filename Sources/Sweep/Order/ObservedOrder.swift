internal import Foundation

/// The observed order of convergence of values v(h) to a limit L, and the leading coefficient:
/// v(h) − L ≈ C h^q as h → 0.
///
/// Fitted to ln |v − L| = ln C + q ln h + a h^s over the smallest steps whose distances rise
/// above rounding, with s = q rounded to a half, which is what follows the leading term of an
/// expansion in powers of h or of h². How many steps are used is chosen so that the uncertainty
/// is least: the noise of the values, carried through the fit, and the change of q when one more
/// term is fitted. Where q meets a multiple of ½ within it, the coefficient is fitted anew with
/// that order.
///
/// Everything is NaN, with a reason, where values do not show a power law: few points, noise,
/// changing signs.
public struct ObservedOrder: Sendable, Equatable {
  /// A fitted number and its uncertainty.
  public struct Estimate: Sendable, Equatable {
    /// The number.
    public let value: Double
    /// How far it may be off.
    public let uncertainty: Double

    static let none = Estimate(value: .nan, uncertainty: .nan)
  }

  /// q.
  public let order: Estimate
  /// C, signed; for the order `orderOfCoefficient`.
  public let coefficient: Estimate
  /// The multiple of ½ that the order meets; the fitted order where it meets none.
  public let orderOfCoefficient: Double
  /// How many values the order was fitted to.
  public let pointCount: Int
  /// The smallest and the largest step used.
  public let steps: ClosedRange<Double>?
  /// Why there is no order.
  public let reason: String?

  /// The order shown by values at steps, which may stand in any sequence.
  public init(steps: [Double], values: [Double], limit: Double) {
    let samples = zip(steps, values).map { Sample(step: $0, value: $1, limit: limit) }
    let usable = Self.usable(samples)
    if usable.count < 3 {
      self.init(
        because: samples.contains { $0.isAboveNoise }
          ? "fewer than three steps of one sign above rounding" : "nothing rises above rounding")
    } else if let fit = Self.bestFit(usable) {
      self.init(fit, to: usable)
    } else {
      self.init(because: "no power law fits")
    }
  }

  private init(_ fit: Fit, to samples: [Sample]) {
    guard fit.order.value > 0.05 else {
      self.init(because: "the distance from the limit does not fall")
      return
    }
    guard fit.order.uncertainty < 0.25 else {
      let size = String(format: "%.2g", fit.order.uncertainty)
      self.init(because: "no power law: the order is uncertain by \(size)")
      return
    }
    let near = (2 * fit.order.value).rounded() / 2
    let meets = near > 0 && abs(fit.order.value - near) <= max(4 * fit.order.uncertainty, 1e-3)
    let refit = meets ? Self.coefficient(of: samples, order: near) : nil
    self.init(
      order: fit.order, coefficient: refit ?? fit.coefficient,
      orderOfCoefficient: refit == nil ? fit.order.value : near, pointCount: fit.count,
      steps: samples[0].step...samples[fit.count - 1].step, reason: nil)
  }

  /// No order, for a reason.
  init(because reason: String) {
    self.init(
      order: .none, coefficient: .none, orderOfCoefficient: .nan, pointCount: 0, steps: nil,
      reason: reason)
  }

  private init(
    order: Estimate, coefficient: Estimate, orderOfCoefficient: Double, pointCount: Int,
    steps: ClosedRange<Double>?, reason: String?
  ) {
    self.order = order
    self.coefficient = coefficient
    self.orderOfCoefficient = orderOfCoefficient
    self.pointCount = pointCount
    self.steps = steps
    self.reason = reason
  }

  private struct Sample {
    let step: Double
    let distance: Double
    /// What rounding may do to the distance.
    let noise: Double

    init(step: Double, value: Double, limit: Double) {
      self.step = step
      distance = value - limit
      noise = 4 * max(value.magnitude, limit.magnitude).ulp
    }

    var isAboveNoise: Bool {
      step > 0 && step.isFinite && distance.isFinite && abs(distance) > 30 * noise
    }
  }

  /// The samples above rounding, the smallest step first, as long as they have one sign.
  private static func usable(_ samples: [Sample]) -> [Sample] {
    let sorted = samples.filter(\.isAboveNoise).sorted { $0.step < $1.step }
    guard let first = sorted.first else { return [] }
    return Array(sorted.prefix { ($0.distance < 0) == (first.distance < 0) })
  }

  private struct Fit {
    let order: Estimate
    let coefficient: Estimate
    let count: Int
  }

  /// The fit over the smallest steps, however many give the least uncertainty.
  private static func bestFit(_ samples: [Sample]) -> Fit? {
    let fits = windows(samples.count).compactMap { fit(Array(samples.prefix($0))) }
    return fits.min { $0.order.uncertainty < $1.order.uncertainty }
  }

  /// How many of so many points to try: six, if there are as many, then a tenth more each time.
  ///
  /// Fewer, of many, may lie on a curve by chance.
  private static func windows(_ count: Int) -> [Int] {
    var sizes: [Int] = []
    var size = min(count, 6)
    while size <= count {
      sizes.append(size)
      size = max(size + 1, size + size / 10)
    }
    return sizes
  }

  private static func fit(_ samples: [Sample]) -> Fit? {
    guard let first = samples.first, let last = samples.last, last.step > 1.2 * first.step else {
      return nil
    }
    let logarithms = samples.map { log(abs($0.distance)) }
    let slope =
      (logarithms[samples.count - 1] - logarithms[0]) / (log(last.step) - log(first.step))
    let next = max(0.5, (2 * slope).rounded() / 2)
    /// 1, ln h, h^s, h^2s …, each row over the noise of its logarithm.
    func solve(terms: Int) -> LeastSquares? {
      let weights = samples.map { abs($0.distance) / $0.noise }
      let columns = (0..<terms).map { term in
        zip(samples, weights).map { sample, weight in
          let ratio = sample.step / last.step
          return weight
            * (term == 0 ? 1 : term == 1 ? log(ratio) : pow(ratio, Double(term - 1) * next))
        }
      }
      return LeastSquares(columns: columns, values: zip(logarithms, weights).map { $0 * $1 })
    }
    let terms = min(3, samples.count - 1)
    guard let plain = solve(terms: terms), let finer = solve(terms: terms + 1) else { return nil }
    let order = finer.parameters[1]
    let uncertainty = abs(order - plain.parameters[1]) + finer.errors[1] * max(1, finer.residual)
    // At h = 1: ln C = c − q ln h_last.
    let size = exp(finer.parameters[0] - order * log(last.step))
    let coefficient = first.distance < 0 ? -size : size
    let spread = abs(size) * (finer.errors[0] + uncertainty * abs(log(last.step)))
    return Fit(
      order: Estimate(value: order, uncertainty: uncertainty),
      coefficient: Estimate(value: coefficient, uncertainty: spread), count: samples.count)
  }

  /// C of (v − L)/h^q = C + a h^s + b h^2s for a known q.
  private static func coefficient(of samples: [Sample], order: Double) -> Estimate? {
    func fit(_ samples: [Sample]) -> Estimate? {
      guard let last = samples.last else { return nil }
      func solve(terms: Int) -> LeastSquares? {
        let weights = samples.map { pow($0.step / last.step, order) / $0.noise }
        let columns = (0..<terms).map { term in
          zip(samples, weights).map { $1 * pow($0.step / last.step, Double(term) * order) }
        }
        return LeastSquares(columns: columns, values: samples.map { $0.distance / $0.noise })
      }
      let terms = min(3, samples.count - 1)
      guard let plain = solve(terms: terms), let finer = solve(terms: terms + 1) else { return nil }
      let scale = pow(last.step, order)
      let change = abs(finer.parameters[0] - plain.parameters[0])
      return Estimate(
        value: finer.parameters[0] / scale,
        uncertainty: (change + finer.errors[0] * max(1, finer.residual)) / scale)
    }
    return windows(samples.count).compactMap { fit(Array(samples.prefix($0))) }
      .min { $0.uncertainty < $1.uncertainty }
  }
}
