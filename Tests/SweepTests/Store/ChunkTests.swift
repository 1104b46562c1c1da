import Foundation
import Testing

@testable import Sweep

@Suite struct ChunkTests {
  @Test(
    "what takes up to 4 MiB is one chunk, larger boxes are cut from the front",
    arguments: [
      ([1, 1, 1024], [1, 1, 1024], 8), ([4, 3, 100, 100], [4, 3, 100, 100], 8),
      // Exactly 4 MiB, and a value more.
      ([1, 524_288], [1, 524_288], 8), ([1, 524_289], [1, 262_145], 8),
      // Times first, then rows in even parts.
      ([1, 51, 256, 256], [1, 8, 256, 256], 8), ([1, 51, 1024, 1024], [1, 1, 512, 1024], 8),
      ([1, 51, 1000, 1000], [1, 1, 500, 1000], 8), ([1, 51, 1000, 1000], [1, 4, 1000, 1000], 1),
      ([1, 3, 1, 1_000_000], [1, 1, 1, 500_000], 8),
    ])
  func shapes(box: [Int], chunk: [Int], bytes: Int) {
    #expect(BlockGrid.chunk(of: box, bytesPerValue: bytes) == chunk)
  }

  /// A little more than 4 MiB a block, in two chunks of which the last is cut short.
  private let sizes = [3, 350, 500]

  @Test("a block of many chunks is stored, merged, verified and read back")
  func largeBlock() throws {
    let folder = try TemporaryFolder()
    let layout = ResultLayout(
      pointDimensions: [Dimension("sigma", scale: .float64([1, 2]))],
      innerDimensions: zip(["t", "y", "x"], sizes).map { name, size in
        Dimension(name, scale: .int64((0..<Int64(size)).map { $0 }))
      },
      coordinates: [],
      variables: [VariableLayout("density", type: .float64, over: ["t", "y", "x"])],
      attributes: [], texts: ["plan": "{}"])
    let grid = BlockGrid(sizes: [2], pointsPerBlock: 1)
    let parts = try PartsFolder(
      at: folder.file("parts"), plan: "{}", source: "", layout: layout, grid: grid,
      shard: Shard(number: 0, count: 1))
    let count = sizes.reduce(1, *)
    let columns = [0.0, 1e7].map { start in
      Column.float64((0..<count).map { start + Double($0) })
    }
    for block in [1, 0] { try parts.commit([(block, [columns[block]])]) }
    let path = folder.file("out.h5")
    try merge(parts, into: path)
    #expect(try verify(path).isSound)
    let stored = try StoredResult(opening: path)
    let density = try stored.dataset("density")
    #expect(try density.chunk() == [1, 2, 350, 500])
    #expect(
      try ResultReader(path).read("density", start: [1, 0, 0, 0], count: [1] + sizes)
        == columns[1])
    // Chunk by chunk, as verification reads.
    var pieces: [Int] = []
    try stored.forEachPiece(of: density) { pieces.append($0.count) }
    #expect(pieces == [350_000, 175_000, 350_000, 175_000])
  }
}
