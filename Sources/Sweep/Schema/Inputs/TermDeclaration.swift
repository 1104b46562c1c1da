/// What an experiment says of one word that may stand in a sum of terms.
///
/// The words `values`, `concat` and `zip` are forms of an axis and cannot be declared.
public struct TermDeclaration: Sendable, Equatable {
  /// The word.
  public let name: String
  /// What it is, in one phrase.
  public let summary: String
  /// Its parameters.
  public let parameters: [TermParameter]

  /// A declaration of the given parts.
  public init(_ name: String, _ summary: String, _ parameters: [TermParameter] = []) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
  }
}

/// What an experiment says of one parameter of a term.
public struct TermParameter: Sendable, Equatable {
  /// What values a parameter takes.
  public enum Kind: Sendable, Equatable {
    /// A real number.
    case number(NumberRange)
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// One number, or a list of as many as there are dimensions.
    case place(dimensions: Int)
    /// The name of a file with numbers; a term has one such parameter at most.
    case samples
  }

  /// Its name.
  public let name: String
  /// What values it takes.
  public let kind: Kind
  /// Its value where a sweep file is silent; none if it must be given.
  public let standard: [Double]?
  /// What it is, in one phrase.
  public let summary: String

  /// A declaration of the given parts; one number is a list of one.
  public init(_ name: String, _ kind: Kind, _ summary: String, standard: [Double]? = nil) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.summary = summary
  }
}
