/// What is wrong with a point although each of its inputs is allowed by itself.
public struct InputProblem: Sendable, Equatable {
  /// The input whose value is to blame.
  public let input: String
  /// What is wrong, as it follows after the input's name and a colon.
  public let message: String
  /// What would be right.
  public let help: String
  /// Whether the point can be computed in spite of it.
  public let severity: Diagnostic.Severity

  /// A problem of the given parts.
  public init(
    input: String, message: String, help: String, severity: Diagnostic.Severity = .error
  ) {
    self.input = input
    self.message = message
    self.help = help
    self.severity = severity
  }
}

/// What is wrong with some of the points of a sweep, for one input.
public struct PointProblem: Sendable, Equatable {
  /// The problem of the first of them.
  public let problem: InputProblem
  /// The first of them, as its position among all points.
  public let first: Int
  /// How many there are.
  public internal(set) var count: Int

  /// What a check finds wrong, one problem an input and severity, in the order of their first points.
  static func all<E: Experiment>(
    of points: PointList<E>, count: Int, _ check: @Sendable (E.Point) -> InputProblem?
  ) -> [PointProblem] {
    var problems: [PointProblem] = []
    var number = 0
    points.forEach(in: 0..<count) { point in
      if let problem = check(point) {
        let known = problems.firstIndex {
          $0.problem.input == problem.input && $0.problem.severity == problem.severity
        }
        if let known {
          problems[known].count += 1
        } else {
          problems.append(PointProblem(problem: problem, first: number, count: 1))
        }
      }
      number += 1
    }
    return problems
  }
}
