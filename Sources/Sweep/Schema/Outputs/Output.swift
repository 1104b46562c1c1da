/// What a sweep file asks of an experiment beside its inputs.
public struct OutputRequest: Sendable {
  /// The names of the outputs wanted.
  let outputs: Set<String>
  /// The largest number of mixture components at any point, to which all are padded.
  let componentCount: Int
}

/// An output of an experiment and how its values are found in an outcome.
public struct Output<Point: Sendable, Outcome: Sendable>: Sendable {
  /// Name, unit and description.
  public let declaration: OutputDeclaration
  /// The type in which it is stored.
  let type: ElementType
  /// Whether a sweep file may leave it out.
  let isOptional: Bool
  /// Attributes beside unit and description.
  private(set) var attributes: [Attribute]
  /// The names of its dimensions within a point, which may depend on inputs that do not vary.
  let dimensions: @Sendable (Point) -> [String]
  /// The value at a position along its dimensions, the second 0 where there is
  /// one; NaN beyond the outcome's own size.
  let value: @Sendable (Outcome, Int, Int) -> Double
  /// Makes what writes all values of an outcome, row by row.
  let writer: @Sendable (InnerShape) -> Writer

  /// Writes the values of one outcome to memory that has room for them.
  typealias Writer = @Sendable (Outcome, UnsafeMutablePointer<Double>) -> Void

  /// An output of the given parts; without a writer it is written value by value.
  init(
    _ declaration: OutputDeclaration, type: ElementType, isOptional: Bool = true,
    attributes: [Attribute] = [], dimensions: @escaping @Sendable (Point) -> [String],
    value: @escaping @Sendable (Outcome, Int, Int) -> Double,
    writer: (@Sendable (InnerShape) -> Writer)? = nil
  ) {
    self.declaration = declaration
    self.type = type
    self.isOptional = isOptional
    self.attributes = attributes
    self.dimensions = dimensions
    self.value = value
    // The loop is here, where the outcome's type is known: around the generic call it would
    // cost each value what here each output costs.
    self.writer =
      writer ?? { shape in
        { outcome, target in
          for i in 0..<shape.rows {
            for j in 0..<shape.columns {
              target[i * shape.columns + j] = value(outcome, i, j)
            }
          }
        }
      }
  }

  /// A real-valued output over the dimensions that a point's fixed inputs ask for.
  ///
  /// It is NaN only at points whose status is not `ok`, unless `nanMeaning` says
  /// what else NaN means. A sweep file that names no outputs stores those that are standard.
  /// `limit` is what the values tend to, from where `sweep order` measures.
  public static func real(
    _ name: String, over dimensions: @escaping @Sendable (Point) -> [String], unit: String = "1",
    isStandard: Bool = true, nanMeaning: String? = nil, limit: Double? = nil, _ summary: String,
    value: @escaping @Sendable (Outcome, Int, Int) -> Double
  ) -> Self {
    Self(
      OutputDeclaration(name, unit: unit, isStandard: isStandard, summary), type: .float64,
      attributes: (nanMeaning.map(nanMeaningAttributes) ?? [])
        + (limit.map { [Attribute(limitAttribute, .real($0))] } ?? []),
      dimensions: dimensions, value: value)
  }

  /// A sign, −1, 0 or 1, with 0 also where nothing was computed.
  public static func sign(
    _ name: String, over dimensions: @escaping @Sendable (Point) -> [String],
    isStandard: Bool = true, _ summary: String,
    value: @escaping @Sendable (Outcome, Int, Int) -> Double
  ) -> Self {
    Self(
      OutputDeclaration(name, isStandard: isStandard, summary), type: .int8, dimensions: dimensions,
      value: value)
  }

  /// A count, below 2⁵³, with 0 also where nothing was computed.
  public static func count(
    _ name: String, over dimensions: @escaping @Sendable (Point) -> [String],
    isStandard: Bool = true, _ summary: String,
    value: @escaping @Sendable (Outcome, Int, Int) -> Double
  ) -> Self {
    Self(
      OutputDeclaration(name, isStandard: isStandard, summary), type: .int64,
      dimensions: dimensions, value: value)
  }

  /// One of a few codes, of which the first, 0, also stands where nothing was computed.
  public static func flags(
    _ name: String, _ meanings: [String], isOptional: Bool = true, isStandard: Bool = true,
    _ summary: String, value: @escaping @Sendable (Outcome) -> UInt8
  ) -> Self {
    Self(
      OutputDeclaration(name, isStandard: isStandard, summary), type: .uint8,
      isOptional: isOptional,
      attributes: [
        Attribute("flag_values", .flags((0..<UInt8(meanings.count)).map { $0 })),
        Attribute("flag_meanings", .text(meanings.joined(separator: " "))),
      ],
      dimensions: { _ in [] }, value: { outcome, _, _ in Double(value(outcome)) })
  }

  /// The same output, always stored, and shown beside the status of points that are not `ok`; NaN is
  /// not shown.
  public var explainingStatus: Self {
    var output = self
    output.attributes.append(explainsStatusAttribute)
    return output
  }

  /// Whether a result has it though a sweep file does not ask for it.
  var isAlwaysStored: Bool { !isOptional || attributes.contains(explainsStatusAttribute) }

  /// The status of each point, which every result has.
  public static func status(
    value: @escaping @Sendable (Outcome) -> PointStatus
  ) -> Self {
    .flags(
      "status", PointStatus.allCases.map { "\($0)" }, isOptional: false, "outcome of the point"
    ) { value($0).rawValue }
  }
}

/// The attribute that says what NaN means in a float64 variable where `status`
/// is ok; without it NaN there is an error.
public let nanMeaningAttribute = "nan_meaning"

/// The attribute that says what NaN means in an output of points that are in order.
func nanMeaningAttributes(_ meaning: String) -> [Attribute] {
  [Attribute(nanMeaningAttribute, .text(meaning))]
}

/// The attribute that says what a variable's values tend to.
let limitAttribute = "limit"

/// The attribute of variables that say why points have their status.
let explainsStatusAttribute = Attribute("explains", .text("status"))

/// What became of a point.
public enum PointStatus: UInt8, Sendable, CaseIterable {
  case not_computed = 0
  case ok = 1
  case not_converged = 2
  case failed = 3
}
