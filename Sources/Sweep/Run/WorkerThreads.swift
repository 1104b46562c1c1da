internal import Dispatch
internal import Foundation

/// Threads that all do the same work, as many as the system gives of those asked for.
///
/// Not those of Dispatch: where memory or descriptors are short it waits for a thread without end,
/// or ends the process.
struct WorkerThreads: ~Copyable {
  private let group = DispatchGroup()
  private var threads: [pthread_t] = []

  /// Starts up to `count` threads that each call `work` once.
  init(count: Int, work: @escaping @Sendable () -> Void) {
    shareOneArenaIfNeeded(threads: count)
    for _ in 0..<count {
      group.enter()
      let task = Task { [group] in
        work()
        group.leave()
      }
      guard let thread = task.start() else {
        group.leave()
        break
      }
      threads.append(thread)
    }
  }

  /// Whether the system gave none.
  var isEmpty: Bool { threads.isEmpty }

  /// Whether any of them is still at work.
  var areRunning: Bool { group.wait(timeout: .now()) == .timedOut }

  /// Waits until all have ended.
  consuming func join() {
    for thread in threads { pthread_join(thread, nil) }
  }

  /// What a thread is to do, as an object that C can hand over.
  private final class Task: Sendable {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    /// The thread; none where the system has none to give.
    func start() -> pthread_t? {
      let argument = Unmanaged.passRetained(self)
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { argument in
          if let argument { Unmanaged<Task>.fromOpaque(argument).takeRetainedValue().body() }
          return nil
        }, argument.toOpaque())
      guard code == 0 else {
        argument.release()
        return nil
      }
      return thread
    }
  }
}

/// Lets all threads allocate from one arena where the address space has no room for one each.
///
/// glibc reserves an arena of 128 MiB for every thread; a thread that gets none asks the system
/// for every single allocation, which made a run fifty times slower.
private func shareOneArenaIfNeeded(threads: Int) {
  guard !hasRoomForArenas(of: threads) else { return }
  // Swift does not see <malloc.h>, and only glibc has this function.
  guard let symbol = dlsym(nil, "mallopt") else { return }
  let setOption = unsafeBitCast(symbol, to: (@convention(c) (CInt, CInt) -> CInt).self)
  let mostArenas: CInt = -8
  _ = setOption(mostArenas, 1)
}

/// Whether the address space has room for an arena for each of so many threads.
func hasRoomForArenas(of threads: Int) -> Bool {
  // Nothing at all cannot be reserved, and that is no want of room.
  guard threads > 0 else { return true }
  let size = threads << 27
  let reserved = mmap(nil, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
  guard reserved != MAP_FAILED else { return false }
  munmap(reserved, size)
  return true
}
