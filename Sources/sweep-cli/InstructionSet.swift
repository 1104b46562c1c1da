import Foundation

/// What the kernels were built for, against what the processor has.
///
/// This file must run on any processor, so its target is built without
/// `-march`: the check comes before the first call into code that is not.
enum InstructionSet {
  /// Features of the x86-64 processor that the build relies on, as /proc/cpuinfo names them.
  private static var required: [String] {
    #if SWEEP_NEEDS_SHA
      vectors + ["sha_ni"]
    #else
      vectors
    #endif
  }

  /// Those among them that the kernels need: all that the compiler may have used of what a level
  /// of x86-64 has, since it picks for itself.
  private static var vectors: [String] {
    #if SWEEP_NEEDS_AVX512_VBMI2
      avx2 + avx512 + ["avx512vbmi", "avx512_vbmi2", "avx512_bitalg", "avx512_vpopcntdq"]
    #elseif SWEEP_NEEDS_AVX512
      avx2 + avx512
    #elseif SWEEP_NEEDS_AVX2
      avx2
    #elseif SWEEP_NEEDS_AVX
      ["avx"]
    #else
      []
    #endif
  }

  /// Of x86-64-v3; abm is how Linux calls lzcnt, which older processors take for another instruction
  /// and give another number.
  private static let avx2 = ["avx2", "fma", "bmi1", "bmi2", "f16c", "abm", "movbe"]
  /// Of x86-64-v4.
  private static let avx512 = ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]

  /// Ends the program with an explanation where a feature is missing.
  static func requireSupport() {
    guard !required.isEmpty, let available = availableFeatures() else { return }
    let missing = required.filter { !available.contains($0) }
    guard missing.isEmpty else {
      Terminal.say(
        "error: this build of sweep needs a processor with \(missing.joined(separator: ", ")); "
          + "build it with SWEEP_MARCH=x86-64-v3 (or x86-64) for this machine")
      exit(ExitStatus.software.rawValue)
    }
  }

  /// The features of the first processor; none where the system does not tell.
  private static func availableFeatures() -> Set<String>? {
    // The first processor's entry is enough, and on large machines the whole file takes long.
    guard let file = FileHandle(forReadingAtPath: "/proc/cpuinfo") else { return nil }
    defer { try? file.close() }
    guard let bytes = try? file.read(upToCount: 8192) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") }) else {
      return nil
    }
    return Set(line.split(separator: " ").map(String.init))
  }
}
