internal import Kernels

/// What is wrong with an initial density.
///
/// It is asked of every point of a sweep, so it looks at the cells where a term is largest, not at all.
extension GridRun {
  /// A density that is none.
  var initialProblem: InputProblem? {
    if initial.contains(where: { $0.name == "barenblatt" }), mediumCoefficient == 0 {
      return InputProblem(
        input: "initial", message: "barenblatt is of a porous medium",
        help: "write   fixed: {porous_medium: 1.0}")
    }
    if let problem = sampleProblem(initial, "initial") { return problem }
    for case let samples? in initial.map(\.samples) {
      guard let least = samples.values.min(), least < 0 else { continue }
      return InputProblem(
        input: "initial", message: "\(samples.file) has the density \(least)",
        help: "densities are not negative")
    }
    let grid = grid
    let largest = initial.map { largestDensity(of: $0, on: grid) }.reduce(0, +)
    guard largest != 0 else {
      return InputProblem(
        input: "initial", message: "the density is 0 in every cell",
        help: "it lies outside of the domain or between the centres of cells: move it, or take "
          + "smaller cells")
    }
    guard (largest * Double(grid.count) * grid.cellVolume).isFinite else {
      return InputProblem(
        input: "initial",
        message: "with densities of up to \(largest) the mass is more than a double holds",
        help: "choose other units")
    }
    return nil
  }

  /// Gaussians so narrow that the grid sees another mass than was asked for.
  var resolutionProblem: InputProblem? {
    for term in initial where Self.gaussians.contains(term.name) {
      let deviation = term.number("variance").squareRoot()
      let share = (0..<dimension).reduce(1) { $0 * seenShare(of: term, axis: $1, deviation) }
      guard (share - 1).magnitude > 1e-3 else { continue }
      let mass = term.number("mass")
      return InputProblem(
        input: "initial",
        message:
          "of \(term.name) with the mass \(mass) the cells hold \(share * mass): its standard "
          + "deviation \(deviation) is less than their width \(spacing)",
        help: "give it a variance of \(spacing * spacing) or more, or take smaller cells",
        severity: .warning)
    }
    return nil
  }

  /// h Σ_i φ(x_i − m) over the centres x_i of cells of the width h without end: 1 to 2 e^{−2π²σ²/h²}.
  private func seenShare(of term: Term, axis: Int, _ deviation: Double) -> Double {
    guard metric != .inhomogeneous, deviation < spacing else { return 1 }
    let first = axis == 0 ? grid.origin.x : grid.origin.y
    let offset = ((mean(of: term, axis) - first) / spacing).remainder(dividingBy: 1)
    let gaussian = WrappedGaussian(
      mean: offset, variance: (deviation / spacing) * (deviation / spacing), period: .infinity)
    // Ten deviations, of less than a cell each.
    return (-10...10).reduce(0) { $0 + gaussian.density(Double($1)) }
  }

  /// The largest value of a term in the cells, to a factor near 1; 0 only if it is 0 in all.
  private func largestDensity(of term: Term, on grid: Grid) -> Double {
    switch term.name {
    case "gaussian", "wrapped_gaussian":
      let isWrapped = term.name == "wrapped_gaussian"
      return (0..<dimension).reduce(term.number("mass")) { product, axis in
        let factor = gaussianFactor(term, axis: axis, isWrapped: isWrapped, time: 0)
        let centre = mean(of: term, axis)
        return product
          * factor(
            nearestCentre(to: isWrapped ? folded(centre, axis) : centre, axis, grid))
      }
    case "uniform": return term.number("mass") / size(of: grid)
    case "random":
      return (1 + term.number("amplitude")) * (term.number("mass") / size(of: grid))
    case "barenblatt":
      let places = (0..<dimension).map { nearestCentre(to: 0, $0, grid) }
      return barenblatt(term).density(
        distance: places.reduce(0) { $0 + $1 * $1 }.squareRoot(), time: term.number("time"))
    default: return term.number("coefficient") * (term.samples?.values.max() ?? 0)
    }
  }

  /// The image in the domain of a place, of those that lie at whole periods or mirrored at the ends.
  private func folded(_ place: Double, _ axis: Int) -> Double {
    let ends = axis == 0 ? domain : domainAlongY
    let length = ends[1] - ends[0]
    let turns = ((place - ends[0]) / length).rounded(.down)
    let offset = place - ends[0] - turns * length
    let isMirrored = boundary == .reflecting && turns.remainder(dividingBy: 2) != 0
    return ends[0] + (isMirrored ? length - offset : offset)
  }

  /// The centre nearest to a place among those of the columns, or of the rows.
  private func nearestCentre(to place: Double, _ axis: Int, _ grid: Grid) -> Double {
    if metric == .inhomogeneous {
      return centres(of: grid).min { ($0 - place).magnitude < ($1 - place).magnitude } ?? place
    }
    let (first, count) = axis == 0 ? (grid.origin.x, grid.columns) : (grid.origin.y, grid.rows)
    let index = max(0, min(Double(count - 1), ((place - first) / spacing).rounded()))
    return axis == 0 ? grid.x(Int(index)) : grid.y(Int(index))
  }
}
