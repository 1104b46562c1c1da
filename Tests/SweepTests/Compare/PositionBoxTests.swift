import TestSupport
import Testing

@testable import Sweep

@Suite struct PositionBoxTests {
  @Test("pieces are the box, in its order, and never read more than the limit")
  func pieces() {
    var generator = SplitMix64(seed: 20_261_103)
    for limit in [1, 7, 64, 100_000] {
      // A regular axis, one that a much finer grid shares, one in another order.
      let pairs = [
        (0..<5).map { PositionPair(inA: $0, inB: $0 + 2) },
        (0..<6).map { PositionPair(inA: $0, inB: 50 * $0) },
        (0..<7).shuffled(using: &generator).enumerated().map {
          PositionPair(inA: $0.offset, inB: $0.element)
        },
      ]
      let box = PositionBox(pairs: pairs.map { $0[...] })
      var met: [[Int]] = []
      box.forEachPiece(limit: limit) { piece in
        for positions in [piece.inA, piece.inB] {
          let read = positions.reduce(1) { $0 * PositionBox.extent(of: $1) }
          #expect(read <= limit, "\(positions)")
        }
        met += (0..<piece.count).map { piece.positionInA(of: $0) }
      }
      let all = (0..<box.count).map { [$0 / 42, $0 / 7 % 6, $0 % 7] }
      #expect(met == all, "limit \(limit)")
    }
  }

  @Test("an empty box has no pieces and a single value has one")
  func small() {
    var count = 0
    PositionBox(pairs: [[], [PositionPair(inA: 0, inB: 0)]]).forEachPiece(limit: 9) { _ in
      count += 1
    }
    #expect(count == 0)
    PositionBox(pairs: []).forEachPiece(limit: 9) { piece in count += piece.count }
    #expect(count == 1)
  }
}
