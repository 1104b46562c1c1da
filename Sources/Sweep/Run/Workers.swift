internal import Dispatch
internal import Foundation

/// Workers of Dispatch that all do the same work, as many as the system has threads for.
struct Workers {
  private let group = DispatchGroup()
  /// Whether the system has no thread to give.
  let isEmpty: Bool

  /// Starts up to `count` workers that each call `work` once.
  init(count: Int, work: @escaping @Sendable () -> Void) {
    shareOneArenaIfNeeded(threads: count)
    let available = threadsAvailable(upTo: count)
    isEmpty = available == 0
    let queue = DispatchQueue(label: "sweep.workers", attributes: .concurrent)
    for _ in 0..<available { queue.async(group: group, execute: work) }
  }

  /// Whether any of them is still at work.
  var areRunning: Bool { group.wait(timeout: .now()) == .timedOut }

  /// Waits until all have ended.
  func wait() { group.wait() }
}

/// How many threads the system gives, of so many asked for.
///
/// Tried before Dispatch is asked, which waits without end, within `async`, for a thread that
/// there is no room for.
private func threadsAvailable(upTo count: Int) -> Int {
  let gate = Unmanaged.passRetained(Gate())
  defer { gate.release() }
  var threads: [pthread_t] = []
  for _ in 0..<count {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { gate in
        // Alive until all have been asked for: one after the other, there is room for any number.
        if let gate { Unmanaged<Gate>.fromOpaque(gate).takeUnretainedValue().pass() }
        return nil
      }, gate.toOpaque())
    guard code == 0 else { break }
    threads.append(thread)
  }
  gate.takeUnretainedValue().open()
  for thread in threads { pthread_join(thread, nil) }
  return threads.count
}

/// What threads wait at until it opens.
private final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  /// Waits for the gate to open, and lets the next one through.
  func pass() {
    semaphore.wait()
    semaphore.signal()
  }

  func open() { semaphore.signal() }
}

/// Lets all threads allocate from one arena where the address space has no room for one each.
///
/// glibc reserves an arena of 128 MiB for every thread; a thread that gets none asks the system
/// for every single allocation, which made a run fifty times slower.
private func shareOneArenaIfNeeded(threads: Int) {
  let size = threads << 27
  let reserved = mmap(nil, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
  guard reserved == MAP_FAILED else {
    munmap(reserved, size)
    return
  }
  // Swift does not see <malloc.h>, and only glibc has this function.
  guard let symbol = dlsym(nil, "mallopt") else { return }
  let setOption = unsafeBitCast(symbol, to: (@convention(c) (CInt, CInt) -> CInt).self)
  let mostArenas: CInt = -8
  _ = setOption(mostArenas, 1)
}
