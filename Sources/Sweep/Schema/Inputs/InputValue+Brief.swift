extension InputValue {
  /// The value on part of a line.
  public var brief: String {
    switch self {
    case .real(let number): "\(number)"
    case .integer(let number): "\(number)"
    case .choice(let word): word
    case .boolean(let flag): "\(flag)"
    case .vector(let vector): "\(vector)"
    case .mixture(let mixture): mixture.id ?? "\(mixture.weights.count) components"
    case .numbers(let numbers): "\(numbers)"
    case .words(let words): "[\(words.joined(separator: ", "))]"
    case .terms(let terms): terms.words
    }
  }
}
