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

  /// The number of the shard that computes a block: blocks are dealt in turn, so that those of a hard
  /// region go to all shards.
  static func number(ofBlock block: Int, among count: Int) -> Int { block % count }

  /// Whether the shard computes a block.
  func holds(block: Int) -> Bool { Self.number(ofBlock: block, among: count) == number }

  /// The part of file names that stands for the shard.
  var label: String { "\(number)-of-\(count)" }

  /// The shard that a part of a file name stands for; none for what is no label, or another spelling.
  init?(label: String) {
    let words = label.split(separator: "-", omittingEmptySubsequences: false)
    guard words.count == 3, let number = Int(words[0]), let count = Int(words[2]), number >= 0,
      number < count
    else { return nil }
    self.init(number: number, count: count)
    guard self.label == label else { return nil }
  }
}
