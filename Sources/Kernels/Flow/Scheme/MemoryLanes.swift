/// Lanes that lie side by side in memory.
///
/// Kernels over arrays are written once over it: `SIMD8<Double>` in production, `Double` as the
/// oracle.
protocol MemoryLanes: Lanes {
  /// The number of lanes.
  static var width: Int { get }
  /// The values from `address` on; it need not be aligned.
  init(at address: UnsafePointer<Double>)
  /// Writes the values from `address` on; it need not be aligned.
  func store(at address: UnsafeMutablePointer<Double>)
}

extension Double: MemoryLanes {
  static var width: Int { 1 }

  @inline(__always)
  init(at address: UnsafePointer<Double>) { self = address.pointee }

  @inline(__always)
  func store(at address: UnsafeMutablePointer<Double>) { address.pointee = self }
}

extension SIMD8<Double>: MemoryLanes {
  static var width: Int { 8 }

  @inline(__always)
  init(at address: UnsafePointer<Double>) {
    self = UnsafeRawPointer(address).loadUnaligned(as: Self.self)
  }

  @inline(__always)
  func store(at address: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(address).storeBytes(of: self, as: Self.self)
  }
}

extension UnsafeMutablePointer<Double> {
  /// Room for so many values that begins where eight lanes begin in the cache: whole lanes are then
  /// one access and not two.
  static func allocateLanes(count: Int) -> Self {
    UnsafeMutableRawPointer.allocate(byteCount: 8 * count, alignment: 64)
      .bindMemory(to: Double.self, capacity: count)
  }
}
