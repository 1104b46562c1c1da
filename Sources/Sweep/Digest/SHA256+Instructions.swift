#if SWEEP_NEEDS_SHA
  internal import _Builtin_intrinsics.intel

  extension SHA256 {
    /// Takes whole blocks of 64 bytes into the state with the processor's own instructions.
    ///
    /// Four times as fast as `compressPortably`, which tests compare it with. The
    /// instructions come from the compiler's headers for C; `Package.swift` says when
    /// the processor built for has them.
    ///
    /// Two rounds an instruction, on the state in halves A B E F and C D G H, highest word
    /// first [Gulley et al., "Intel SHA Extensions", 2013].
    static func compress(_ blocks: UnsafeRawBufferPointer, into state: inout SIMD8<UInt32>) {
      guard let start = blocks.baseAddress else { return }
      var abef = SIMD4(state[5], state[4], state[1], state[0])
      var cdgh = SIMD4(state[7], state[6], state[3], state[2])
      constants.withUnsafeBytes { k in
        /// Rounds 4g to 4g + 3.
        @inline(__always)
        func rounds(_ g: Int, _ w: SIMD4<UInt32>) {
          let input = w &+ k.loadUnaligned(fromByteOffset: 16 * g, as: SIMD4<UInt32>.self)
          cdgh = words(_mm_sha256rnds2_epu32(bits(cdgh), bits(abef), bits(input)))
          let rest = SIMD4(lowHalf: input.highHalf, highHalf: input.highHalf)
          abef = words(_mm_sha256rnds2_epu32(bits(abef), bits(cdgh), bits(rest)))
        }
        for block in stride(from: 0, to: blocks.count, by: 64) {
          let before = (abef, cdgh)
          var w = (
            load(start + block), load(start + block + 16), load(start + block + 32),
            load(start + block + 48)
          )
          for g in stride(from: 0, to: 12, by: 4) {
            rounds(g, w.0)
            w.0 = schedule(w.0, w.1, w.2, w.3)
            rounds(g + 1, w.1)
            w.1 = schedule(w.1, w.2, w.3, w.0)
            rounds(g + 2, w.2)
            w.2 = schedule(w.2, w.3, w.0, w.1)
            rounds(g + 3, w.3)
            w.3 = schedule(w.3, w.0, w.1, w.2)
          }
          rounds(12, w.0)
          rounds(13, w.1)
          rounds(14, w.2)
          rounds(15, w.3)
          abef &+= before.0
          cdgh &+= before.1
        }
      }
      state = SIMD8(
        abef[3], abef[2], cdgh[3], cdgh[2], abef[1], abef[0], cdgh[1], cdgh[0])
    }

    /// Four words of a block, which are big-endian.
    @inline(__always)
    private static func load(_ bytes: UnsafeRawPointer) -> SIMD4<UInt32> {
      let order = SIMD16<UInt8>(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)
      let read = bytes.loadUnaligned(as: __m128i.self)
      return words(_mm_shuffle_epi8(read, unsafeBitCast(order, to: __m128i.self)))
    }

    /// The words W₁₆ … W₁₉ after W₀ … W₁₅, by fours.
    @inline(__always)
    private static func schedule(
      _ a: SIMD4<UInt32>, _ b: SIMD4<UInt32>, _ c: SIMD4<UInt32>, _ d: SIMD4<UInt32>
    ) -> SIMD4<UInt32> {
      let seventhBefore = SIMD4(c[1], c[2], c[3], d[0])
      let sum = words(_mm_sha256msg1_epu32(bits(a), bits(b))) &+ seventhBefore
      return words(_mm_sha256msg2_epu32(bits(sum), bits(d)))
    }

    @inline(__always)
    private static func bits(_ words: SIMD4<UInt32>) -> __m128i {
      unsafeBitCast(words, to: __m128i.self)
    }

    @inline(__always)
    private static func words(_ bits: __m128i) -> SIMD4<UInt32> {
      unsafeBitCast(bits, to: SIMD4<UInt32>.self)
    }
  }
#else
  extension SHA256 {
    /// Takes whole blocks of 64 bytes into the state.
    static func compress(_ blocks: UnsafeRawBufferPointer, into state: inout SIMD8<UInt32>) {
      compressPortably(blocks, into: &state)
    }
  }
#endif
