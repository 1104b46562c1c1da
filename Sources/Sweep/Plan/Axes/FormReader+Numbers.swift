extension FormReader {
  /// Numbers between two ends, as many as `count` says.
  func numbers(
    _ form: NumberForm, _ node: SourceNode, _ known: KnownEntries, at place: Place
  ) -> AxisValues? {
    let ends = ends(node, form.rawValue)
    let countNode = known.required("count", at: place, help: "add   count: 11")
    guard let ends, let countNode,
      let count = values.integer(countNode, in: Int.min...Int.max, "\(subject): count"),
      hasAllowedCount(count, at: countNode.place)
    else { return nil }
    let (a, b) = (ends.first.nearest, ends.last.nearest)
    if form == .geometric, !(a > 0 && b > 0) {
      reporter.error(
        "\(subject): the ends of 'geometric' must be positive, not \(a) and \(b)", at: node.place)
      return nil
    }
    let single = "for a single value write   \(input.name): [\(portable(form.power(ends.first)))]"
    guard a != b else {
      reporter.error(
        "\(subject): the ends are equal, so that there is one value", help: single, at: node.place)
      return nil
    }
    guard count >= 2 else {
      reporter.error(
        "\(subject): a range with different ends needs count ≥ 2", help: single,
        at: countNode.place)
      return nil
    }
    if form.base != nil, form.power(a < b ? ends.first : ends.last) == 0 {
      reporter.error(
        "\(subject): a value is too small for a double and would be 0", at: node.place)
      return nil
    }
    return column(
      count: count, at: node.place, form.values(count, from: ends.first, to: ends.last))
  }

  /// Numbers from one end to the other in steps.
  func range(_ node: SourceNode, _ known: KnownEntries, at place: Place) -> AxisValues? {
    let ends = ends(node, "range")
    let stepNode = known.required("step", at: place, help: "add   step: 0.1")
    guard let ends, let stepNode, let exactStep = values.decimal(stepNode, "\(subject): step")
    else { return nil }
    let (a, b, step) = (ends.first.nearest, ends.last.nearest, exactStep.nearest)
    guard a != b else {
      reporter.error(
        "\(subject): the ends are equal, so that there is one value",
        help: "for a single value write   \(input.name): [\(portable(a))]", at: node.place)
      return nil
    }
    guard step != 0, (step > 0) == (b > a) else {
      reporter.error(
        "\(subject): steps of \(step) do not lead from \(a) to \(b)",
        help: step == 0 ? "a step is not 0" : "write   step: \(portable(-step))",
        at: stepNode.place)
      return nil
    }
    guard (b - a) / step < Double(SweepFile.maximumAxisCount) else {
      reporter.error(
        "\(subject): so small a step gives too many values",
        help: "an axis has at most \(SweepFile.maximumAxisCount)", at: stepNode.place)
      return nil
    }
    guard let steps = SteppedRange.steps(from: a, to: b, by: step) else {
      reporter.error(
        "\(subject): steps of \(step) from \(a) do not end at \(b)",
        help: fittingRange(from: a, to: b, by: step), at: stepNode.place)
      return nil
    }
    let numbers = EvenSequence(from: ends.first, by: exactStep)
    return column(count: steps + 1, at: node.place) { $0 == steps ? b : numbers[$0] }
  }

  private func fittingRange(from a: Double, to b: Double, by step: Double) -> String {
    let below = ((b - a) / step).rounded(.down)
    let shorter = rounded(a + below * step)
    let longer = rounded(a + (below + 1) * step)
    let fittingStep = (b - a) / max(1, ((b - a) / step).rounded())
    return (below == 0 ? "they end at \(longer)" : "they end at \(shorter) or \(longer)")
      + "; steps of \(portable(fittingStep)) end at \(portable(b))"
  }

  /// A number to twelve digits: without the last digit's rounding, which is
  /// not what someone would write.
  private func rounded(_ number: Double) -> String {
    guard number != 0, number.isFinite else { return portable(number) }
    let digits = 12 - number.exponent * 30103 / 100_000
    guard (0...22).contains(digits), let scale = Double("1e\(digits)") else {
      return portable(number)
    }
    return portable((number * scale).rounded() / scale)
  }

  private func ends(_ node: SourceNode, _ form: String) -> (
    first: ExactDecimal, last: ExactDecimal
  )? {
    guard case .list(let items) = node.content, items.count == 2 else {
      if case .refused = node.content { return nil }
      reporter.error(
        "\(subject): '\(form)' wants its two ends, not "
          + (node.listCount.map { "a list of \($0)" } ?? node.kindName),
        help: "write   \(form): [0.0, 1.0]", at: node.place)
      return nil
    }
    let first = values.decimal(items[0], subject)
    let last = values.decimal(items[1], subject)
    guard let first, let last else { return nil }
    return (first, last)
  }

  /// Computed values, checked against what the input takes.
  private func column(
    count: Int, at place: Place, _ value: (Int) -> Double
  ) -> AxisValues? {
    guard hasAllowedCount(count, at: place) else { return nil }
    let numbers = (0..<count).map(value)
    if let position = numbers.firstIndex(where: { !$0.isFinite }) {
      reporter.error(
        "\(subject): value \(position + 1) of \(count) is too large for a double", at: place)
      return nil
    }
    switch input.kind {
    case .real(let range):
      if let position = numbers.firstIndex(where: { !range.contains($0) }) {
        return refuse(numbers, position, "is out of range", at: place)
      }
      return .reals(numbers)
    case .integer(let range):
      var whole: [Int] = []
      whole.reserveCapacity(count)
      for (position, number) in numbers.enumerated() {
        guard let value = Int(exactly: number), abs(number) <= 0x1p53 else {
          return refuse(numbers, position, "is not a whole number", at: place)
        }
        guard range.contains(value) else {
          return refuse(numbers, position, "is out of range", at: place)
        }
        whole.append(value)
      }
      return .integers(whole)
    case .choice, .boolean, .weights, .scales, .mixture, .numbers, .words, .terms:
      return nil
    }
  }

  private func refuse(
    _ numbers: [Double], _ position: Int, _ problem: String, at place: Place
  ) -> AxisValues? {
    reporter.error(
      "\(subject): value \(position + 1) of \(numbers.count), \(numbers[position]), \(problem)",
      help: "what is wanted is \(wanted(input.kind))", at: place)
    return nil
  }
}
