import TestSupport
import Testing

@testable import Sweep

@Suite struct SHA256Tests {
  // The examples of FIPS 180-4 (csrc.nist.gov, "SHA256.pdf") and of NIST's
  // "Additional test vectors".
  @Test(
    "the standard's examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
          + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func examples(text: String, digest: String) {
    #expect(SHA256.hexadecimal(of: text) == digest)
  }

  @Test("bytes of zero around the length of a block")
  func zeros() {
    func digest(_ count: Int) -> String {
      var digest = SHA256()
      [UInt8](repeating: 0, count: count).withUnsafeBytes { digest.update($0) }
      return SHA256.hexadecimal(digest.finalize())
    }
    #expect(digest(55) == "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7")
    #expect(digest(56) == "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb")
    #expect(digest(57) == "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785")
    #expect(digest(64) == "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b")
    #expect(digest(1000) == "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53")
  }

  @Test("what the processor computes is what the portable code does", arguments: 1...20)
  func instructions(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let bytes = (0..<64 * Int.random(in: 0...9, using: &generator)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    var state = SIMD8<UInt32>.random(in: 0 ... .max, using: &generator)
    var expected = state
    bytes.withUnsafeBytes { SHA256.compress($0, into: &state) }
    bytes.withUnsafeBytes { SHA256.compressPortably($0, into: &expected) }
    #expect(state == expected, "\(bytes.count) bytes, seed \(seed)")
  }

  @Test("the digest does not depend on how the bytes arrive", arguments: 1...20)
  func pieces(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let bytes = (0..<Int.random(in: 0...500, using: &generator)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    var whole = SHA256()
    bytes.withUnsafeBytes { whole.update($0) }
    var pieces = SHA256()
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 0...130, using: &generator))
      Array(piece).withUnsafeBytes { pieces.update($0) }
      rest = rest.dropFirst(piece.count)
    }
    #expect(whole.finalize() == pieces.finalize(), "\(bytes.count) bytes, seed \(seed)")
  }
}
