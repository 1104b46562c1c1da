extension AxisValues {
  /// A single value as an axis of one position.
  init?(single value: InputValue) {
    switch value {
    case .real(let number): self = .reals([number])
    case .integer(let number): self = .integers([number])
    case .choice(let word): self = .choices([word])
    case .boolean(let flag): self = .booleans([flag])
    case .vector(let vector): self = .vectors(components: vector.count, vector)
    case .mixture(let mixture): self = .mixtures([mixture])
    case .numbers(let numbers): self = .numberLists([numbers])
    case .words(let words): self = .wordLists([words])
    case .terms(let terms): self = .termLists([terms])
    }
  }

  /// The largest number of components among the values, 0 where they have none.
  var componentCount: Int {
    switch self {
    case .vectors(let components, _): components
    case .mixtures(let mixtures): mixtures.map(\.weights.count).max() ?? 0
    default: 0
    }
  }

  /// The values as a dimension scale, where they are single numbers.
  var scale: Column? {
    switch self {
    case .reals(let values): .float64(values)
    case .integers(let values): .int64(values.map { Int64($0) })
    case .booleans(let values): .uint8(values.map { $0 ? 1 : 0 })
    case .choices, .vectors, .mixtures, .numberLists, .wordLists, .termLists: nil
    }
  }

  /// The values as coordinates: along an axis, or without it where they do not vary.
  func coordinates(
    for input: InputDeclaration, along axis: String?, componentCount: Int
  ) -> [Coordinate] {
    let dimensions = axis.map { [$0] } ?? []
    // A coordinate may not bear a dimension's name unless it is its scale.
    let name = input.name == axis ? "\(input.name)_value" : input.name
    let attributes = input.attributes(of: self)
    switch self {
    case .reals, .integers, .booleans:
      guard let scale else { return [] }
      return [Coordinate(name, over: dimensions, values: scale, attributes: attributes)]
    case .choices(let words):
      return [Coordinate(name, over: dimensions, values: .text(words), attributes: attributes)]
    case .vectors(_, let vectors):
      return [
        Coordinate(
          "\(input.name)_\(input.kind == .weights ? "weights" : "values")",
          over: dimensions + ["component"], values: .float64(vectors),
          attributes: attributes)
      ]
    case .mixtures(let mixtures):
      return mixtures.coordinates(
        named: input.name, over: dimensions, componentCount: componentCount)
    case .numberLists, .wordLists, .termLists:
      // Lists of different lengths fill no rectangle; as texts they are told apart to the last bit.
      let texts = (0..<count).map { self[$0].brief }
      return [Coordinate(name, over: dimensions, values: .text(texts), attributes: attributes)]
    }
  }
}

extension InputValue {
  /// The number of components of the value, 0 where it has none.
  var componentCount: Int { AxisValues(single: self)?.componentCount ?? 0 }
}

extension InputDeclaration {
  /// Unit and description, and what the codes of a Boolean mean.
  func attributes(of values: AxisValues) -> [Attribute] {
    var attributes = [
      Attribute("units", .text(unit)), Attribute("long_name", .text(summary)),
    ]
    if case .booleans = values {
      attributes.append(Attribute("flag_values", .flags([0, 1])))
      attributes.append(Attribute("flag_meanings", .text("false true")))
    }
    return attributes
  }
}

extension [MixtureSpecification] {
  /// Weights, means, scales and families, padded to the largest mixture, with the
  /// number of components and the name of each.
  fileprivate func coordinates(
    named name: String, over dimensions: [String], componentCount: Int
  ) -> [Coordinate] {
    func padded(_ part: (MixtureSpecification) -> [Double]) -> Column {
      .float64(
        flatMap { mixture in
          part(mixture)
            + [Double](repeating: .nan, count: componentCount - mixture.weights.count)
        })
    }
    func described(_ summary: String) -> [Attribute] {
      [Attribute("units", .text("1")), Attribute("long_name", .text(summary))]
    }
    let isPadded = contains { $0.weights.count < componentCount }
    let padding =
      isPadded ? [Attribute(nanMeaningAttribute, .text("the mixture has fewer components"))] : []
    let inner = dimensions + ["component"]
    let families = MixtureSpecification.Family.allCases
    let codes: [UInt8] = flatMap { mixture -> [UInt8] in
      mixture.families.map { UInt8((families.firstIndex(of: $0) ?? 0) + 1) }
        + [UInt8](repeating: 0, count: componentCount - mixture.weights.count)
    }
    return [
      Coordinate(
        "component_count", over: dimensions, values: .int64(map { Int64($0.weights.count) }),
        attributes: described("number of components")),
      Coordinate(
        "\(name)_weights", over: inner, values: padded(\.weights),
        attributes: described("weights of the components") + padding),
      Coordinate(
        "\(name)_means", over: inner, values: padded(\.means),
        attributes: described("means of the components") + padding),
      Coordinate(
        "\(name)_scales", over: inner, values: padded(\.scales),
        attributes: described("scales of the components") + padding),
      Coordinate(
        "\(name)_family", over: inner, values: .uint8(codes),
        attributes: described("families of the components") + [
          Attribute("flag_values", .flags((0...UInt8(families.count)).map { $0 })),
          Attribute(
            "flag_meanings",
            .text((["none"] + families.map(\.rawValue)).joined(separator: " "))),
        ]),
      Coordinate(
        "\(name)_id", over: dimensions, values: .text(map { $0.id ?? "" }),
        attributes: described("name of the mixture")),
    ]
  }
}
