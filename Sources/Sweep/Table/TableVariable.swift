/// A variable of a table: which of the table's dimensions it has.
struct TableVariable {
  private let name: String
  private let shape: [Int]
  /// The table's dimension for each of the variable's.
  private let axes: [Int]
  private let meanings: FlagMeanings?

  init(_ variable: ResultReader.Variable, among dimensions: [Dimension]) {
    name = variable.name
    shape = variable.shape
    axes = variable.dimensions.map { name in
      dimensions.firstIndex { $0.name == name } ?? 0
    }
    meanings = FlagMeanings(variable.attributes)
  }

  /// The values at a range of positions of the table's first dimension.
  func read(from result: ResultReader, first: ClosedRange<Int>) throws -> Slab {
    var start = [Int](repeating: 0, count: shape.count)
    var count = shape
    let isCut = axes.first == 0
    if isCut {
      start[0] = first.lowerBound
      count[0] = first.count
    }
    return Slab(
      column: try result.read(name, start: start, count: count), start: start, count: count,
      axes: axes, meanings: meanings)
  }

  /// A part of a variable in memory.
  struct Slab {
    fileprivate let column: Column
    fileprivate let start: [Int]
    fileprivate let count: [Int]
    fileprivate let axes: [Int]
    fileprivate let meanings: FlagMeanings?

    func cell(at place: [Int]) -> ResultTable.Cell {
      var index = 0
      for (own, axis) in axes.enumerated() {
        index = index * count[own] + place[axis] - start[own]
      }
      return column.cell(at: index, meanings: meanings)
    }
  }
}
