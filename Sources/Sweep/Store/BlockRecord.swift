/// What a segment says of one of its blocks.
struct BlockRecord: Equatable {
  /// The block's position among all.
  let number: Int
  /// The points it holds.
  let points: Range<Int>
  /// The SHA-256 over the digests of its columns.
  let digest: [UInt8]

  /// The digest of a block with these columns.
  static func digest(of columns: [Column]) -> [UInt8] {
    var digest = SHA256()
    for column in columns {
      DatasetDigest.bytes(of: column).withUnsafeBytes { digest.update($0) }
    }
    return digest.finalize()
  }
}
