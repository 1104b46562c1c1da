// swift-tools-version: 6.1
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

// MARK: - Package

let package = Package(
  name: "sweep",
  platforms: [.macOS(.v15)],
  products: [.library(name: "Kernels", targets: ["Kernels"])],
  targets: [
    .target(
      name: "Kernels", swiftSettings: laneSettings,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .testTarget(
      name: "KernelsTests", dependencies: ["Kernels"], resources: [.copy("Reference")],
      swiftSettings: laneSettings),
  ]
)
