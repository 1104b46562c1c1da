import TestSupport
import Testing

@testable import Sweep

@Suite struct BlockGridTests {
  static func grid(seed: Int) -> BlockGrid {
    var generator = SplitMix64(seed: UInt64(seed))
    let rank = Int.random(in: 1...4, using: &generator)
    // Sizes of 1 are as common as others: they are where cutting goes wrong.
    let sizes = (0..<rank).map { _ in
      Bool.random(using: &generator) ? 1 : Int.random(in: 1...7, using: &generator)
    }
    return BlockGrid(sizes: sizes, pointsPerBlock: Int.random(in: 1...40, using: &generator))
  }

  @Test("every point is in exactly one block, in order", arguments: 1...200)
  func partition(seed: Int) {
    let grid = BlockGridTests.grid(seed: seed)
    let points = (0..<grid.count).flatMap { Array(grid.points(of: $0)) }
    #expect(points == Array(0..<grid.pointCount), "\(grid)")
  }

  @Test("the position of a point gives the point back", arguments: 1...200)
  func positions(seed: Int) {
    let grid = BlockGridTests.grid(seed: seed)
    for point in 0..<grid.pointCount {
      let offset = zip(grid.position(of: point), grid.sizes).reduce(0) { $0 * $1.1 + $1.0 }
      #expect(offset == point, "\(grid)")
    }
  }

  @Test("a block is the box of its shape at its first point", arguments: 1...200)
  func boxes(seed: Int) {
    let grid = BlockGridTests.grid(seed: seed)
    for block in 0..<grid.count {
      let start = grid.position(of: grid.points(of: block).lowerBound)
      let shape = grid.shape(of: block)
      #expect(shape.reduce(1, *) == grid.points(of: block).count, "\(grid)")
      for axis in grid.sizes.indices {
        #expect(shape[axis] <= grid.blockShape[axis], "\(grid)")
        #expect(start[axis] % grid.blockShape[axis] == 0, "block \(block) of \(grid)")
        #expect(start[axis] + shape[axis] <= grid.sizes[axis], "block \(block) of \(grid)")
      }
    }
  }
}
