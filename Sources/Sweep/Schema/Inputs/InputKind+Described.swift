extension InputKind {
  /// The values taken, in a few words.
  public var described: String {
    switch self {
    case .real(let range): range.described
    case .integer(let range): range.described
    case .choice(let words): words.joined(separator: " | ")
    case .boolean: "true | false"
    case .weights: "weights"
    case .scales: "positive numbers, one a component"
    case .mixture: "mixtures"
    case .numbers(let list): list.described
    case .words(let words): "a list of \(words.joined(separator: " | "))"
    case .terms(let terms): "a sum of \(terms.map(\.name).joined(separator: " | "))"
    }
  }

  /// The terms with their parameters, if they are what is taken, a parameter a line: the term, the
  /// parameter, what it takes and what it is; a term comes first on a line without parameter.
  public var termLines: [[String]] {
    guard case .terms(let terms) = self else { return [] }
    return terms.flatMap { term in
      [[term.name, "", "", term.summary]]
        + term.parameters.map { parameter in
          let standard = parameter.standard.map { values in
            "; \(values.count == 1 ? values[0].plain : "\(values)") unless given"
          }
          return [
            "", parameter.name, parameter.kind.described, parameter.summary + (standard ?? ""),
          ]
        }
    }
  }
}

extension TermParameter.Kind {
  fileprivate var described: String {
    switch self {
    case .number(let range): range.described
    case .integer(let range): range.described
    case .place(let dimensions):
      dimensions == 1 ? "a number" : "a number, or a list of \(dimensions)"
    case .samples: "the name of a file with numbers"
    }
  }
}

extension NumberRange {
  fileprivate var described: String {
    (hasLower ? "a number \(includesLower ? "≥" : ">") \(lower.plain)" : "a number")
      + (hasUpper ? ", ≤ \(upper.plain)" : "")
  }
}

extension ClosedRange<Int> {
  fileprivate var described: String { "a whole number, \(lowerBound) … \(upperBound)" }
}

extension NumberList {
  fileprivate var described: String {
    let count =
      counts.count == 1
      ? "\(counts.lowerBound)"
      : counts.upperBound == Int.max
        ? "≥ \(counts.lowerBound)" : "\(counts.lowerBound) … \(counts.upperBound)"
    return "a list of \(count) numbers" + (range.hasLower ? " ≥ \(lowest.plain)" : "")
      + (isAscending ? ", ascending" : "")
  }
}

extension InputValue {
  /// The value as a standard is named.
  public var described: String {
    switch self {
    case .real(let number): number.plain
    case .vector, .mixture: "one"
    case .words([]), .terms([]): "none"
    default: brief
    }
  }
}

extension Double {
  /// The number without a fraction of zero.
  fileprivate var plain: String {
    self == rounded() && magnitude < 1e6 ? "\(Int(self))" : "\(self)"
  }
}
