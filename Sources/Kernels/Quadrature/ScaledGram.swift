/// Integrals ∫ a b/ρ dx of products of functions a = m e^h, each product with an exponent
/// of its own.
///
/// Products whose factors have the same exponents form a group: one exponential at each node
/// serves all of them. A group's sums are multiples of e^S, where S follows the largest
/// exponent met so far; they are rescaled when a panel exceeds it by more than 30.
struct ScaledGram: ~Copyable {
  /// Which products are integrated: of which mantissas, and under which exponents.
  struct Products: Sendable {
    fileprivate var groups: [Group] = []
    fileprivate var members: [Member] = []

    /// How many there are.
    var count: Int { members.count }

    /// Begins a group of products under the exponents h_a + h_b.
    mutating func beginGroup(_ a: Int, _ b: Int) {
      groups.append(Group(first: a, second: b, end: members.count))
    }

    /// Adds the product of two mantissas to the group begun, and returns its number.
    mutating func append(_ a: Int, _ b: Int) -> Int {
      members.append(Member(first: a, second: b))
      groups[groups.count - 1].end = members.count
      return members.count - 1
    }
  }

  fileprivate struct Group {
    let first: Int
    let second: Int
    /// The member after the last.
    var end: Int
    /// S.
    var exponent = -Double.infinity
  }

  fileprivate struct Member {
    let first: Int
    let second: Int
    /// The sum, lane by lane, over e^S.
    var sum = SIMD8<Double>(repeating: 0)
    /// The sum of magnitudes.
    var magnitude = SIMD8<Double>(repeating: 0)
    /// The bound of the quadrature error, summed over panels.
    var truncation = 0.0

    mutating func rescale(by factor: Double) {
      sum = sum * factor
      magnitude = magnitude * factor
      truncation *= factor
    }
  }

  private let groups: UnsafeMutablePointer<Group>
  private let groupCount: Int
  private let members: UnsafeMutablePointer<Member>
  private let rule = GaussLegendreRule.shared

  /// The empty sums.
  init(_ products: Products) {
    groupCount = products.groups.count
    groups = .allocate(capacity: groupCount)
    members = .allocate(capacity: products.members.count)
    for (k, group) in products.groups.enumerated() { (groups + k).initialize(to: group) }
    for (k, member) in products.members.enumerated() { (members + k).initialize(to: member) }
  }

  deinit {
    // Plain numbers: nothing is to be deinitialized.
    groups.deallocate()
    members.deallocate()
  }

  /// One vector of nodes: exponents and mantissas of the functions, and the
  /// common factor of all products, the rule's weight left out.
  struct Nodes {
    let exponents: UnsafeMutablePointer<DoubleDouble<SIMD8<Double>>>
    let mantissas: UnsafeMutablePointer<SIMD8<Double>>
    let factor: SIMD8<Double>
  }

  /// Adds a panel of the given half length, the first and the last eight of its nodes.
  @inline(__always)
  func add(_ first: Nodes, _ second: Nodes, half: Double) {
    var start = 0
    for number in 0..<groupCount {
      let group = groups + number
      defer { start = group.pointee.end }
      let (a, b) = (group.pointee.first, group.pointee.second)
      let exponents = (first.exponent(a, b), second.exponent(a, b))
      let highest = Self.largest(exponents.0.high, exponents.1.high)
      // Mantissas lie between 10⁻²⁰ and 10³, so a panel this far below another, e^{−120} = 10⁻⁵²,
      // would not change the last bit of the sum.
      if highest < group.pointee.exponent - 120 { continue }
      if highest > group.pointee.exponent + 30 {
        let factor = exponential(group.pointee.exponent - highest)
        for k in start..<group.pointee.end { members[k].rescale(by: factor) }
        group.pointee.exponent = highest
      }
      let common = (
        first.common(exponents.0, over: group.pointee.exponent),
        second.common(exponents.1, over: group.pointee.exponent)
      )
      // Far below, all of a panel may pass for its error, and nothing is seen of it.
      let isFaint = highest < group.pointee.exponent - 45
      for k in start..<group.pointee.end {
        let (a, b) = (members[k].first, members[k].second)
        let terms = (
          (first.mantissas[a] * first.mantissas[b]) * common.0 * half,
          (second.mantissas[a] * second.mantissas[b]) * common.1 * half
        )
        add(terms, isFaint: isFaint, to: &members[k])
      }
    }
  }

  @inline(__always)
  private func add(
    _ terms: (SIMD8<Double>, SIMD8<Double>), isFaint: Bool, to member: inout Member
  ) {
    let weighted = (terms.0 * rule.weights.0, terms.1 * rule.weights.1)
    let magnitude = weighted.0.magnitude + weighted.1.magnitude
    member.sum = member.sum + (weighted.0 + weighted.1)
    member.magnitude = member.magnitude + magnitude
    member.truncation += isFaint ? sumOfLanes(magnitude) : truncation(of: weighted)
  }

  /// An estimate of the 16-point rule's error on a panel, from the last
  /// Legendre coefficients of the integrand.
  ///
  /// The rule is exact up to degree 31, and its error is about twice the coefficient of degree
  /// 32. Let Z, A, B be the larger of two coefficients of degrees 10 and 11, 12 and 13, 14 and 15.
  /// They fall by B/A in two degrees; 2 B (B/A)⁸ is what they fall to at degree 30 if the fall
  /// goes on at that rate, as it does where a pole is near. Where A is small by chance, the
  /// fall over four degrees tells more, 2 B (B/Z)⁴; the lesser of the two is taken. Those of an
  /// entire function fall ever more steeply, by a rate like 1/n, and so by a further
  /// Π 14/(14 + 2k) = 1/45 over eight steps. How much of that is granted follows from how
  /// the rate has changed, q = (B/A)/(A/Z): (12/14)²⁴ is 1/40, so q²⁴ stands for it.
  @inline(__always)
  private func truncation(of weighted: (SIMD8<Double>, SIMD8<Double>)) -> Double {
    @inline(__always) func coefficient(_ reader: GaussLegendreRule.Reader) -> Double {
      sumOfLanes(weighted.0 * reader.0 + weighted.1 * reader.1).magnitude
    }
    let first = Double.larger(coefficient(rule.readers.of10), coefficient(rule.readers.of11))
    let before = Double.larger(coefficient(rule.readers.of12), coefficient(rule.readers.of13))
    let last = Double.larger(coefficient(rule.readers.of14), coefficient(rule.readers.of15))
    guard last > 0, last < before || last < first else { return 2 * last }
    let fall = last / before
    let across = last / first
    let plain = 2 * last * Double.smaller(eighthPower(fall), (across * across) * (across * across))
    guard fall < before / first else { return plain }
    let steepening = eighthPower(fall * (first / before))
    return plain * Double.larger(steepening * steepening * steepening, 1.0 / 45)
  }

  /// x⁸.
  @inline(__always)
  private func eighthPower(_ x: Double) -> Double {
    let square = x * x
    let fourth = square * square
    return fourth * fourth
  }

  @inline(__always)
  private static func largest(_ a: SIMD8<Double>, _ b: SIMD8<Double>) -> Double {
    let eight = SIMD8<Double>.larger(a, b)
    let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.lowHalf .< eight.highHalf)
    let two = four.lowHalf.replacing(with: four.highHalf, where: four.lowHalf .< four.highHalf)
    return two[0] < two[1] ? two[1] : two[0]
  }

  /// The integrals of all products, in the order in which they were named.
  var values: [ScaledValue] {
    var values: [ScaledValue] = []
    for number in 0..<groupCount {
      let group = groups[number]
      for k in values.count..<group.end {
        let magnitude = sumOfLanes(members[k].magnitude)
        // Each term carries some ten roundings; summed over the nodes they behave
        // as independent, so this is a generous multiple of what is seen.
        let rounding = 16 * 0x1p-53 * magnitude
        values.append(
          ScaledValue(
            exponent: group.exponent, mantissa: sumOfLanes(members[k].sum),
            uncertainty: rounding + members[k].truncation))
      }
    }
    return values
  }
}

extension ScaledGram.Nodes {
  /// h_a + h_b.
  @inline(__always)
  fileprivate func exponent(_ a: Int, _ b: Int) -> DoubleDouble<SIMD8<Double>> {
    let heads = DoubleDouble.sum(exponents[a].high, exponents[b].high)
    return DoubleDouble(heads.high, heads.low + (exponents[a].low + exponents[b].low))
  }

  /// What the integrands of a group share: factor · e^{h_a + h_b} over e^S.
  @inline(__always)
  fileprivate func common(
    _ exponent: DoubleDouble<SIMD8<Double>>, over reference: Double
  ) -> SIMD8<Double> {
    let rest = DoubleDouble.sum(
      large: exponent.high - SIMD8(repeating: reference), small: exponent.low)
    return factor * exponential(rest)
  }
}
