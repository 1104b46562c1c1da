/// The SHA-256 of a dataset's values, taken in row by row.
///
/// Numbers count as their little-endian bytes, the order in which they are
/// stored. Texts count as their UTF-8, separated by zero bytes, which no
/// stored text contains: a lone text has the digest that `sha256sum` gives.
struct DatasetDigest {
  private var digest = SHA256()
  private var holdsText = false

  /// Takes the next values into the digest.
  mutating func append(_ column: Column) {
    switch column {
    case .float64(let values): append(numbers: values)
    case .int8(let values): append(numbers: values)
    case .uint8(let values): append(numbers: values)
    case .int64(let values): append(numbers: values)
    case .text(let values):
      for value in values {
        append(numbers: holdsText ? [0] + Array(value.utf8) : Array(value.utf8))
        holdsText = true
      }
    }
  }

  // Every platform that Swift and HDF5 share is little-endian: memory is what
  // the file holds.
  private mutating func append<Number: BitwiseCopyable>(numbers: [Number]) {
    numbers.withUnsafeBytes { digest.update($0) }
  }

  /// The 32 bytes of the digest.
  consuming func finalize() -> [UInt8] { digest.finalize() }

  /// The digest of one column by itself.
  static func bytes(of column: Column) -> [UInt8] {
    var digest = DatasetDigest()
    digest.append(column)
    return digest.finalize()
  }

  /// The digest of one column by itself, in hexadecimal.
  static func hexadecimal(of column: Column) -> String {
    SHA256.hexadecimal(bytes(of: column))
  }
}
