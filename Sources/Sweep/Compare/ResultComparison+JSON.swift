extension ResultComparison {
  /// The comparison as one line of JSON.
  ///
  /// NaN and infinities, which JSON does not have, are the texts "nan", "inf" and "-inf".
  public var json: String {
    object([
      ("agree", "\(agrees)"),
      ("shares_no_points", "\(sharesNoPoints)"),
      ("dimensions_only_in_a", list(dimensionsOnlyInA.map(quotedAsJSON))),
      ("dimensions_only_in_b", list(dimensionsOnlyInB.map(quotedAsJSON))),
      ("dimensions", object(dimensions.map { ($0.name, $0.json) })),
      ("coordinates", object(coordinates.map { ($0.name, $0.finding.json) })),
      ("variables", object(variables.map { ($0.name, $0.finding.json) })),
      ("attributes", object(attributes.map { ($0.name, $0.json) })),
      ("groups_only_in_a", list(groupsOnlyInA.map(quotedAsJSON))),
      ("groups_only_in_b", list(groupsOnlyInB.map(quotedAsJSON))),
      ("groups", object(groups.map { ($0.name, $0.comparison.json) })),
    ])
  }
}

extension DimensionComparison {
  fileprivate var json: String {
    object([
      ("shared", "\(sharedCount)"), ("only_in_a", list(onlyInA.map(\.json))),
      ("only_in_b", list(onlyInB.map(\.json))), ("reordered", "\(isReordered)"),
    ])
  }
}

extension DatasetComparison.Finding {
  fileprivate var json: String {
    switch self {
    case .onlyInA: object([("only_in", quotedAsJSON("a"))])
    case .onlyInB: object([("only_in", quotedAsJSON("b"))])
    case .types(let a, let b):
      object([("types", list([quotedAsJSON(a.rawValue), quotedAsJSON(b.rawValue)]))])
    case .dimensions(let a, let b):
      object([("dimensions", list([list(a.map(quotedAsJSON)), list(b.map(quotedAsJSON))]))])
    case .values(let differences): differences.json
    }
  }
}

extension ValueDifferences {
  fileprivate var json: String {
    object([
      ("compared", "\(compared)"), ("different", "\(different)"), ("nan", "\(unmatchedNaN)"),
      ("first", first.map { object($0.members) } ?? "null"),
      ("first_nan", firstUnmatchedNaN.map { object($0.members) } ?? "null"),
      (
        "largest_ulp",
        largestUlp.map { object([("ulp", "\($0.distance)")] + $0.values.members) } ?? "null"
      ),
      (
        "largest_relative",
        largestRelative.map {
          let distance = ResultTable.Cell.number($0.distance)
          return object([("relative", distance.json)] + $0.values.members)
        } ?? "null"
      ),
    ])
  }
}

extension ValueDifferences.Pair {
  fileprivate var members: [(String, String)] {
    [("at", place.json), ("a", a.json), ("b", b.json)]
  }
}

extension ResultPlace {
  fileprivate var json: String { object(entries.map { ($0.name, $0.value.json) }) }
}

extension ResultTable.Cell {
  fileprivate var json: String {
    switch self {
    case .number(let value) where value.isFinite: "\(value)"
    case .integer(let value): "\(value)"
    case .number, .text, .none: quotedAsJSON(everyDigit)
    }
  }
}

extension AttributeDifference {
  fileprivate var json: String {
    object([("a", a.map(\.json) ?? "null"), ("b", b.map(\.json) ?? "null")])
  }
}

extension Attribute.Value {
  fileprivate var json: String {
    switch self {
    case .text(let text): quotedAsJSON(text)
    case .real(let number): ResultTable.Cell.number(number).json
    case .integer(let number): "\(number)"
    case .flags(let codes): list(codes.map { "\($0)" })
    }
  }
}

private func object(_ members: [(name: String, value: String)]) -> String {
  "{\(members.map { "\(quotedAsJSON($0.name)): \($0.value)" }.joined(separator: ", "))}"
}

private func list(_ elements: [String]) -> String { "[\(elements.joined(separator: ", "))]" }
