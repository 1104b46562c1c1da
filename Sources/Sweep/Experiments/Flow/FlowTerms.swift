internal import Kernels

/// The terms that sweep files make potentials, interactions and initial densities of.
enum FlowTerms {
  private static let coefficient = TermParameter(
    "coefficient", .number(.from(-.greatestFiniteMagnitude)), "factor c", standard: [1])
  private static let mass = TermParameter(
    "mass", .number(.above(0)), "mass", standard: [1])
  private static let variance = TermParameter(
    "variance", .number(.above(0)), "variance in each direction", standard: [1])

  /// Potentials V(x), on a plane V(x) + V(y).
  static let potentials: [TermDeclaration] = [
    TermDeclaration("quadratic", "c x²/2", [coefficient]),
    TermDeclaration("double_well", "c (x² − 1)²/4", [coefficient]),
    TermDeclaration("sine", "c sin x", [coefficient]),
    TermDeclaration("tilted", "c x", [coefficient]),
    TermDeclaration("corrugated", "c (sin(2πx)/π + x²/4)", [coefficient]),
  ]

  /// Potentials by their values in the cells of a grid.
  static let sampledPotential = TermDeclaration(
    "file", "c times the values in a file, one a cell",
    [TermParameter("name", .samples, "the file"), coefficient])

  /// Interactions W(r).
  static let interactions: [TermDeclaration] = [
    TermDeclaration("quadratic", "c r²/2", [coefficient]),
    TermDeclaration(
      "attractive_repulsive", "c (r^a/a − r^b/b)",
      [
        coefficient,
        TermParameter("a", .number(.above(0)), "power of the attraction, above b", standard: [2]),
        TermParameter("b", .number(.above(0)), "power of the repulsion", standard: [1]),
      ]),
    TermDeclaration(
      "gaussian", "−c e^{−r²/2ℓ²}",
      [coefficient, TermParameter("width", .number(.above(0)), "ℓ", standard: [1])]),
  ]

  /// Initial densities in so many dimensions.
  static func initial(dimension: Int) -> [TermDeclaration] {
    let mean = TermParameter(
      "mean", .place(dimensions: dimension), "centre",
      standard: [Double](repeating: 0, count: dimension))
    return [
      TermDeclaration(
        "gaussian", "a Gaussian as it is on the whole line, cut off at the ends",
        [mass, mean, variance]),
      TermDeclaration(
        "wrapped_gaussian", "a Gaussian with all its images around a periodic domain",
        [mass, mean, variance]),
      TermDeclaration("uniform", "the same density everywhere", [mass]),
      TermDeclaration(
        "random", "independent densities, uniform on [1 − a, 1 + a] times their mean",
        [
          mass,
          TermParameter("seed", .integer(0...(1 << 53)), "seed", standard: [1]),
          TermParameter(
            "amplitude", .number(.above(0, atMost: 1)), "a, at most 1", standard: [0.5]),
        ]),
      TermDeclaration(
        "barenblatt", "the self-similar solution of the porous medium equation about 0",
        [
          TermParameter("time", .number(.above(0)), "the time since it was a point", standard: [1]),
          TermParameter("level", .number(.above(0)), "its constant C", standard: [0.1]),
        ]),
      TermDeclaration(
        "file", "the values in a file, one a cell",
        [
          TermParameter("name", .samples, "the file"),
          TermParameter("coefficient", .number(.above(0)), "factor", standard: [1]),
        ]),
    ]
  }
}

extension PotentialSum {
  /// The sum of those terms that are given in closed form.
  init(ofTerms terms: [Sweep.Term]) {
    self.init(
      terms.compactMap { term in
        Potential(rawValue: term.name).map { .init(term.number("coefficient"), $0) }
      })
  }
}

extension [Term] {
  /// The sum of those terms that are given by values in the cells of a grid; empty if none is.
  func sampled(count: Int) -> [Double] {
    var sum: [Double] = []
    for term in self {
      guard let samples = term.samples, samples.values.count == count else { continue }
      if sum.isEmpty { sum = [Double](repeating: 0, count: count) }
      let factor = term.number("coefficient")
      for (i, value) in samples.values.enumerated() {
        sum[i] = sum[i].addingProduct(factor, value)
      }
    }
    return sum
  }
}

extension Term {
  /// The interaction and its factor.
  fileprivate var interactionKind: Interaction? {
    switch name {
    case "quadratic": .quadratic
    case "attractive_repulsive": .attractiveRepulsive(a: number("a"), b: number("b"))
    case "gaussian": .gaussian(width: number("width"))
    default: nil
    }
  }

  var interaction: (coefficient: Double, interaction: Interaction)? {
    interactionKind.map { (number("coefficient"), $0) }
  }
}
