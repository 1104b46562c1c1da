/// What an experiment says of one of its outputs.
public struct OutputDeclaration: Sendable, Equatable {
  /// Its name in a sweep file, which is also its variable's in a result.
  public let name: String
  /// Its unit, in UDUNITS spelling.
  public let unit: String
  /// Whether it is stored where a sweep file names no outputs.
  public let isStandard: Bool
  /// What it is, in one phrase.
  public let summary: String

  /// A declaration of the given parts.
  public init(_ name: String, unit: String = "1", isStandard: Bool = true, _ summary: String) {
    self.name = name
    self.unit = unit
    self.isStandard = isStandard
    self.summary = summary
  }
}

/// What a sweep file may say of an experiment, and what it must.
public struct ExperimentDeclaration: Sendable {
  /// Its name in a sweep file.
  public let name: String
  /// What it computes, in one sentence.
  public let summary: String
  /// Its inputs.
  public let inputs: [InputDeclaration]
  /// The complete ways of giving the inputs that must be given, each a list of
  /// names; a sweep file uses exactly one of them.
  ///
  /// An input that stands in no set may be left out if it has a standard value.
  public let inputSets: [[String]]
  /// Its outputs, in the order in which they are stored.
  public let outputs: [OutputDeclaration]
  /// What is wrong with points of a sweep whose inputs are allowed one by one; none where the
  /// experiment has no such check.
  public let pointProblems: (@Sendable (SweepFile) -> [PointProblem])?
  /// The names that a result of a sweep would have to have twice; none where there is no result to
  /// be asked.
  let repeatedNames: (@Sendable (SweepFile) -> Set<String>)?

  /// A declaration of the given parts.
  public init(
    name: String, summary: String, inputs: [InputDeclaration], inputSets: [[String]] = [],
    outputs: [OutputDeclaration]
  ) {
    self.init(
      name: name, summary: summary, inputs: inputs, inputSets: inputSets, outputs: outputs,
      pointProblems: nil, repeatedNames: nil)
  }

  /// A declaration that is asked about sweep files which are without mistakes one by one.
  init(
    name: String, summary: String, inputs: [InputDeclaration], inputSets: [[String]],
    outputs: [OutputDeclaration], pointProblems: (@Sendable (SweepFile) -> [PointProblem])?,
    repeatedNames: (@Sendable (SweepFile) -> Set<String>)?
  ) {
    self.name = name
    self.summary = summary
    self.inputs = inputs
    self.inputSets = inputSets
    self.outputs = outputs
    self.pointProblems = pointProblems
    self.repeatedNames = repeatedNames
  }

  /// The declaration without the checks of points and names.
  var withoutPointCheck: ExperimentDeclaration {
    ExperimentDeclaration(
      name: name, summary: summary, inputs: inputs, inputSets: inputSets, outputs: outputs)
  }

  /// The input of the given name.
  public func input(named name: String) -> InputDeclaration? {
    inputs.first { $0.name == name }
  }
}
