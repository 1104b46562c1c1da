/// What an input takes, as a message says it.
func wanted(_ kind: InputKind) -> String {
  switch kind {
  case .real(let range): return wanted(range)
  case .integer(let range):
    return switch (range.lowerBound > Int.min, range.upperBound < Int.max) {
    case (true, true): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case (true, false): "a whole number, at least \(range.lowerBound)"
    case (false, true): "a whole number, at most \(range.upperBound)"
    case (false, false): "a whole number"
    }
  case .choice(let words): return "one of " + listing(words, "or")
  case .boolean: return "true or false"
  case .weights: return "a list of two or more weights"
  case .scales: return "a list of two or more positive numbers"
  case .mixture: return "a mixture {weights: […], means: […], scales: […]}"
  case .numbers(let list): return wanted(list)
  case .words(let words): return "a list of different words out of " + listing(words)
  case .terms(let terms): return "terms out of " + listing(terms.map(\.name))
  }
}

private func wanted(_ range: NumberRange) -> String {
  let conditions = [
    range.hasLower ? "\(range.includesLower ? "at least" : "above") \(range.lower)" : nil,
    range.hasUpper ? "at most \(range.upper)" : nil,
  ].compactMap(\.self)
  guard !conditions.isEmpty else { return "a finite number" }
  // "a number above 0.0", but "a number, at least 0.0".
  return "a number\(range.hasLower && range.includesLower ? "," : "") " + listing(conditions)
}

private func wanted(_ list: NumberList) -> String {
  let counts = list.counts
  let count =
    counts.count == 1
    ? "\(counts.lowerBound)"
    : counts.upperBound == Int.max
      ? "\(counts.lowerBound) or more" : "\(counts.lowerBound) to \(counts.upperBound)"
  let conditions = [
    list.range.hasLower ? "at least \(list.lowest)" : nil, list.isAscending ? "ascending" : nil,
  ].compactMap(\.self)
  return ([counts == 1...1 ? "a list of 1 number" : "a list of \(count) numbers"] + conditions)
    .joined(separator: ", ")
}
