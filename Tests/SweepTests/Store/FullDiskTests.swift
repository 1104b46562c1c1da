import Foundation
import Testing

@testable import Sweep

@Suite struct FullDiskTests {
  @Test("a full disk is an error that says so")
  func fullDevice() throws {
    let full = try FileDescriptor("/dev/full", flags: O_WRONLY, attempt: "opening")
    #expect {
      try full.append([UInt8](repeating: 1, count: 100))
    } throws: { error in
      guard let error = error as? StorageError else { return false }
      return error.code == ENOSPC && error.attempt == "writing" && error.freeBytes != nil
        && error.description.hasPrefix("/dev/full: writing failed: No space left on device; ")
    }
  }

  @Test("HDF5 on a full disk is an error with the system's number")
  func fullDeviceUnderHDF5() throws {
    let study = ExampleStudy()
    #expect {
      try ResultFile(creating: "/dev/full", layout: study.layout, grid: study.grid)
    } throws: { error in
      (error as? HDF5Error)?.code == ENOSPC
    }
  }

  @Test("after a failed write HDF5 is not called for that file again")
  func closedChannel() {
    let channel = HDF5Channel(path: "x.h5", forWriting: true)
    var calls = 0
    for _ in 0..<2 {
      #expect(throws: HDF5Error.self) {
        try channel.checked("writing") {
          calls += 1
          return -1
        }
      }
    }
    #expect(calls == 1)
  }

  @Test("room that is lacking is said beforehand, with what is needed and what is free")
  func requiredRoom() throws {
    let folder = try TemporaryFolder()
    let study = ExampleStudy()
    #expect(study.layout.byteCount == 60 * 69)
    let parts = try study.parts(at: folder.file("parts")).folder
    try parts.requireRoom(forBytes: 69)
    #expect {
      try parts.requireRoom(forBytes: 69 << 50)
    } throws: { error in
      guard let error = error as? StorageError, let free = error.freeBytes else { return false }
      return error.code == ENOSPC && error.neededBytes == UInt64(69) << 50
        && error.description.hasSuffix(
          "what is still to be written needs \((69 << 50).bytes), \(Int(clamping: free).bytes) are free"
        )
    }
  }

  @Test("a size of more bytes than a number holds is refused for want of room, too")
  func endlessSize() throws {
    let folder = try TemporaryFolder()
    func numbered(_ name: String, _ count: Int) -> Sweep.Dimension {
      Dimension(name, scale: .int64((0..<Int64(count)).map { $0 }))
    }
    let fields = ["a", "b"].map { VariableLayout($0, type: .float64, over: ["row", "column"]) }
    let layout = ResultLayout(
      pointDimensions: ["x", "y", "z"].map { numbered($0, 1000) },
      innerDimensions: [numbered("row", 50_000), numbered("column", 40_000)], coordinates: [],
      variables: fields, attributes: [], texts: [:])
    #expect(layout.bytesPerPoint == [2 * 8 * 2_000_000_000])
    #expect(layout.byteCount == .max)
    #expect(layout.byteCount.addingOrMost(1) == .max)
    #expect(throws: StorageError.self) {
      try Folder(path: folder.file("")).requireRoom(forBytes: layout.byteCount)
    }
  }

  @Test("no room for a commit: an error, nothing half stored, and the next one works")
  func limitedCommit() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let study = ExampleStudy()
      let parts = try study.parts(at: folder.file("parts"))
      try study.commit([0], batch: 1, to: parts)
      let before = try folder.names(in: "parts")
      let free = limitFileSize(to: 4096)
      #expect(
        throws: StorageError(
          path: TemporaryName(for: folder.file("parts/segment-0-of-1-000001.h5")).name,
          attempt: "writing", code: EFBIG)
      ) { try study.commit([1], batch: 1, to: parts) }
      #expect(try folder.names(in: "parts") == before)
      #expect(parts.doneBlocks == [0])
      free()
      try study.commit(Array(1..<study.grid.count), batch: 4, to: parts)
      try merge(parts, into: folder.file("out.h5"))
      #expect(try verify(folder.file("out.h5")).isSound)
    }
  }

  @Test(
    "no room for the result: an error, the parts are kept, and merging again works",
    arguments: [1024, 4096, 8192, 16384, 32768])
  func limitedMerge(bytes: Int) async throws {
    await #expect(processExitsWith: .success) { [bytes] in
      let folder = try TemporaryFolder()
      let study = ExampleStudy(sigmas: 20)
      let out = folder.file("out.h5")
      let parts = try study.parts(at: "\(out).parts")
      try study.commit(Array(0..<study.grid.count), batch: 4, to: parts)
      let before = try folder.names(in: "out.h5.parts")
      let free = limitFileSize(to: bytes)
      #expect {
        try merge(parts, into: out)
      } throws: { error in
        (error as? HDF5Error)?.code == EFBIG
      }
      #expect(try folder.names(in: "out.h5.parts") == (before + ["merge.lock"]).sorted())
      #expect(try folder.names(in: "") == ["out.h5.parts"])
      free()
      try merge(parts, into: out)
      #expect(try verify(out).isSound)
    }
  }
}

/// Makes every file of this process end at a size, and returns what undoes it.
func limitFileSize(to bytes: Int) -> () -> Void {
  // Without this the process dies of the signal where a disk only says no.
  signal(SIGXFSZ, SIG_IGN)
  var limit = rlimit()
  getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  let before = limit
  limit.rlim_cur = rlim_t(bytes)
  setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  return {
    var limit = before
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  }
}
