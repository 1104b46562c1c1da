/// What a table is to show of a result: variables, coordinates and positions.
struct TableChoice {
  let result: ResultReader
  let variables: [ResultReader.Variable]
  /// The names of coordinates that are asked for.
  let coordinates: Set<String>
  /// The dimensions that they have, and the positions that are selected along each.
  let dimensions: [Dimension]
  let positions: [[Int]]
  /// Which values were taken for selections that name none exactly.
  let notes: [String]

  /// The named variables and coordinates, or all variables, at the selected positions.
  init(
    of result: ResultReader, variables names: [String], where selections: [Selection]
  ) throws(TableError) {
    let asked = result.coordinates.filter {
      names.contains($0.name) && !$0.dimensions.isEmpty
    }
    coordinates = Set(asked.map(\.name))
    for name in names where !coordinates.contains(name) {
      _ = try result.variable(named: name)
    }
    variables = result.variables.filter { names.isEmpty || names.contains($0.name) }
    let used = Set(variables.flatMap(\.dimensions) + asked.compactMap(\.dimensions.first))
    dimensions = result.dimensions.filter { used.contains($0.name) }
    let selectable = dimensions.flatMap { LabelledColumn.all(along: $0, in: result).map(\.name) }
    for selection in selections where !selectable.contains(selection.name) {
      throw .unknownDimension(selection.name, known: selectable)
    }
    var positions: [[Int]] = []
    var notes: [String] = []
    for dimension in dimensions {
      let selected = try SelectedPositions(of: selections, along: dimension, in: result)
      positions.append(selected.positions)
      notes += selected.notes
    }
    self.result = result
    self.positions = positions
    self.notes = notes
  }

  /// The variables in portions that have rows in common: all of them if one has the dimensions of all
  /// others, those with one position left aside; else those with the same dimensions.
  var partition: [[ResultReader.Variable]] {
    let single = Set(
      zip(dimensions, positions).filter { $1.count == 1 }.map(\.0.name))
    let sets = variables.map { Set($0.dimensions).subtracting(single) }
    let all = sets.reduce(into: Set()) { $0.formUnion($1) }
    if sets.isEmpty || sets.contains(all) { return [variables] }
    var portions: [(dimensions: [String], variables: [ResultReader.Variable])] = []
    for variable in variables {
      if let known = portions.firstIndex(where: { $0.dimensions == variable.dimensions }) {
        portions[known].variables.append(variable)
      } else {
        portions.append((variable.dimensions, [variable]))
      }
    }
    return portions.map(\.variables)
  }
}
