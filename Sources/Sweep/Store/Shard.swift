/// One of the parts into which the blocks of a plan are dealt.
public struct Shard: Sendable, Hashable {
  /// Its ordinal, from 0.
  public let number: Int
  /// How many shards there are.
  public let count: Int

  /// Shard `number` of `count`.
  ///
  /// - Precondition: `0 <= number < count`.
  public init(number: Int, count: Int) {
    precondition(0 <= number && number < count, "there is no shard \(number) of \(count)")
    self.number = number
    self.count = count
  }

  /// The part of file names that stands for the shard.
  var label: String { "\(number)-of-\(count)" }
}
