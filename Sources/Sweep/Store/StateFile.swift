internal import Foundation

/// The state of an unfinished block as a file in the parts folder.
///
///     sweep state 1
///     plan SHA-256 block NUMBER count NUMBER share NUMBER
///
/// and, after these two lines, so many doubles with their lowest bytes first, and the seal. A
/// new state gets a new name before the old one goes, so there is always a whole one.
struct StateFile {
  /// The block.
  let block: Int
  /// Which of the block's states it is; later ones are higher.
  let sequence: Int

  private static let prefix = "state-"
  private static let suffix = ".bin"
  private static let firstLine = "sweep state 1\n"

  init(block: Int, sequence: Int) {
    self.block = block
    self.sequence = sequence
  }

  /// The state file of a name; none if it is the name of another file, or another spelling.
  init?(named name: String) {
    guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix) else { return nil }
    let numbers = name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count)
      .split(separator: "-").map { Int($0) }
    guard numbers.count == 2, let block = numbers[0], let sequence = numbers[1] else { return nil }
    self.init(block: block, sequence: sequence)
    guard self.name == name else { return nil }
  }

  /// Its name.
  var name: String { "\(Self.prefix(ofBlock: block))\(sequence)\(Self.suffix)" }

  /// What the names of a block's states begin with, damaged ones too.
  static func prefix(ofBlock block: Int) -> String { "\(prefix)\(block)-" }

  /// The bytes of a state of a plan, at which so much of the block is done.
  func bytes(of numbers: [Double], share: Double, planDigest: String) -> [UInt8] {
    let head =
      Self.firstLine
      + "plan \(planDigest) block \(block) count \(numbers.count) share \(share)\n"
    var bytes = Array(head.utf8)
    // States of long trajectories are large: there are no more copies of them than must be.
    bytes.reserveCapacity(bytes.count + 8 * numbers.count + Seal.length)
    for number in numbers {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    var digest = SHA256()
    bytes.withUnsafeBytes { digest.update($0) }
    bytes += Seal.line(digest)
    return bytes
  }

  /// Reads a state.
  ///
  /// - Throws: `StoreError.damaged`, also where it is of another plan or block; `StorageError`.
  func read(in folder: Folder, planDigest: String) throws -> [Double] {
    let path = folder.file(name)
    guard try Seal.state(of: path) == .intact else {
      throw StoreError.damaged(path: path, reason: "its bytes do not have their SHA-256")
    }
    let file = try FileDescriptor(path, flags: O_RDONLY, attempt: "opening")
    var bytes: [UInt8] = []
    while true {
      let piece = try file.next(1 << 20)
      bytes += piece
      if piece.isEmpty { break }
    }
    let lines = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
    let words =
      lines.count == 3 ? String(decoding: lines[1], as: UTF8.self).split(separator: " ") : []
    guard lines.first.map({ Array($0) + [0x0A] }) == Array(Self.firstLine.utf8), words.count == 8,
      words[1] == planDigest, words[3] == "\(block)", let count = Int(words[5]), count >= 0,
      lines[2].count == count.multipliedOrMost(by: 8).addingOrMost(Seal.length)
    else {
      throw StoreError.damaged(path: path, reason: "it is no state of this plan and block")
    }
    return lines[2].withUnsafeBytes { buffer in
      (0..<count).map { index in
        let bits = buffer.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)
        return Double(bitPattern: UInt64(littleEndian: bits))
      }
    }
  }

  /// How much of the block is done at the state, as its first lines say; none where they do not.
  func share(in folder: Folder) throws(StorageError) -> Double? {
    guard !isSpecial(folder.file(name)) else { return nil }
    let file = try FileDescriptor(folder.file(name), flags: O_RDONLY, attempt: "opening")
    let lines = String(decoding: try file.next(256), as: UTF8.self).split(separator: "\n")
    let share = lines.dropFirst().first?.split(separator: " ").last.flatMap { Double($0) }
    return share.flatMap { (0...1).contains($0) ? $0 : nil }
  }
}
