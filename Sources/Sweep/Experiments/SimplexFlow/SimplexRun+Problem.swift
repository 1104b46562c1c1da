internal import Kernels

extension SimplexRun {
  /// What is wrong with inputs that are each right by themselves.
  var problem: InputProblem? { energyProblem ?? stepperProblem ?? stepProblem }

  private var energyProblem: InputProblem? {
    guard equations == .weights else { return ratioProblem }
    if let problem = interaction.interactionProblem { return problem }
    guard diffusion > 0 || !potential.isEmpty || !interaction.isEmpty else {
      return .noEnergy("diffusion, potential or interaction")
    }
    return nil
  }

  /// What the equations of ratios do not have.
  private var ratioProblem: InputProblem? {
    let problem = { (input: String, what: String) in
      InputProblem(
        input: input, message: "the equations \(equations.rawValue) have \(what)",
        help: "take   equations: weights")
    }
    if !potential.isEmpty { return problem("potential", "no potential") }
    if !interaction.isEmpty { return problem("interaction", "no interaction") }
    if diffusion != 1 { return problem("diffusion", "the entropy with factor 1") }
    if mobility != .geometric { return problem("mobility", "the geometric mobility") }
    return nil
  }

  private var stepperProblem: InputProblem? {
    let isKnown = equations == .weights ? stepper.ofWeights != nil : stepper.ofRatios != nil
    guard isKnown else {
      let allowed = Stepper.allCases.filter {
        equations == .weights ? $0.ofWeights != nil : $0.ofRatios != nil
      }
      return InputProblem(
        input: "stepper",
        message: "\(stepper.rawValue) is not for the equations \(equations.rawValue)",
        help: "take one of \(allowed.map(\.rawValue).joined(separator: ", "))")
    }
    guard stepper != .rosenbrock || weights.count >= 3 else {
      return InputProblem(
        input: "stepper", message: "rosenbrock needs three components",
        help: "take explicit_euler")
    }
    return nil
  }

  private var stepProblem: InputProblem? {
    if let problem = InputProblem.tooStrict(tolerance, "tolerance") { return problem }
    let others = equations == .weights ? "rkl2 or rosenbrock" : "dormand_prince"
    guard step > 0 else {
      return stepper.isAdaptive ? nil : .notAdaptive(stepper.rawValue, others: others)
    }
    if let problem = InputProblem.tooShort(step, times: times) { return problem }
    guard !allowsUnstable else { return nil }
    return .unstable(
      step, longest: longestStableStep, stepper.rawValue,
      others: equations == .weights ? "rkl2, which is stabilized" : "a tolerance")
  }
}
