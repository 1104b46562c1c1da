/// Fields on one grid in a result whose points have fields on several grids.
///
/// Along some axes, such as those of the number of cells and of the boundary, points have inner
/// dimensions of different sizes or places. Positions of these axes that go together and at which the
/// inner dimensions are the same make a group: the variables in it lie along the point dimensions,
/// of which these axes are cut down to the group's positions, and along inner dimensions of the
/// group's own.
public struct FieldGroup: Sendable, Equatable {
  /// The positions along one point dimension whose points belong to a group.
  public struct Part: Sendable, Equatable {
    /// The point dimension.
    public let axis: Int
    /// The positions along it, ascending.
    public let positions: [Int]

    /// Some positions along a point dimension.
    public init(axis: Int, positions: [Int]) {
      self.axis = axis
      self.positions = positions
    }
  }

  /// The group's name.
  public let name: String
  /// A part of each point dimension along which fields differ, by ascending dimension; these are the
  /// same for all groups of a result.
  public let parts: [Part]
  /// The dimensions within a point that the group's variables and coordinates have.
  public let innerDimensions: [Dimension]

  /// A group of the points at the given parts of the point dimensions.
  public init(name: String, parts: [Part], innerDimensions: [Dimension]) {
    self.name = name
    self.parts = parts
    self.innerDimensions = innerDimensions
  }
}

extension ResultLayout {
  /// The point dimensions along which fields differ, ascending; empty where they do not.
  public var shapeAxes: [Int] { groups.first?.parts.map(\.axis) ?? [] }

  /// The number of the group of a point; none where there are no groups.
  func group(ofPoint point: Int) -> Int? {
    groups.firstIndex { group in
      group.parts.allSatisfy { part in
        let following = pointDimensions.dropFirst(part.axis + 1).reduce(1) { $0 * $1.size }
        return part.positions.contains(point / following % pointDimensions[part.axis].size)
      }
    }
  }

  /// How many points in a row are of one group for sure: those at one position of each axis along
  /// which fields differ.
  var pointsPerShape: Int {
    pointDimensions.dropFirst((shapeAxes.last ?? -1) + 1).reduce(1) { $0 * $1.size }
  }

  /// Whether points of a group have values of a variable.
  func holds(_ variable: VariableLayout, inGroup group: Int?) -> Bool {
    variable.group == nil || variable.group == group.map { groups[$0].name }
  }

  /// The group that a variable lies in; none at the root.
  func group(of variable: VariableLayout) -> FieldGroup? {
    variable.group.flatMap { name in groups.first { $0.name == name } }
  }

  /// How many bytes the values of a point take: for each group, or once where there is none.
  var bytesPerPoint: [Int] {
    let numbers = groups.isEmpty ? [nil] : groups.indices.map { Optional($0) }
    return numbers.map { group in
      variables.filter { holds($0, inGroup: group) }
        .reduce(0) { $0 + elementsPerPoint(of: $1) * $1.type.size }
    }
  }

  /// How many bytes all values take; `Int.max` where they are more than that.
  public var byteCount: Int {
    variables.reduce(0) { sum, variable in
      let points = frame(of: group(of: variable)).pointDimensions.reduce(1) { $0 * $1.size }
      let bytesPerPoint = elementsPerPoint(of: variable) * variable.type.size
      return sum.addingOrMost(points.multipliedOrMost(by: bytesPerPoint))
    }
  }
}

/// What lies together in a file, at its root or in one of its groups, and is complete by itself:
/// the dimensions and coordinates are there for all variables.
struct LayoutFrame {
  /// The group; none at the root.
  let group: FieldGroup?
  /// The dimensions of the points, slowest first.
  let pointDimensions: [Dimension]
  /// The dimensions within a point.
  let innerDimensions: [Dimension]
  /// Coordinates that are not scales.
  let coordinates: [Coordinate]
  /// The variables, by their places among those of the layout.
  let variables: [Int]
}

extension ResultLayout {
  /// The root and the groups, in the order in which they are stored.
  var frames: [LayoutFrame] { [frame(of: nil)] + groups.map { frame(of: $0) } }

  fileprivate func frame(of group: FieldGroup?) -> LayoutFrame {
    let own = variables.indices.filter { variables[$0].group == group?.name }
    guard let group else {
      return LayoutFrame(
        group: nil, pointDimensions: pointDimensions, innerDimensions: innerDimensions,
        coordinates: coordinates, variables: own)
    }
    var dimensions = pointDimensions
    var coordinates = coordinates
    for part in group.parts {
      let whole = pointDimensions[part.axis]
      dimensions[part.axis] = Dimension(
        whole.name, scale: whole.scale.picking(part.positions), attributes: whole.attributes)
      coordinates = coordinates.map { coordinate in
        guard coordinate.dimensions.first == whole.name else { return coordinate }
        let width = coordinate.values.count / whole.size
        let places = part.positions.flatMap { $0 * width..<($0 + 1) * width }
        return Coordinate(
          coordinate.name, over: coordinate.dimensions, values: coordinate.values.picking(places),
          attributes: coordinate.attributes)
      }
    }
    return LayoutFrame(
      group: group, pointDimensions: dimensions, innerDimensions: group.innerDimensions,
      coordinates: coordinates, variables: own)
  }
}
