/// The values of one input along an axis, all of one kind.
public enum AxisValues: Sendable, Equatable {
  case reals([Double])
  case integers([Int])
  case choices([String])
  case booleans([Bool])
  /// Vectors with an entry a component, all of one length, one after the other.
  case vectors(components: Int, [Double])
  case mixtures([MixtureSpecification])
  case numberLists([[Double]])
  case wordLists([[String]])
  case termLists([[Term]])

  /// How many values there are.
  public var count: Int {
    switch self {
    case .reals(let values): values.count
    case .integers(let values): values.count
    case .choices(let values): values.count
    case .booleans(let values): values.count
    case .vectors(let components, let values): values.count / components
    case .mixtures(let values): values.count
    case .numberLists(let values): values.count
    case .wordLists(let values): values.count
    case .termLists(let values): values.count
    }
  }

  /// The value at a position.
  public subscript(position: Int) -> InputValue {
    switch self {
    case .reals(let values): .real(values[position])
    case .integers(let values): .integer(values[position])
    case .choices(let values): .choice(values[position])
    case .booleans(let values): .boolean(values[position])
    case .vectors(let components, let values):
      .vector(Array(values[position * components..<(position + 1) * components]))
    case .mixtures(let values): .mixture(values[position])
    case .numberLists(let values): .numbers(values[position])
    case .wordLists(let values): .words(values[position])
    case .termLists(let values): .terms(values[position])
    }
  }
}

extension AxisValues {
  /// The values of several parts, one part after the other; none if the parts
  /// differ in kind or in the number of components.
  static func joined(_ parts: [AxisValues]) -> AxisValues? {
    guard var whole = parts.first else { return nil }
    for part in parts.dropFirst() {
      switch (whole, part) {
      case (.reals(let one), .reals(let other)): whole = .reals(one + other)
      case (.integers(let one), .integers(let other)): whole = .integers(one + other)
      case (.choices(let one), .choices(let other)): whole = .choices(one + other)
      case (.booleans(let one), .booleans(let other)): whole = .booleans(one + other)
      case (.vectors(let n, let one), .vectors(let m, let other)) where n == m:
        whole = .vectors(components: n, one + other)
      case (.mixtures(let one), .mixtures(let other)): whole = .mixtures(one + other)
      case (.numberLists(let one), .numberLists(let other)): whole = .numberLists(one + other)
      case (.wordLists(let one), .wordLists(let other)): whole = .wordLists(one + other)
      case (.termLists(let one), .termLists(let other)): whole = .termLists(one + other)
      default: return nil
      }
    }
    return whole
  }

  /// The first two positions with equal values, the later one being the first
  /// that repeats any; none if all values differ.
  var repeated: (first: Int, second: Int)? {
    switch self {
    case .reals(let values):
      isStrictlyMonotonic(values) ? nil : firstRepetition(values)
    case .integers(let values):
      isStrictlyMonotonic(values) ? nil : firstRepetition(values)
    case .choices(let values): firstRepetition(values)
    case .booleans(let values): firstRepetition(values)
    case .vectors(let components, let values):
      ascends(values, by: components)
        ? nil
        : firstRepetition(
          stride(from: 0, to: values.count, by: components).lazy.map {
            values[$0..<$0 + components]
          })
    case .mixtures(let values): firstRepetition(values.lazy.map(\.withoutName))
    case .numberLists(let values): firstRepetition(values)
    case .wordLists(let values): firstRepetition(values)
    case .termLists(let values): firstRepetition(values)
    }
  }
}

/// Whether the values only rise or only fall: the usual axis, decided without
/// a table.
private func isStrictlyMonotonic<Value: Comparable>(_ values: [Value]) -> Bool {
  let pairs = zip(values, values.dropFirst())
  return pairs.allSatisfy { $0 < $1 } || pairs.allSatisfy { $0 > $1 }
}

/// Whether vectors, one after the other, ascend in lexicographic order, as those of a simplex do.
private func ascends(_ values: [Double], by components: Int) -> Bool {
  stride(from: components, to: values.count, by: components).allSatisfy { start in
    for position in start..<start + components {
      let (last, next) = (values[position - components], values[position])
      if last != next { return last < next }
    }
    return false
  }
}

/// The first value that stands before, and where.
func firstRepetition<Values: Sequence>(
  _ values: Values
) -> (first: Int, second: Int)? where Values.Element: Hashable {
  var positions: [Values.Element: Int] = [:]
  positions.reserveCapacity(values.underestimatedCount)
  for (position, value) in values.enumerated() {
    if let first = positions.updateValue(position, forKey: value) {
      return (first, position)
    }
  }
  return nil
}
