/// The positions along one dimension of a result that selections name.
struct SelectedPositions {
  /// The positions, ascending.
  let positions: [Int]
  /// What was chosen where nothing is just what was typed, a line each.
  let notes: [String]

  /// The positions along a dimension: all of them where no selection is of it.
  ///
  /// Selections of one name are alternatives; those of several names hold together.
  init(
    of selections: [Selection], along dimension: Dimension, in result: ResultReader
  ) throws(TableError) {
    let columns = LabelledColumn.all(along: dimension, in: result)
    var positions = Array(0..<dimension.size)
    var notes: [String] = []
    for name in Set(selections.map(\.name)).sorted() {
      // By its own name a dimension is chosen by the words along it, too.
      let own = columns.filter {
        $0.name == name || name == dimension.name && !$0.words.isEmpty
      }
      guard !own.isEmpty else { continue }
      var found: Set<Int> = []
      for selection in selections where selection.name == name {
        var selected: [Int] = []
        for column in own where selected.isEmpty {
          selected = column.positions(selection)
          notes += column.note(on: selected, of: selection).map { [$0] } ?? []
        }
        if selected.isEmpty { selected = selection.end(of: dimension.size) }
        guard !selected.isEmpty else {
          throw .nothingSelected(name, values: own.map(\.shown))
        }
        found.formUnion(selected)
      }
      positions = positions.filter(found.contains)
      guard !positions.isEmpty else { throw .nothingInCommon(dimension.name) }
    }
    self.positions = positions
    self.notes = notes
  }
}

/// A value for each position along a dimension: its scale, or a coordinate along it alone.
struct LabelledColumn {
  let name: String
  private let values: Column
  /// The values as words; numbers have none, unless they are codes of words.
  let words: [String]

  /// The scale of a dimension and the coordinates along it alone.
  static func all(along dimension: Dimension, in result: ResultReader) -> [LabelledColumn] {
    [LabelledColumn(dimension.name, dimension.scale, dimension.attributes)]
      + result.coordinates.filter { $0.dimensions == [dimension.name] }
      .map { LabelledColumn($0.name, $0.values, $0.attributes) }
  }

  private init(_ name: String, _ values: Column, _ attributes: [Attribute]) {
    self.name = name
    self.values = values
    words = values.words(FlagMeanings(attributes))
  }

  func positions(_ selection: Selection) -> [Int] {
    selection.positions(among: values.numbers, words)
  }

  /// The values, as a message lists them.
  var shown: String {
    let all = words.isEmpty ? values.numbers.map { "\($0)" } : words
    let first = all.prefix(12).joined(separator: ", ")
    return all.count > 12 ? "\(first), … \(all[all.count - 1])" : first
  }

  /// Which number was chosen, where it is not the one that was typed.
  func note(on positions: [Int], of selection: Selection) -> String? {
    guard case .value(let text) = selection.wanted, let typed = Double(text), words.isEmpty,
      let number = positions.first.map({ values.numbers[$0] }), number != typed
    else { return nil }
    return "\(name)=\(text) takes \(number), the nearest"
  }
}

extension Column {
  /// The values as numbers; texts have none.
  var numbers: [Double] {
    switch self {
    case .float64(let values): values
    case .int8(let values): values.map(Double.init)
    case .uint8(let values): values.map(Double.init)
    case .int64(let values): values.map(Double.init)
    case .text: []
    }
  }

  fileprivate func words(_ meanings: FlagMeanings?) -> [String] {
    switch (self, meanings) {
    case (.text(let values), _): values
    case (.uint8(let codes), let meanings?): codes.map { meanings[$0] }
    default: []
    }
  }
}
