/// The points of a sweep, made from the axes one by one.
struct PointList<E: Experiment>: Sendable {
  private struct Assignment: Sendable {
    let values: AxisValues
    let input: Input<E.Point>
  }

  /// The point with all inputs set that do not vary.
  let origin: E.Point
  private let axes: [[Assignment]]
  private let sizes: [Int]

  init(_ file: SweepFile) {
    let inputs = Dictionary(
      uniqueKeysWithValues: E.inputs.map { ($0.declaration.name, $0) })
    var origin = E.origin(
      for: OutputRequest(outputs: Set(file.outputs), componentCount: file.componentCount))
    for (name, value) in file.fixed { inputs[name]?.assign(&origin, value) }
    self.origin = origin
    axes = file.axes.map { axis in
      axis.columns.compactMap { column in
        inputs[column.input].map { Assignment(values: column.values, input: $0) }
      }
    }
    sizes = file.axes.map(\.count)
  }

  /// One of the points.
  subscript(number: Int) -> E.Point {
    var point = origin
    forEach(in: number..<(number + 1)) { point = $0 }
    return point
  }

  /// Whether an output has values: none has those along a dimension of no positions, such as
  /// errors by references where there are none.
  func hasValues(of output: Output<E.Point, E.Outcome>, componentCount: Int) -> Bool {
    let first = self[0]
    let names = output.dimensions(first)
    guard !names.isEmpty else { return true }
    return E.innerDimensions(at: first, componentCount: componentCount)
      .allSatisfy { $0.size > 0 || !names.contains($0.name) }
  }

  /// The origin with the inputs of some axes as they are at positions of these.
  func origin(at positions: [Int], along axes: [Int]) -> E.Point {
    var point = origin
    for (axis, position) in zip(axes, positions) {
      for assignment in self.axes[axis] {
        assignment.input.assign(&point, assignment.values[position])
      }
    }
    return point
  }

  /// Calls `body` with each point of a range, in order.
  func forEach(in range: Range<Int>, _ body: (E.Point) -> Void) {
    var point = origin
    var position = [Int](repeating: -1, count: sizes.count)
    for number in range {
      var rest = number
      for axis in sizes.indices.reversed() {
        let next = rest % sizes[axis]
        rest /= sizes[axis]
        guard next != position[axis] else { continue }
        position[axis] = next
        for assignment in axes[axis] {
          assignment.input.assign(&point, assignment.values[next])
        }
      }
      body(point)
    }
  }
}
