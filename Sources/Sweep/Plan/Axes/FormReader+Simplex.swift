extension FormReader {
  /// The lattice points of a simplex.
  func simplex(_ node: SourceNode) -> AxisValues? {
    guard case .map(let entries) = node.content else {
      if case .refused = node.content { return nil }
      reporter.error(
        "\(subject): 'simplex' is a map, not \(node.kindName)",
        help: "write   {simplex: {components: 3, steps: 10}}", at: node.place)
      return nil
    }
    let known = KnownEntries(
      entries, ["components", "steps", "boundary"], in: "\(subject): 'simplex'", reporter)
    let boundaryNode = known["boundary"]
    if let boundaryNode, values.boolean(boundaryNode, "\(subject): boundary") == true {
      reporter.error(
        "\(subject): the boundary of the simplex cannot be included",
        help: "there some weight is 0, and a component of weight 0 is no component",
        at: boundaryNode.place)
    }
    let componentsNode = known.required("components", at: node.place)
    let stepsNode = known.required("steps", at: node.place)
    // Beyond, the two do not fit into one list of numbers anyway.
    let limit = 2...100_000_000
    let components = componentsNode.flatMap {
      values.integer($0, in: limit, "\(subject): components")
    }
    let steps = stepsNode.flatMap { values.integer($0, in: limit, "\(subject): steps") }
    guard let components, let steps, let stepsNode else { return nil }
    guard steps >= components else {
      reporter.error(
        "\(subject): \(steps) steps are too few for \(components) positive weights",
        help: "write   steps: \(components)   or more", at: stepsNode.place)
      return nil
    }
    let simplex = Simplex(components: components, steps: steps)
    guard let count = simplex.count(atMost: SweepFile.maximumAxisCount),
      count * components <= 10 * SweepFile.maximumAxisCount
    else {
      reporter.error(
        "\(subject): the simplex has too many lattice points",
        help: "an axis has at most \(SweepFile.maximumAxisCount) values", at: node.place)
      return nil
    }
    return .vectors(components: components, simplex.weights())
  }
}
