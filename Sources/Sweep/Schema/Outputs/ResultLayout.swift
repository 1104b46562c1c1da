/// A named attribute of a dataset or of a whole result.
public struct Attribute: Sendable, Equatable {
  /// What an attribute holds.
  public enum Value: Sendable, Equatable {
    case text(String)
    case real(Double)
    case integer(Int64)
    /// Values of a status variable, stored in the variable's own type.
    case flags([UInt8])
  }

  /// The attribute's name.
  public let name: String
  /// The attribute's value.
  public let value: Value

  /// An attribute of the given name and value.
  public init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }
}

/// One dimension of a result and the values along it.
public struct Dimension: Sendable, Equatable {
  /// The dimension's name, which is also its scale's.
  public let name: String
  /// The values of the dimension scale, one a position.
  public let scale: Column
  /// Attributes of the scale: `units`, `long_name` and what else it needs.
  public let attributes: [Attribute]

  /// How many positions there are.
  public var size: Int { scale.count }

  /// A dimension of the given name, with the scale's values and attributes.
  public init(_ name: String, scale: Column, attributes: [Attribute] = []) {
    self.name = name
    self.scale = scale
    self.attributes = attributes
  }
}

/// A coordinate that is not a dimension's own scale, such as the weights that
/// belong to each position of a vector-valued axis.
public struct Coordinate: Sendable, Equatable {
  /// The coordinate's name.
  public let name: String
  /// The names of its dimensions, slowest first; none for a scalar.
  public let dimensions: [String]
  /// Its values, row by row.
  public let values: Column
  /// Attributes: `units`, `long_name` and what else it needs.
  public let attributes: [Attribute]

  /// A coordinate over the named dimensions.
  public init(
    _ name: String, over dimensions: [String], values: Column, attributes: [Attribute] = []
  ) {
    self.name = name
    self.dimensions = dimensions
    self.values = values
    self.attributes = attributes
  }
}

/// A variable that a run computes: its name, type and the dimensions that
/// follow those of the points.
public struct VariableLayout: Sendable, Equatable {
  /// The variable's name.
  public let name: String
  /// The type of its values.
  public let type: ElementType
  /// The names of the dimensions within one point, slowest first.
  public let dimensions: [String]
  /// Attributes: `units`, `long_name`, flags.
  public let attributes: [Attribute]
  /// The name of the group that it lies in; none at the root.
  public let group: String?

  /// Where it lies in a result: its name, after that of its group if it is in one.
  public var path: String { group.map { "\($0)/\(name)" } ?? name }

  /// A variable with the given dimensions within a point.
  public init(
    _ name: String, type: ElementType, over dimensions: [String], attributes: [Attribute] = [],
    group: String? = nil
  ) {
    self.name = name
    self.type = type
    self.dimensions = dimensions
    self.attributes = attributes
    self.group = group
  }
}

/// All that determines the shape of a result: dimensions, coordinates,
/// variables, attributes and texts.
public struct ResultLayout: Sendable, Equatable {
  /// The name of the group of the texts.
  static let provenance = "provenance"

  /// The dimensions of the points, slowest first: the axes of the sweep.
  public let pointDimensions: [Dimension]
  /// The dimensions within a point, such as `theta` and `component`, at the root.
  public let innerDimensions: [Dimension]
  /// Coordinates that are not scales.
  public let coordinates: [Coordinate]
  /// The variables, in the order in which they are stored.
  public let variables: [VariableLayout]
  /// The groups of fields of one size, two at least; none where all are of the same.
  public let groups: [FieldGroup]
  /// Attributes of the whole result.
  public let attributes: [Attribute]
  /// Texts kept under `/provenance`, by name.
  public let texts: [String: String]

  /// A layout of the given parts.
  ///
  /// - Precondition: the groups share axes and have each combination of their positions once, and
  ///   coordinates along them have them first.
  public init(
    pointDimensions: [Dimension], innerDimensions: [Dimension], coordinates: [Coordinate],
    variables: [VariableLayout], groups: [FieldGroup] = [], attributes: [Attribute],
    texts: [String: String]
  ) {
    self.pointDimensions = pointDimensions
    self.innerDimensions = innerDimensions
    self.coordinates = coordinates
    self.variables = variables
    self.groups = groups
    self.attributes = attributes
    self.texts = texts
  }

  /// How many points there are.
  public var pointCount: Int { pointDimensions.reduce(1) { $0 * $1.size } }

  /// How many values of a variable belong to one point.
  public func elementsPerPoint(of variable: VariableLayout) -> Int {
    sizesWithinPoint(of: variable).reduce(1, *)
  }

  /// The sizes of the dimensions that a variable has within a point.
  func sizesWithinPoint(of variable: VariableLayout) -> [Int] {
    let dimensions = group(of: variable)?.innerDimensions ?? innerDimensions
    return variable.dimensions.map { name in dimensions.first { $0.name == name }?.size ?? 1 }
  }
}

extension Dimension {
  /// A dimension that counts from 1.
  static func ordinal(_ name: String, count: Int, _ summary: String) -> Dimension {
    Dimension(
      name, scale: .int64((1...Int64(max(1, count))).map { $0 }),
      attributes: [Attribute("units", .text("1")), Attribute("long_name", .text(summary))])
  }
}
