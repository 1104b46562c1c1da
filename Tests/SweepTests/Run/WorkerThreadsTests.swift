import Testing

@testable import Sweep

@Suite struct WorkerThreadsTests {
  @Test("no threads and a few have room to allocate, more than any address space holds do not")
  func arenas() {
    #expect(hasRoomForArenas(of: 0))
    #expect(hasRoomForArenas(of: 4))
    #expect(!hasRoomForArenas(of: 1 << 30))
  }
}
