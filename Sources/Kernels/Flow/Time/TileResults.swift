/// One result of every tile, each written by whoever computes the tile.
final class TileResults<Value: Sendable>: @unchecked Sendable {
  let count: Int
  private let values: UnsafeMutablePointer<Value>

  init(_ count: Int, initial: Value) {
    self.count = count
    values = .allocate(capacity: count)
    values.initialize(repeating: initial, count: count)
  }

  deinit {
    values.deinitialize(count: count)
    values.deallocate()
  }

  subscript(tile: Int) -> Value {
    get { values[tile] }
    _modify { yield &values[tile] }
  }
}
