internal import Kernels

extension GridRun {
  /// The initial density in every cell.
  func initialDensity(on grid: Grid) -> [Double] {
    var sum = [Double](repeating: 0, count: grid.count)
    for term in initial {
      let density = initialDensity(of: term, on: grid)
      for i in sum.indices { sum[i] += density[i] }
    }
    return sum
  }

  /// The part of a term.
  func initialDensity(of term: Term, on grid: Grid) -> [Double] {
    switch term.name {
    case "gaussian": gaussian(term, on: grid, isWrapped: false, time: 0)
    case "wrapped_gaussian": gaussian(term, on: grid, isWrapped: true, time: 0)
    case "uniform":
      [Double](repeating: term.number("mass") / size(of: grid), count: grid.count)
    case "random": random(term, on: grid)
    case "barenblatt":
      barenblatt(term).samples(on: grid, time: term.number("time"))
    default: [term].sampled(count: grid.count)
    }
  }

  /// The length or area of the domain.
  func size(of grid: Grid) -> Double {
    let along = domain[1] - domain[0]
    return grid.dimension == 1 ? along : along * (domainAlongY[1] - domainAlongY[0])
  }

  /// A Gaussian that has spread by the heat equation for a time.
  func gaussian(_ term: Term, on grid: Grid, isWrapped: Bool, time: Double) -> [Double] {
    product(
      gaussianFactor(term, axis: 0, isWrapped: isWrapped, time: time),
      gaussianFactor(term, axis: 1, isWrapped: isWrapped, time: time),
      times: term.number("mass"), on: grid)
  }

  /// The factor of such a Gaussian that depends on x, or on y: axis 0 or 1.
  func gaussianFactor(
    _ term: Term, axis: Int, isWrapped: Bool, time: Double
  ) -> (Double) -> Double {
    let interval = axis == 0 ? domain : domainAlongY
    let length = interval[1] - interval[0]
    let image = { (mean: Double, period: Double) in
      WrappedGaussian(
        mean: mean, variance: term.number("variance"), period: period,
        diffusion: self.diffusion, time: time)
    }
    let centre = mean(of: term, axis)
    guard isWrapped else { return image(centre, .infinity).density }
    guard boundary == .reflecting else { return image(centre, length).density }
    // Mirrored at the ends: of twice the period, and the mirror image.
    let (one, other) = (image(centre, 2 * length), image(2 * interval[0] - centre, 2 * length))
    return { one.density($0) + other.density($0) }
  }

  /// Where a term has its centre along x or y; one number is that of both.
  func mean(of term: Term, _ axis: Int) -> Double {
    let mean = term.parameters["mean"] ?? [0]
    return mean[min(axis, mean.count - 1)]
  }

  /// f(x) g(y) in every cell, on a line f(x).
  func product(
    _ f: (Double) -> Double, _ g: (Double) -> Double, times mass: Double, on grid: Grid
  ) -> [Double] {
    let along = centres(of: grid).map { mass * f($0) }
    guard grid.dimension == 2 else { return along }
    let across = (0..<grid.rows).map { g(grid.y($0)) }
    return across.flatMap { factor in along.map { factor * $0 } }
  }

  /// x of every column.
  func centres(of grid: Grid) -> [Double] {
    guard metric == .inhomogeneous else { return (0..<grid.columns).map { grid.x($0) } }
    return FlowMetric.inhomogeneous(relativeScales: scales(grid.columns)).centres(on: grid)
  }

  /// 1 + a (2u − 1) with uniform u, times what makes the mass.
  private func random(_ term: Term, on grid: Grid) -> [Double] {
    let amplitude = term.number("amplitude")
    var generator = SplitMix64(seed: UInt64(term.number("seed")))
    let values = (0..<grid.count).map { _ in
      1.0.addingProduct(amplitude, 2 * generator.nextFraction() - 1)
    }
    let sum =
      metric == .inhomogeneous
      ? zip(scales(grid.columns), values).reduce(0) { $0 + $1.0 * $1.1 } : values.reduce(0, +)
    let factor = term.number("mass") / (sum * grid.cellVolume)
    return values.map { factor * $0 }
  }

  /// The self-similar solution that a term begins from.
  func barenblatt(_ term: Term) -> Barenblatt {
    Barenblatt(
      PorousMedium(coefficient: mediumCoefficient, exponent: mediumExponent),
      dimension: dimension, level: term.number("level"))
  }
}

/// A generator of random numbers that is the same everywhere.
///
/// G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA
/// 2014, Figure 17.
private struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A multiple of 2⁻⁵³ in [0, 1).
  mutating func nextFraction() -> Double { Double(next() >> 11) * 0x1p-53 }
}
