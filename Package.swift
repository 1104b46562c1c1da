// swift-tools-version: 6.1
import Foundation
import PackageDescription

// MARK: - How it is built

/// The instruction set to build for, a value of the C compiler's `-march`.
///
/// `native` is the processor at hand; `x86-64-v3` serves clusters of mixed
/// processors. Stored digits do not depend on it.
let march = Context.environment["SWEEP_MARCH"] ?? "native"

/// Every target that sees lane types is built for the same instruction set:
/// vectors passed between modules built for different ones break the calling
/// convention.
let laneSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .unsafeFlags(["-Xcc", "-march=\(march)"]),
]

/// What this machine says of its first processor.
let nativeFeatures: Set<Substring> = {
  let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
  let line = text.split(separator: "\n").first { $0.hasPrefix("flags") }
  return Set(line?.split(separator: " ") ?? [])
}()

/// What the parts see that hash.
///
/// Only the processor at hand is known to have instructions for SHA-256: no level of
/// x86-64 promises them.
let hashSettings: [SwiftSetting] =
  march == "native" && nativeFeatures.contains("sha_ni") ? [.define("SWEEP_NEEDS_SHA")] : []

/// What the program must find in the processor before it calls code built for
/// `march`; the program itself is built for any.
let programSettings: [SwiftSetting] =
  [.swiftLanguageMode(.v6)] + hashSettings
  + (InstructionSet.of(march).map { [.define("SWEEP_NEEDS_\($0.rawValue)")] } ?? [])

/// What code for a value of `-march` may use beyond x86-64-v2, as far as it is looked for when the program
/// starts: `Sources/sweep-cli/InstructionSet.swift` has the same features for each.
enum InstructionSet: String {
  case avx = "AVX"
  /// x86-64-v3.
  case avx2 = "AVX2"
  /// x86-64-v4.
  case avx512 = "AVX512"
  /// And what Ice Lake and Zen 4 brought.
  case avx512Bytes = "AVX512_VBMI2"

  /// What processors of a name have, as `clang -march=NAME -dM -E` tells; none of these for x86-64-v2.
  ///
  /// A name that is not known is refused: code for it would end by SIGILL on another
  /// machine, or be taken for such code on its own. So are those that have parts of AVX-512 (knl, knm
  /// and cannonlake) and AMD's from amdfam10 to bdver4, of whose own instructions none is looked for.
  static func of(_ march: String) -> InstructionSet? {
    #if arch(x86_64)
      if march == "native" { return native }
      if let set = names.first(where: { $0.value.contains(march) }) { return set.key }
      guard baseline.contains(march) else {
        let known = baseline.union(names.values.joined()).sorted().joined(separator: ", ")
        let words = "SWEEP_MARCH: '\(march)' is not known; known are native, \(known)\n"
        FileHandle.standardError.write(Data(words.utf8))
        exit(1)
      }
    #endif
    return nil
  }

  /// The most that the processor at hand has all features of, with those before: a build for it must
  /// run on it, also where a virtual machine hides some.
  private static var native: InstructionSet? {
    let steps: [(set: InstructionSet, features: [Substring])] = [
      (avx, ["avx"]),
      (avx2, ["avx2", "fma", "bmi1", "bmi2", "f16c", "abm", "movbe"]),
      (avx512, ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]),
      (avx512Bytes, ["avx512vbmi", "avx512_vbmi2", "avx512_bitalg", "avx512_vpopcntdq"]),
    ]
    return steps.prefix { nativeFeatures.isSuperset(of: $0.features) }.last?.set
  }

  private static let baseline: Set = [
    "x86-64", "x86-64-v2", "k8", "k8-sse3", "opteron", "opteron-sse3", "athlon64", "athlon64-sse3",
    "athlon-fx", "nocona", "core2", "penryn", "bonnell", "atom",
    "silvermont", "slm", "goldmont", "goldmont-plus", "tremont", "nehalem", "corei7", "westmere",
  ]

  private static let names: [InstructionSet: Set<String>] = [
    .avx: [
      "sandybridge", "corei7-avx", "ivybridge", "core-avx-i",
    ],
    .avx2: [
      "x86-64-v3", "haswell", "core-avx2", "broadwell", "skylake", "alderlake", "raptorlake",
      "meteorlake", "arrowlake", "arrowlake-s", "lunarlake", "pantherlake", "gracemont",
      "sierraforest", "grandridge", "clearwaterforest", "znver1", "znver2", "znver3",
    ],
    .avx512: ["x86-64-v4", "skylake-avx512", "skx", "cascadelake", "cooperlake"],
    .avx512Bytes: [
      "icelake-client", "icelake-server", "tigerlake", "rocketlake", "sapphirerapids",
      "emeraldrapids", "graniterapids", "graniterapids-d", "diamondrapids", "znver4", "znver5",
    ],
  ]
}

/// Where HDF5 lies when it is not the system's: `HDF5_ROOT`, as environment
/// modules set it.
let hdf5Root = Context.environment["HDF5_ROOT"]

let hdf5LinkerSettings: [LinkerSetting] =
  hdf5Root.map { root in
    [.unsafeFlags(["-L\(root)/lib", "-Xlinker", "-rpath", "-Xlinker", "\(root)/lib"])]
  } ?? []

let hdf5Settings: [SwiftSetting] =
  hdf5Root.map { root in [.unsafeFlags(["-Xcc", "-I\(root)/include"])] } ?? []

/// Debian's `hdf5.pc` becomes an MPI build when an MPI package is installed,
/// so the serial library is asked for by its own name wherever it has one.
let hdf5PackageName: String? = {
  guard hdf5Root == nil else { return nil }
  let folders = [
    "/usr/lib/x86_64-linux-gnu/pkgconfig", "/usr/lib/aarch64-linux-gnu/pkgconfig",
    "/usr/lib/pkgconfig", "/usr/share/pkgconfig",
  ]
  let serial = folders.contains {
    FileManager.default.fileExists(atPath: "\($0)/hdf5-serial.pc")
  }
  return serial ? "hdf5-serial" : "hdf5"
}()

// MARK: - Package

let package = Package(
  name: "sweep",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "sweep", targets: ["sweep-cli"]),
    .library(name: "Sweep", targets: ["Sweep"]),
    .library(name: "Kernels", targets: ["Kernels"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CHDF5", pkgConfig: hdf5PackageName, providers: [.apt(["libhdf5-dev", "pkg-config"])]),
    .systemLibrary(name: "CLanes", path: "Sources/Kernels/CLanes"),
    .target(
      name: "Kernels", dependencies: ["CLanes"], exclude: ["CLanes"], swiftSettings: laneSettings,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "Sweep", dependencies: ["CHDF5", "Kernels", "Yams"],
      swiftSettings: laneSettings + hashSettings + hdf5Settings, linkerSettings: hdf5LinkerSettings),
    .executableTarget(
      name: "sweep-cli",
      dependencies: [
        "Sweep", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: programSettings),

    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(
      name: "KernelsTests", dependencies: ["Kernels", "TestSupport"],
      resources: [.copy("Reference")],
      swiftSettings: laneSettings),
    .testTarget(
      name: "SweepTests", dependencies: ["Sweep", "Kernels", "TestSupport"],
      resources: [.copy("Fixtures")],
      swiftSettings: laneSettings + hdf5Settings),
  ]
)
