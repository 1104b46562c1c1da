/// The lattice points of the open simplex: weights k_i/m with whole k_i ≥ 1 and
/// Σ k_i = m.
struct Simplex {
  let components: Int
  let steps: Int

  /// How many points there are, the binomial coefficient (m − 1 over N − 1);
  /// none if that exceeds a limit.
  func count(atMost limit: Int) -> Int? {
    guard components <= steps else { return 0 }
    var count = 1
    let smaller = min(components - 1, steps - components)
    for factor in 0..<smaller {
      // The product of the first j factors over j! is whole at every j.
      let (product, overflow) = count.multipliedReportingOverflow(by: steps - 1 - factor)
      guard !overflow, product / (factor + 1) <= limit else { return nil }
      count = product / (factor + 1)
    }
    return count
  }

  /// The weights of all points one after the other, in lexicographic order.
  func weights() -> [Double] {
    guard components >= 1, components <= steps else { return [] }
    var parts = [Int](repeating: 1, count: components)
    parts[components - 1] = steps - components + 1
    var weights: [Double] = []
    while true {
      for part in parts {
        weights.append(Double(part) / Double(steps))
      }
      // The last part that can grow is the one before the last that can shrink.
      guard let shrinking = parts.lastIndex(where: { $0 > 1 }), shrinking > 0 else {
        return weights
      }
      let rest = parts[shrinking] - 1
      parts[shrinking] = 1
      parts[shrinking - 1] += 1
      parts[components - 1] = rest
    }
  }
}
