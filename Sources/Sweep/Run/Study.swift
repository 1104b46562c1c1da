/// A sweep file bound to its experiment: the shape of its result, its blocks, and how
/// a block is computed.
public struct Study: Sendable {
  /// The sweep file.
  public let file: SweepFile
  /// The shape of the result.
  public let layout: ResultLayout
  /// The blocks.
  public let grid: BlockGrid
  /// All that determines the result, as canonical text.
  public let planText: String

  private let computer: BlockComputer

  /// The study that a sweep file describes; none if its experiment is unknown,
  /// which reading the file has ruled out.
  public init?(_ file: SweepFile) {
    guard let experiment = Catalogue.experiment(named: file.experiment) else { return nil }
    self.init(file, experiment)
  }

  private init<E: Experiment>(_ file: SweepFile, _ experiment: E.Type) {
    let origin = PointList<E>(file).origin
    let outputs = E.outputs.filter { output in
      !output.isOptional || file.outputs.contains(output.declaration.name)
    }
    let planText = file.planJSON()
    let layout = ResultLayout(
      of: file, inputs: E.inputs.map(\.declaration), reference: E.reference,
      innerDimensions: E.innerDimensions(at: origin, componentCount: file.componentCount),
      variables: outputs.map { $0.layout(at: origin, isPadded: file.isPadded) },
      planText: planText)
    let shapes = layout.variables.map { layout.shapeWithinPoint(of: $0) }

    self.file = file
    self.layout = layout
    self.planText = planText
    grid = BlockGrid(
      sizes: layout.pointDimensions.map(\.size),
      pointsPerBlock: Self.pointsPerBlock(
        of: layout.pointCount, widestVariable: shapes.map(\.count).max() ?? 1))
    computer = E.blockComputer(of: file, outputs: outputs, shapes: shapes)
  }

  /// The values of all variables at the points of a block.
  public func compute(block: Int) -> [Column] {
    computer.columns(grid.points(of: block), nil)
  }

  /// The same with some points known already.
  func compute(block: Int, keeping known: KnownPoints?) -> [Column] {
    computer.columns(grid.points(of: block), known)
  }

  /// The values of all variables at a run of points.
  public func compute(points: Range<Int>) -> [Column] { computer.columns(points, nil) }

  /// Where a point lies, in words.
  public func place(of point: Int) -> String {
    PointPlaces(layout.pointDimensions, layout.coordinates).words(for: point)
  }

  /// How many bytes the results of one point take.
  public var bytesPerPoint: Int { layout.bytesPerPoint }

  /// At most 1024 points, 64 KiB of the widest variable and a 32nd of the study: small enough to
  /// share out and to lose, large enough that a chunk is no burden to store or to read.
  ///
  /// It must follow from the plan alone, since a block is also a chunk of the result.
  private static func pointsPerBlock(of pointCount: Int, widestVariable elements: Int) -> Int {
    max(1, min(1024, 65536 / (8 * elements), (pointCount + 31) / 32))
  }
}

extension Output {
  /// The variable in which the output is stored.
  fileprivate func layout(at origin: Point, isPadded: Bool) -> VariableLayout {
    let described = [
      Attribute("units", .text(declaration.unit)),
      Attribute("long_name", .text(declaration.summary)),
    ]
    let dimensions = dimensions(origin)
    let isExplained = attributes.contains { $0.name == nanMeaningAttribute }
    let padding =
      isPadded && type == .float64 && !dimensions.isEmpty && !isExplained
      ? [Attribute(nanMeaningAttribute, .text("the mixture has fewer components"))] : []
    return VariableLayout(
      declaration.name, type: type, over: dimensions, attributes: described + attributes + padding)
  }
}

extension ElementType {
  /// How many bytes a value takes; a text counts as a reference.
  var size: Int {
    switch self {
    case .float64, .int64, .text: 8
    case .int8, .uint8: 1
    }
  }
}

extension ResultLayout {
  /// The sizes of the one or two dimensions that a variable has within a point.
  fileprivate func shapeWithinPoint(of variable: VariableLayout) -> InnerShape {
    let sizes = variable.dimensions.map { name in
      innerDimensions.first { $0.name == name }?.size ?? 1
    }
    return InnerShape(rows: sizes.first ?? 1, columns: sizes.dropFirst().reduce(1, *))
  }
}
