/// How the points of a result are cut into blocks.
///
/// A block is a run of consecutive points and at the same time one chunk of
/// every dataset, so that storing a block touches no chunk of another. With
/// point dimensions n₁ × … × n_k it has shape 1 × … × 1 × c × n_{j+1} × … × n_k:
/// whole trailing dimensions, a part of one, a single position of the rest.
public struct BlockGrid: Sendable, Equatable {
  /// The sizes of the point dimensions, slowest first.
  public let sizes: [Int]
  /// The shape of a block along the same dimensions.
  public let blockShape: [Int]
  /// The dimension that blocks cut: those after it lie in a block whole.
  fileprivate let cutAxis: Int
  /// How many points one position of the cut dimension holds.
  private let pointsPerPosition: Int

  /// The grid of blocks with at most `pointsPerBlock` points each.
  ///
  /// - Precondition: there is a dimension; all sizes and `pointsPerBlock` are
  ///   positive.
  public init(sizes: [Int], pointsPerBlock: Int) {
    precondition(!sizes.isEmpty && pointsPerBlock > 0 && sizes.allSatisfy { $0 > 0 })
    var cutAxis = sizes.count - 1
    var whole = 1
    while cutAxis > 0, whole * sizes[cutAxis] <= pointsPerBlock {
      whole *= sizes[cutAxis]
      cutAxis -= 1
    }
    var shape = [Int](repeating: 1, count: cutAxis) + sizes[cutAxis...]
    shape[cutAxis] = min(sizes[cutAxis], max(1, pointsPerBlock / whole))
    self.sizes = sizes
    self.blockShape = shape
    self.cutAxis = cutAxis
    self.pointsPerPosition = whole
  }

  /// How many blocks lie along the cut dimension.
  private var blocksPerRow: Int {
    (sizes[cutAxis] + blockShape[cutAxis] - 1) / blockShape[cutAxis]
  }

  /// How many points there are.
  public var pointCount: Int { sizes.reduce(1, *) }

  /// How many blocks there are.
  public var count: Int { sizes.prefix(cutAxis).reduce(1, *) * blocksPerRow }

  /// The points of a block, as positions in the order of all points.
  public func points(of block: Int) -> Range<Int> {
    let row = block / blocksPerRow
    let first = (block % blocksPerRow) * blockShape[cutAxis]
    let end = min(first + blockShape[cutAxis], sizes[cutAxis])
    let origin = row * sizes[cutAxis]
    return ((origin + first) * pointsPerPosition)..<((origin + end) * pointsPerPosition)
  }

  /// The position along each dimension of a point.
  public func position(of point: Int) -> [Int] {
    var rest = point
    var position = [Int](repeating: 0, count: sizes.count)
    for axis in sizes.indices.reversed() {
      position[axis] = rest % sizes[axis]
      rest /= sizes[axis]
    }
    return position
  }

  /// How many positions a block takes along each dimension.
  public func shape(of block: Int) -> [Int] {
    var shape = blockShape
    shape[cutAxis] = points(of: block).count / pointsPerPosition
    return shape
  }
}

extension BlockGrid {
  /// The shape of the chunks of a dataset that is read and written in boxes of some shape: the box
  /// itself, or, where it takes more than 4 MiB, equal parts of it of at most so much.
  ///
  /// The leading dimensions are cut first, to single positions, so that a part is one run of the
  /// box's values: of a trajectory over time, row and column first the times are told apart, then
  /// rows. HDF5 holds a chunk in memory as a whole, and so does every reader.
  static func chunk(of box: [Int], bytesPerValue: Int) -> [Int] {
    let limit = (4 << 20) / bytesPerValue
    let grid = BlockGrid(sizes: box, pointsPerBlock: limit)
    var chunk = grid.blockShape
    // Chunks of a fixed size fill the disk even beyond the end: parts are as even as can be.
    let parts = (box[grid.cutAxis] + chunk[grid.cutAxis] - 1) / chunk[grid.cutAxis]
    chunk[grid.cutAxis] = (box[grid.cutAxis] + parts - 1) / parts
    return chunk
  }
}
