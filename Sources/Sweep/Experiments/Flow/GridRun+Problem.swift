internal import Kernels

extension GridRun {
  /// What is wrong with inputs that are each right by themselves.
  var problem: InputProblem? {
    gridProblem ?? schemeProblem ?? initialProblem ?? stepProblem ?? referenceProblem
      ?? resolutionProblem
  }

  /// As many values as a trajectory may have.
  private static let mostValues = 1 << 31

  private var gridProblem: InputProblem? {
    let size = cells > 0 ? "cells" : "dx"
    if metric == .inhomogeneous {
      guard dimension == 1 else {
        return InputProblem(
          input: "metric", message: "the inhomogeneous metric is for lines",
          help: "take homogeneous or second_order")
      }
      guard !relativeScales.isEmpty else {
        return InputProblem(
          input: "metric", message: "the inhomogeneous metric needs relative_scales",
          help: "write   fixed: {relative_scales: [1.0, 2.0]}")
      }
    } else if !relativeScales.isEmpty {
      return InputProblem(
        input: "relative_scales", message: "only the inhomogeneous metric has relative scales",
        help: "write   metric: inhomogeneous   or leave them out")
    }
    for (name, ends) in [("domain", domain), ("domain_y", secondDomain)] where ends.count == 2 {
      guard !(ends[1] - ends[0]).isFinite else { continue }
      return InputProblem(
        input: name, message: "\(ends) is longer than a double holds",
        help: "the longest is \(Double.greatestFiniteMagnitude)")
    }
    guard let columns, columns >= 2 else {
      return InputProblem(
        input: size,
        message: "\(givenSpacing) does not cut the domain \(domain) into whole cells, two or more",
        help: "choose a spacing that divides \(domain[1] - domain[0]), or give cells")
    }
    if let problem = spacingProblem(domain, "domain") { return problem }
    if !relativeScales.isEmpty, columns % relativeScales.count != 0 {
      return InputProblem(
        input: "relative_scales",
        message: "\(relativeScales.count) scales do not repeat evenly in \(columns) cells",
        help: "give as many as divide the number of cells")
    }
    guard dimension == 2 else { return sizeProblem(size, columns) }
    guard secondDomain.isEmpty || secondDomain.count == 2 else {
      return InputProblem(
        input: "domain_y", message: "an interval has two ends", help: "write   domain_y: [0.0, 1.0]"
      )
    }
    guard let rows, rows >= 2 else {
      return InputProblem(
        input: size,
        message:
          "the spacing \(spacing) does not cut domain_y \(domainAlongY) into whole cells, two or more",
        help: "cells are squares: choose a spacing that divides both lengths")
    }
    return spacingProblem(domainAlongY, "domain_y") ?? sizeProblem(size, columns * rows)
  }

  /// Cells that doubles cannot tell apart, or whose h² they do not hold.
  private func spacingProblem(_ ends: [Double], _ input: String) -> InputProblem? {
    let h = spacing
    guard (h * h).isNormal, ends[0] + h > ends[0], ends[1] - h < ends[1] else {
      return InputProblem(
        input: input, message: "cells of the width \(h) on \(ends) are beyond what doubles hold",
        help: "choose other units, or fewer cells")
    }
    return nil
  }

  private func sizeProblem(_ size: String, _ count: Int) -> InputProblem? {
    // The product of the three numbers may be more than an Int holds.
    guard count > Self.mostValues / times.count else { return nil }
    return InputProblem(
      input: size, message: "\(times.count) times \(count) densities are too many",
      help: "a flow has at most \(Self.mostValues): store fewer times")
  }

  private var schemeProblem: InputProblem? {
    if metric == .inhomogeneous {
      guard mobility == .geometric else {
        return InputProblem(
          input: "mobility", message: "the inhomogeneous metric has a mobility of its own",
          help: "leave it geometric")
      }
      guard interaction.isEmpty else {
        return InputProblem(
          input: "interaction", message: "there is no interaction on cells of unequal widths",
          help: "take another metric")
      }
    }
    if let problem = interaction.interactionProblem { return problem }
    guard diffusion > 0 || mediumCoefficient > 0 || !potential.isEmpty || !interaction.isEmpty
    else { return .noEnergy("diffusion, porous_medium, potential or interaction") }
    return sampleProblem(potential, "potential")
  }

  private var stepProblem: InputProblem? {
    if let problem = InputProblem.tooStrict(tolerance, "tolerance") { return problem }
    if needsSemiDiscrete,
      let problem = InputProblem.tooStrict(referenceTolerance, "reference_tolerance")
    {
      return problem
    }
    if stepper == .rosenbrock, dimension == 2 {
      return InputProblem(
        input: "stepper", message: "rosenbrock is for lines", help: "take rkl2, which is stabilized"
      )
    }
    if stepper == .rosenbrock, (columns ?? 3) < 3 {
      return InputProblem(
        input: "stepper", message: "rosenbrock needs three cells", help: "take explicit_euler")
    }
    guard step > 0 else {
      return stepper.isAdaptive
        ? nil : .notAdaptive(stepper.rawValue, others: "rkl2 or rosenbrock")
    }
    if let problem = InputProblem.tooShort(step, times: times) { return problem }
    guard !allowsUnstable else { return nil }
    return .unstable(
      step, longest: quicklyKnownStableStep, "\(stepper.rawValue) at h = \(spacing)",
      others: "rkl2, which is stabilized")
  }

  private var referenceProblem: InputProblem? {
    if references.contains(.exact), solution == nil {
      return InputProblem(
        input: "references", message: "no exact solution of this flow is known",
        help: "there is one of heat from sums of Gaussians and uniform densities, of Gaussians in "
          + "a quadratic potential, and of the porous medium from barenblatt")
    }
    guard references.contains(.crankNicolson) else { return nil }
    let isHeat =
      diffusion > 0 && mediumCoefficient == 0 && potential.isEmpty && interaction.isEmpty
    guard isHeat, metric != .inhomogeneous, boundary == .periodic || dimension == 1 else {
      return InputProblem(
        input: "references",
        message: "crank_nicolson is for heat on lines and on periodic planes, with equal cells",
        help: "take semi_discrete")
    }
    guard step > 0 else {
      return InputProblem(
        input: "references",
        message: "crank_nicolson takes the step of the flow, and here it is adaptive",
        help: "give dt, or take semi_discrete")
    }
    return nil
  }
}
