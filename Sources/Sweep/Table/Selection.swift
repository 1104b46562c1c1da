internal import Foundation

/// A condition on the positions along one dimension: a value of it, or of a coordinate along it.
public struct Selection: Sendable, Equatable {
  /// What is wanted.
  enum Wanted: Sendable, Equatable {
    /// A number, a word, or the first or the last position.
    case value(String)
    /// The numbers from one end to another, both among them; an end that is not given lies nowhere.
    case range(TypedNumber?, TypedNumber?)
  }

  /// The name of the dimension or coordinate.
  public let name: String
  let wanted: Wanted

  /// A selection such as `sigma=0.01`, `t=0.1..0.5`, `t=..0.5`, `t=last` or `mobility=geometric`; none
  /// if it is not of that form.
  public init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    name = parts[0]
    guard let dots = parts[1].range(of: "..") else {
      wanted = .value(parts[1])
      return
    }
    let ends = [parts[1][..<dots.lowerBound], parts[1][dots.upperBound...]].map(String.init)
    let (low, high) = (TypedNumber(ends[0]), TypedNumber(ends[1]))
    guard zip(ends, [low, high]).allSatisfy({ $0.isEmpty || $1 != nil }) else {
      // Names may have dots, too.
      wanted = .value(parts[1])
      return
    }
    guard low != nil || high != nil else { return nil }
    if let low, let high, low.value > high.value { return nil }
    wanted = .range(low, high)
  }

  /// The positions that are wanted of those with some numbers, or words.
  ///
  /// Of numbers it is those that are equal or, failing that, the nearest of those that have the digits
  /// which are given.
  func positions(among numbers: [Double], _ words: [String]) -> [Int] {
    switch wanted {
    case .range(let low, let high):
      let lowest = low?.lowEnd(among: numbers) ?? -.infinity
      let highest = high?.highEnd(among: numbers) ?? .infinity
      return numbers.indices.filter { lowest <= numbers[$0] && numbers[$0] <= highest }
    case .value(let word):
      let equal = words.indices.filter { words[$0] == word }
      guard equal.isEmpty else { return equal }
      return TypedNumber(word)?.nearest(among: numbers) ?? []
    }
  }

  /// The position that the words `first` and `last` mean, of so many.
  func end(of count: Int) -> [Int] {
    switch wanted {
    case .value("first"): [0]
    case .value("last"): [count - 1]
    default: []
    }
  }
}
