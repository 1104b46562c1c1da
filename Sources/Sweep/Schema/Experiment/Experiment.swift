/// A study that the engine can run: what it takes, what it gives, and one pure function.
///
/// A conforming type is one file in `Experiments/` and one line in `Catalogue`. Names, units and
/// descriptions are said here once: help texts, error messages and attributes of
/// results are made from them.
public protocol Experiment: Sendable {
  /// One value of every input.
  associatedtype Point: Sendable
  /// What is computed at a point.
  associatedtype Outcome: Sendable

  /// The name in sweep files.
  static var name: String { get }
  /// What it computes, in one sentence.
  static var summary: String { get }
  /// The source: authors, title, year, section.
  static var reference: String { get }
  /// The point before a sweep file has given any input.
  static func origin(for request: OutputRequest) -> Point
  /// The inputs.
  static var inputs: [Input<Point>] { get }
  /// The complete ways of giving the inputs that must be given.
  static var inputSets: [[String]] { get }
  /// The outputs, in the order in which they are stored; the first is `status`.
  static var outputs: [Output<Point, Outcome>] { get }
  /// The dimensions within a point, for mixtures of up to so many components and for what does
  /// not vary in `origin`.
  static func innerDimensions(at origin: Point, componentCount: Int) -> [Dimension]
  /// What is wrong with a point whose inputs are allowed one by one, asked for as a sweep file is
  /// read; none where every point will do.
  ///
  /// It is asked of every point of a sweep, so it must be quick.
  static var pointCheck: (@Sendable (Point) -> InputProblem?)? { get }
  /// The inputs that may vary and on which `innerDimensions` depends nevertheless; none unless an
  /// experiment says so.
  ///
  /// Fields then lie in one group of the result for each set of inner dimensions. The names of the
  /// dimensions must not depend on these inputs. Where they do not vary they are no coordinates: the
  /// dimensions say all that they do.
  static var shapeInputs: [String] { get }
  /// Further inputs that may vary and on which `innerDimensions` depends, and which do more than that.
  static var placeInputs: [String] { get }
  /// The name of the group of fields that have the size of those at a point, a name that HDF5 takes;
  /// none for one of the sizes that differ, such as `place_101`.
  static func groupName(at point: Point) -> String?

  /// Computes one point.
  ///
  /// A function of the point alone: it throws nothing, prints nothing, and looks at no
  /// clock. What could not be computed is said by the status in the outcome.
  static func evaluate(_ point: Point) -> Outcome
  /// The most points of a block, which is the least that is stored and shared out.
  static var pointsPerBlock: Int { get }
  /// How runs of points are computed: by what every experiment is given, below.
  ///
  /// It is asked for here and not only given so that the compiler makes it for each
  /// experiment by itself, with `evaluate` in it. As generic code, which is what a call through
  /// `any Experiment.Type` reaches otherwise, it takes 2 µs a point to look up types.
  static func blockComputer(
    of file: SweepFile, outputs: [Output<Point, Outcome>], shapes: [InnerShape]
  ) -> BlockComputer
}

extension Experiment {
  /// 1024.
  public static var pointsPerBlock: Int { 1024 }

  /// No check.
  public static var pointCheck: (@Sendable (Point) -> InputProblem?)? { nil }

  /// No inputs: the dimensions within a point are the same at all points.
  public static var shapeInputs: [String] { [] }
  /// No further inputs.
  public static var placeInputs: [String] { [] }
  /// No name: groups are named for the sizes of their dimensions.
  public static func groupName(at point: Point) -> String? { nil }

  /// What a sweep file may say of the experiment, and what it must.
  public static var declaration: ExperimentDeclaration {
    ExperimentDeclaration(
      name: name, summary: summary, inputs: inputs.map(\.declaration), inputSets: inputSets,
      outputs: outputs.filter(\.isOptional).map(\.declaration),
      pointProblems: pointProblems,
      repeatedNames: { file in
        let outputs = storedOutputs(of: file)
        let shapes = FieldShapes<Self>(file, PointList<Self>(file), outputs)
        return ResultLayout(of: file, outputs, shapes, planText: "").repeatedNames
      })
  }

  /// The check, asked of every point of a sweep.
  private static var pointProblems: (@Sendable (SweepFile) -> [PointProblem])? {
    guard let check = pointCheck else { return nil }
    return { file in PointProblem.all(of: PointList<Self>(file), count: file.pointCount, check) }
  }
}
