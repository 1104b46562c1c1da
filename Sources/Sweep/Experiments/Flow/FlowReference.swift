internal import Kernels

/// What a flow on a grid is measured by.
enum FlowReference: String, Sendable, CaseIterable {
  /// The exact solution of the equation, where one is known.
  case exact
  /// Finite differences in space and Crank–Nicolson in time, of the heat equation.
  case crankNicolson = "crank_nicolson"
  /// The same scheme in space, in time to a tight tolerance.
  case semiDiscrete = "semi_discrete"
}

extension GridRun {
  /// The equation whose exact solution is known.
  enum Solution {
    /// Heat on a domain without ends, or with reflecting ones.
    case heat
    /// Ornstein and Uhlenbeck's process, as on the whole line.
    case ornsteinUhlenbeck(stiffness: Double)
    /// The self-similar solution of the porous medium equation, as on the whole line.
    case barenblatt
  }

  static let gaussians: Set = ["gaussian", "wrapped_gaussian"]

  /// Which exact solution there is; none is known in general.
  var solution: Solution? {
    guard interaction.isEmpty else { return nil }
    let names = Set(initial.map(\.name))
    let hasMedium = mediumCoefficient > 0
    if hasMedium, diffusion == 0, potential.isEmpty, names == ["barenblatt"], initial.count == 1 {
      return .barenblatt
    }
    guard !hasMedium, diffusion > 0 else { return nil }
    if potential.isEmpty {
      return names.isSubset(of: Self.gaussians.union(["uniform"])) ? .heat : nil
    }
    let stiffness = potential.reduce(0) { $0 + $1.number("coefficient") }
    let isQuadratic = potential.allSatisfy { $0.name == "quadratic" } && stiffness > 0
    return isQuadratic && names == ["gaussian"] ? .ornsteinUhlenbeck(stiffness: stiffness) : nil
  }

  /// The exact solution in every cell; none where none is known.
  func exactDensity(on grid: Grid, time: Double) -> [Double]? {
    guard let solution else { return nil }
    var sum = [Double](repeating: 0, count: grid.count)
    for term in initial {
      let density: [Double] =
        switch solution {
        case .heat where term.name == "uniform": initialDensity(of: term, on: grid)
        case .heat: gaussian(term, on: grid, isWrapped: true, time: time)
        case .ornsteinUhlenbeck(let stiffness):
          relaxed(term, stiffness: stiffness, on: grid, time: time)
        case .barenblatt: barenblatt(term).samples(on: grid, time: term.number("time") + time)
        }
      for i in sum.indices { sum[i] += density[i] }
    }
    return sum
  }

  private func relaxed(
    _ term: Term, stiffness: Double, on grid: Grid, time: Double
  ) -> [Double] {
    let means = term.parameters["mean"] ?? [0]
    let solution = { (axis: Int) in
      OrnsteinUhlenbeck.solution(
        mean: means[min(axis, means.count - 1)], variance: term.number("variance"),
        stiffness: stiffness, diffusion: diffusion, time: time)
    }
    return product(
      solution(0).density, solution(1).density, times: term.number("mass"), on: grid)
  }

  /// The outputs that tell the distances to references.
  static let errorNames: Set = ["max_error", "l1_error", "l2_error", "symmetric_divergence"]

  /// Whether a wanted output needs the Crank–Nicolson solution.
  var needsCrankNicolson: Bool { references.contains(.crankNicolson) && needsReferences }

  /// Whether a wanted output needs the semi-discrete solution, which takes as long as the flow or longer.
  var needsSemiDiscrete: Bool { references.contains(.semiDiscrete) && needsReferences }

  private var needsReferences: Bool {
    !outputs.isDisjoint(with: Self.errorNames.union(["reference_density"]))
  }

  /// Goes on with the Crank–Nicolson solution from one of the times to the next, by steps of the length
  /// τ, shortened evenly as those of the flow are.
  ///
  /// At most so many steps; on periodic grids any number of them is one multiplication.
  func advanceCrankNicolson(
    _ state: FlowState, from start: Double, to target: Double, stepLimit: Int, on grid: Grid
  ) -> FlowAdvance {
    let count = Int(StepControl.count(of: step, over: target - start))
    // The same in every slice, and so is what is done: times between are multiples of it.
    let tau = count > 0 ? (target - start) / Double(count) : 0
    let done = count > 0 ? Int(((state.time - start) / tau).rounded()) : 0
    let steps = min(grid.boundary == .periodic ? .max : stepLimit, count - done)
    var next = state
    if steps > 0 {
      let method = CrankNicolson(on: grid, diffusion: diffusion)
      next.values = method.advance(state.values, steps: steps, step: tau)
      next.stepCount += steps
      next.time = start + Double(done + steps) * tau
    }
    guard done + steps == count else { return .paused(next) }
    next.time = target
    return .reached(next)
  }
}
