extension Input {
  /// A list of numbers.
  public static func numbers(
    _ name: String, _ path: any WritableKeyPath<Point, [Double]> & Sendable, _ list: NumberList,
    canVary: Bool = false, unit: String = "1", standard: [Double]? = nil, _ summary: String
  ) -> Self {
    Self(
      declaration: InputDeclaration(
        name, .numbers(list), canVary: canVary, unit: unit, summary,
        standard: standard.map(InputValue.numbers))
    ) { point, value in
      if case .numbers(let numbers) = value { point[keyPath: path] = numbers }
    }
  }

  /// A list of different cases of an enumeration, under the cases' raw values.
  public static func words<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ path: any WritableKeyPath<Point, [Choice]> & Sendable, canVary: Bool = false,
    standard: [Choice], _ summary: String
  ) -> Self {
    Self(
      declaration: InputDeclaration(
        name, .words(Choice.allCases.map(\.rawValue)), canVary: canVary, summary,
        standard: .words(standard.map(\.rawValue)))
    ) { point, value in
      if case .words(let words) = value {
        point[keyPath: path] = words.compactMap(Choice.init(rawValue:))
      }
    }
  }

  /// A sum of terms out of those that are declared.
  ///
  /// A sum without terms may be written only where it is the standard.
  public static func terms(
    _ name: String, _ path: any WritableKeyPath<Point, [Term]> & Sendable,
    _ terms: [TermDeclaration], canVary: Bool = true, standard: [Term]? = nil, _ summary: String
  ) -> Self {
    Self(
      declaration: InputDeclaration(
        name, .terms(terms), canVary: canVary, summary, standard: standard.map(InputValue.terms))
    ) { point, value in
      if case .terms(let terms) = value { point[keyPath: path] = terms }
    }
  }

  /// `true` or `false`.
  public static func flag(
    _ name: String, _ path: any WritableKeyPath<Point, Bool> & Sendable, canVary: Bool = true,
    standard: Bool, _ summary: String
  ) -> Self {
    Self(
      declaration: InputDeclaration(
        name, .boolean, canVary: canVary, summary, standard: .boolean(standard))
    ) { point, value in
      if case .boolean(let flag) = value { point[keyPath: path] = flag }
    }
  }
}
