/// An attribute that is not the same in two results.
public struct AttributeDifference: Sendable, Equatable, CustomStringConvertible {
  /// Whose it is: `title` of the result, `wim.units` of a dataset.
  public let name: String
  /// Its value in A; none if A does not have it.
  public let a: Attribute.Value?
  /// Its value in B; none if B does not have it.
  public let b: Attribute.Value?

  /// The difference on one line.
  public var description: String {
    "\(name): \(a?.inWords ?? "nothing") in A, \(b?.inWords ?? "nothing") in B"
  }

  /// What differs between attributes of the same thing, in the order of A.
  static func all(
    _ a: [Attribute], _ b: [Attribute], of owner: String? = nil
  ) -> [AttributeDifference] {
    let names = a.map(\.name) + b.map(\.name).filter { name in !a.contains { $0.name == name } }
    // Which coordinates a variable has, the coordinates themselves say.
    return names.filter { $0 != "coordinates" }.compactMap { name in
      let valueInA = a.first { $0.name == name }?.value
      let valueInB = b.first { $0.name == name }?.value
      guard valueInA != valueInB else { return nil }
      return AttributeDifference(
        name: owner.map { "\($0).\(name)" } ?? name, a: valueInA, b: valueInB)
    }
  }
}

extension Attribute.Value {
  fileprivate var inWords: String {
    switch self {
    case .text(let text): quotedAsJSON(text)
    case .real(let number): "\(number)"
    case .integer(let number): "\(number)"
    case .flags(let codes): "\(codes)"
    }
  }
}
