/// What values an input of an experiment takes.
public enum InputKind: Sendable, Equatable {
  /// A finite real number in a range.
  case real(NumberRange)
  /// A whole number.
  case integer(ClosedRange<Int>)
  /// One of a few words.
  case choice([String])
  /// `true` or `false`.
  case boolean
  /// Mixture weights: a point of the open simplex, N ≥ 2.
  case weights
  /// A positive number for each component.
  case scales
  /// A whole mixture: weights, means, scales and families.
  case mixture
  /// A list of numbers, such as times or the ends of an interval.
  case numbers(NumberList)
  /// A list of different words out of a few.
  case words([String])
  /// A sum of terms, each a word with parameters; written as one map or a list of maps.
  case terms([TermDeclaration])
}

/// One value of an input.
public enum InputValue: Sendable, Hashable {
  case real(Double)
  case integer(Int)
  case choice(String)
  case boolean(Bool)
  /// An entry a component.
  case vector([Double])
  case mixture(MixtureSpecification)
  case numbers([Double])
  case words([String])
  /// A sum, in the order in which it is written.
  case terms([Term])
}

/// A mixture as a user writes it.
public struct MixtureSpecification: Sendable, Hashable {
  /// A component's family.
  public enum Family: String, Sendable, Hashable, CaseIterable {
    case gaussian, laplace
  }

  /// The user's name for it, if it has one.
  public var id: String?
  /// The weights p_i.
  public var weights: [Double]
  /// The means μ_i, ascending.
  public var means: [Double]
  /// The scales σ_i.
  public var scales: [Double]
  /// The families of the components.
  public var families: [Family]

  /// The lengths that are taken: their squares and quotients are doubles.
  public static let lengths = 1e-150...1e150

  /// A mixture of the given components.
  public init(
    id: String? = nil, weights: [Double], means: [Double], scales: [Double], families: [Family]
  ) {
    self.id = id
    self.weights = weights
    self.means = means
    self.scales = scales
    self.families = families
  }
}

/// What an experiment says of one of its inputs.
public struct InputDeclaration: Sendable, Equatable {
  /// Its name in a sweep file, which is also its dimension's in a result.
  public let name: String
  /// What values it takes.
  public let kind: InputKind
  /// Whether it may stand under `axes:`; all may stand under `fixed:`.
  public let canVary: Bool
  /// Its unit, in UDUNITS spelling.
  public let unit: String
  /// What it is, in one phrase.
  public let summary: String
  /// Its value where a sweep file is silent; none if it must be given.
  public let standard: InputValue?

  /// A declaration of the given parts.
  public init(
    _ name: String, _ kind: InputKind, canVary: Bool = true, unit: String = "1",
    _ summary: String, standard: InputValue? = nil
  ) {
    self.name = name
    self.kind = kind
    self.canVary = canVary
    self.unit = unit
    self.summary = summary
    self.standard = standard
  }
}

extension MixtureSpecification {
  /// The mixture without its name, for comparing what determines results.
  var withoutName: MixtureSpecification {
    var mixture = self
    mixture.id = nil
    return mixture
  }
}
