import Foundation
import Testing

@testable import Sweep

// Tests of how a process ends came with Swift 6.2.
#if compiler(>=6.2)

  /// The program ends with words and a code of its own where a call that reads dies or never ends.
  @Suite struct HDF5GuardTests {
    static func install() {
      HDF5Guard.install { words, count in
        let said = String(decoding: UnsafeBufferPointer(start: words, count: count), as: UTF8.self)
        _exit(said == "x.h5 is damaged: HDF5 fails as it reads it" ? 76 : 99)
      }
    }

    @Test("a crash within a call that reads")
    func crash() async {
      await #expect(processExitsWith: .exitCode(76)) {
        HDF5GuardTests.install()
        HDF5Guard.reading(FileWords(path: "x.h5")) { _ = raise(SIGSEGV) }
      }
    }

    @Test("a call that reads and never ends")
    func loop() async {
      await #expect(processExitsWith: .exitCode(76)) {
        HDF5GuardTests.install()
        HDF5Guard.reading(FileWords(path: "x.h5")) { while getpid() > 0 {} }
      }
    }

    @Test("a crash anywhere else stays one")
    func crashElsewhere() async {
      await #expect(processExitsWith: .signal(SIGSEGV)) {
        HDF5GuardTests.install()
        HDF5Guard.reading(FileWords(path: "x.h5")) {}
        _ = raise(SIGSEGV)
      }
    }
  }

#endif
