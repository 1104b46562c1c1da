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

/// What the parts see that hash.
///
/// Only the processor at hand is known to have instructions for SHA-256: no level of
/// x86-64 promises them.
let hashSettings: [SwiftSetting] =
  march == "native" && nativeFeatures().contains(" sha_ni") ? [.define("SWEEP_NEEDS_SHA")] : []

/// What the program must find in the processor before it calls code built for
/// `march`; the program itself is built for any.
let programSettings: [SwiftSetting] = {
  var settings: [SwiftSetting] = [.swiftLanguageMode(.v6)] + hashSettings
  switch instructionSetLevel(of: march) {
  case 4: settings.append(.define("SWEEP_NEEDS_AVX512"))
  case 3: settings.append(.define("SWEEP_NEEDS_AVX2"))
  default: break
  }
  return settings
}()

/// What this machine says of its processors.
func nativeFeatures() -> String {
  (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
}

/// The x86-64 level of a value of `-march`, as far as it matters here.
func instructionSetLevel(of march: String) -> Int {
  if march == "native" {
    let features = nativeFeatures()
    if features.contains("avx512f") { return 4 }
    return features.contains("avx2") ? 3 : 2
  }
  let fourth = ["x86-64-v4", "avx512", "znver4", "znver5", "icelake", "sapphirerapids"]
  if fourth.contains(where: { march.contains($0) }) { return 4 }
  return march == "x86-64" || march == "x86-64-v2" ? 2 : 3
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
