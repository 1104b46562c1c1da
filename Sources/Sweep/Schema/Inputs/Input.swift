/// An input of an experiment and the place of its value in a point.
public struct Input<Point: Sendable>: Sendable {
  /// Name, kind, unit and description.
  public let declaration: InputDeclaration
  /// Puts a value into a point.
  let assign: @Sendable (inout Point, InputValue) -> Void

  /// A real number greater than `above`.
  public static func real(
    _ name: String, _ path: any WritableKeyPath<Point, Double> & Sendable,
    above lowest: Double, atMost highest: Double = .greatestFiniteMagnitude,
    canVary: Bool = true, unit: String = "1", standard: Double? = nil, _ summary: String
  ) -> Self {
    real(
      name, path, in: .above(lowest, atMost: highest), canVary: canVary, unit: unit,
      standard: standard, summary)
  }

  /// A real number of `from` or more.
  public static func real(
    _ name: String, _ path: any WritableKeyPath<Point, Double> & Sendable,
    from lowest: Double, atMost highest: Double = .greatestFiniteMagnitude,
    canVary: Bool = true, unit: String = "1", standard: Double? = nil, _ summary: String
  ) -> Self {
    real(
      name, path, in: .from(lowest, atMost: highest), canVary: canVary, unit: unit,
      standard: standard, summary)
  }

  private static func real(
    _ name: String, _ path: any WritableKeyPath<Point, Double> & Sendable, in range: NumberRange,
    canVary: Bool, unit: String, standard: Double?, _ summary: String
  ) -> Self {
    Self(
      declaration: InputDeclaration(
        name, .real(range), canVary: canVary, unit: unit, summary,
        standard: standard.map(InputValue.real))
    ) { point, value in
      if case .real(let number) = value { point[keyPath: path] = number }
    }
  }

  /// A positive length, such as a scale or a gap.
  public static func length(
    _ name: String, _ path: any WritableKeyPath<Point, Double> & Sendable, _ summary: String
  ) -> Self {
    let range = MixtureSpecification.lengths
    return real(name, path, above: range.lowerBound, atMost: range.upperBound, summary)
  }

  /// A whole number.
  public static func integer(
    _ name: String, _ path: any WritableKeyPath<Point, Int> & Sendable, in range: ClosedRange<Int>,
    canVary: Bool = true, standard: Int? = nil, _ summary: String
  ) -> Self {
    Self(
      declaration: InputDeclaration(
        name, .integer(range), canVary: canVary, summary,
        standard: standard.map(InputValue.integer))
    ) { point, value in
      if case .integer(let number) = value { point[keyPath: path] = number }
    }
  }

  /// A vector of mixture weights.
  public static func weights(
    _ name: String, _ path: any WritableKeyPath<Point, [Double]> & Sendable, _ summary: String
  ) -> Self {
    Self(declaration: InputDeclaration(name, .weights, summary)) { point, value in
      if case .vector(let weights) = value { point[keyPath: path] = weights }
    }
  }

  /// A vector of scales, one a component, relative to a common one.
  public static func scales(
    _ name: String, _ path: any WritableKeyPath<Point, [Double]> & Sendable, _ summary: String
  ) -> Self {
    Self(declaration: InputDeclaration(name, .scales, summary)) { point, value in
      if case .vector(let scales) = value { point[keyPath: path] = scales }
    }
  }

  /// A whole mixture.
  public static func mixture(
    _ name: String, _ path: any WritableKeyPath<Point, MixtureSpecification?> & Sendable,
    _ summary: String
  ) -> Self {
    Self(declaration: InputDeclaration(name, .mixture, summary)) { point, value in
      if case .mixture(let mixture) = value { point[keyPath: path] = mixture }
    }
  }

  /// One of the cases of an enumeration, under the case's raw value.
  public static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ path: any WritableKeyPath<Point, Choice> & Sendable, standard: Choice,
    canVary: Bool = true, _ summary: String
  ) -> Self {
    Self(
      declaration: InputDeclaration(
        name, .choice(Choice.allCases.map(\.rawValue)), canVary: canVary, summary,
        standard: .choice(standard.rawValue))
    ) { point, value in
      if case .choice(let word) = value, let choice = Choice(rawValue: word) {
        point[keyPath: path] = choice
      }
    }
  }

  /// The switch that lets weights be divided by their sum as a sweep file is read; points
  /// see only the weights.
  public static var normalize: Self {
    Self(
      declaration: InputDeclaration(
        "normalize", .boolean, canVary: false, "divide weights by their sum as they are read",
        standard: .boolean(false))
    ) { _, _ in }
  }
}
