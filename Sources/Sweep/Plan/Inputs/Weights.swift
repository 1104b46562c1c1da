extension ValueReader {
  /// Weights below this would lose digits in products with densities.
  static let smallestWeight = 1e-250

  /// A list of numbers; none if any of them is wrong or it is no list.
  func numbers(_ node: SourceNode, _ subject: String, _ what: String) -> [Double]? {
    guard case .list(let items) = node.content else {
      if case .refused = node.content { return nil }
      reporter.error(
        "\(subject): a list of \(what) is wanted, not \(node.kindName)", at: node.place)
      return nil
    }
    let numbers = items.compactMap { number($0, subject) }
    return numbers.count == items.count ? numbers : nil
  }

  /// Positive numbers, one for each component.
  func scales(_ node: SourceNode, _ subject: String) -> [Double]? {
    guard let scales = numbers(node, subject, "positive numbers"),
      case .list(let items) = node.content
    else { return nil }
    guard scales.count >= 2 else {
      reporter.error(
        "\(subject): a mixture has two components or more, not \(scales.count)", at: node.place)
      return nil
    }
    let range = MixtureSpecification.lengths
    var areAllowed = true
    for (scale, item) in zip(scales, items) where !range.contains(scale) {
      areAllowed = false
      reporter.error(
        "\(subject): \(scale) is out of range",
        help: "what is wanted is "
          + wanted(.real(.above(range.lowerBound, atMost: range.upperBound))),
        at: item.place)
    }
    return areAllowed ? scales : nil
  }

  /// Mixture weights: a point of the open simplex.
  ///
  /// Weights whose sum is 1 to rounding are kept bit for bit. Where others are
  /// to be normalized, those divided by the sum are returned.
  func weights(_ node: SourceNode, _ subject: String) -> [Double]? {
    guard let weights = numbers(node, subject, "weights"), case .list(let items) = node.content
    else { return nil }
    guard weights.count >= 2 else {
      reporter.error(
        "\(subject): a mixture has two weights or more, not \(weights.count)", at: node.place)
      return nil
    }
    var areAllowed = true
    for (weight, item) in zip(weights, items) where !(weight >= Self.smallestWeight) {
      areAllowed = false
      reporter.error(
        weight > 0
          ? "\(subject): the weight \(weight) is too small"
          : "\(subject): a weight must be positive, not \(weight)",
        help: "the smallest weight allowed is \(Self.smallestWeight)", at: item.place)
    }
    return areAllowed ? summingToOne(weights, at: node.place, subject) : nil
  }

  private func summingToOne(
    _ weights: [Double], at place: Place, _ subject: String
  ) -> [Double]? {
    let sum = preciseSum(weights)
    // Each weight is rounded by at most half of 2^-53, so N literals that sum
    // to 1 stay far within this; a forgotten digit does not.
    if abs(sum - 1) <= 4 * Double(weights.count) * 0x1p-52 { return weights }
    guard normalizes else {
      reporter.error(
        "\(subject): the weights sum to \(sum), not to 1",
        help: "to have them divided by their sum write   fixed: {normalize: true}", at: place)
      return nil
    }
    guard sum.isFinite else {
      reporter.error("\(subject): the sum of the weights is too large for a double", at: place)
      return nil
    }
    let normalized = weights.map { $0 / sum }
    guard normalized.allSatisfy({ $0 >= Self.smallestWeight }) else {
      reporter.error(
        "\(subject): divided by their sum, some weights are too small",
        help: "the smallest weight allowed is \(Self.smallestWeight)", at: place)
      return nil
    }
    return normalized
  }
}

/// The sum of numbers with the rounding errors of the additions added back
/// (Neumaier's variant of Kahan's summation).
func preciseSum(_ numbers: [Double]) -> Double {
  var sum = 0.0
  var correction = 0.0
  for number in numbers {
    let next = sum + number
    correction += abs(sum) >= abs(number) ? (sum - next) + number : (number - next) + sum
    sum = next
  }
  // An infinite sum has no correction but NaN.
  return sum.isFinite ? sum + correction : sum
}
