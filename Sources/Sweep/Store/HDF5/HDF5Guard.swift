internal import Foundation

/// Ends the program with a message where HDF5 dies of a file that it reads, or does not come back.
///
/// HDF5 1.10 trusts what files say of themselves: a damaged one may end it by a signal, keep it in a loop, or
/// have it take all memory. What a crash leaves of the library cannot be used any more, so the program ends; but it
/// says which file that was, and with which code. Only a call that reads counts: a crash anywhere else is a
/// fault of this program's and stays one.
public enum HDF5Guard {
  /// What ends the program: called in a signal handler, with the words to write.
  public typealias End = @convention(c) (UnsafePointer<UInt8>, Int) -> Void

  // Handlers may only look at memory: all of this is set before a call begins. The calls that are
  // guarded are those of the thread that was first, which in the program is the main one.
  nonisolated(unsafe) private static var end: End?
  nonisolated(unsafe) private static var words: UnsafeMutableBufferPointer<UInt8>?
  nonisolated(unsafe) private static var isInside = false
  nonisolated(unsafe) private static var thread = pthread_t()
  nonisolated(unsafe) private static var byteCount = 0
  nonisolated(unsafe) private static var ticks = 0
  nonisolated(unsafe) private static var firstPeak = 0
  nonisolated(unsafe) private static var earlier: UnsafeMutablePointer<sigaction>?

  private static let signals = [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP]

  /// The processor's time that one call may take before it is taken for endless: what it takes to read a
  /// file many times over, at the pace of a slow disk, and a second.
  private static let seconds = 1
  private static let bytesPerSecond = 50_000_000
  /// The memory that a call may take beside some times the file's size.
  private static let mostBytes = 1 << 29
  private static let ticksPerSecond = 20

  /// Guards the calls of the calling thread from now on.
  public static func install(_ end: @escaping End) {
    self.end = end
    thread = pthread_self()
    // A recursion without end leaves no room on the stack for a handler.
    var stack = stack_t()
    stack.ss_size = 1 << 16
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stack.ss_size, alignment: 16)
    sigaltstack(&stack, nil)
    earlier = .allocate(capacity: Int(SIGSYS) + 1)
    for number in signals { handle(number) { HDF5Guard.meet($0) } }
    handle(SIGPROF) { _ in HDF5Guard.tick() }
  }

  private static func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_ONSTACK | SA_RESTART
    sigaction(number, &action, earlier.map { $0 + Int(number) })
  }

  /// Makes a call that reads a file, for which the words stand.
  static func reading<Status>(_ file: FileWords, _ call: () -> Status) -> Status {
    guard end != nil, pthread_equal(thread, pthread_self()) != 0 else { return call() }
    words = file.bytes
    byteCount = file.byteCount
    ticks = 0
    isInside = true
    setTimer(microseconds: 1_000_000 / ticksPerSecond)
    let status = call()
    setTimer(microseconds: 0)
    isInside = false
    return status
  }

  private static func setTimer(microseconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_usec = microseconds
    timer.it_interval.tv_usec = microseconds
    setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
  }

  /// Looks at what the call has taken so far.
  private static func tick() {
    guard isInside else { return }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    // In kilobytes; what was taken before the call is none of its.
    let peak = usage.ru_maxrss << 10
    if ticks == 0 { firstPeak = peak }
    ticks += 1
    if ticks / ticksPerSecond >= seconds + byteCount / bytesPerSecond
      || peak - firstPeak > mostBytes + 4 * byteCount
    {
      meetEnd()
    }
  }

  private static func meet(_ number: Int32) {
    if isInside, pthread_equal(thread, pthread_self()) != 0 { meetEnd() }
    // Not of HDF5: as if there had been no handler.
    sigaction(number, earlier.map { $0 + Int(number) }, nil)
    raise(number)
  }

  private static func meetEnd() {
    guard isInside, let words, let start = words.baseAddress else { return }
    end?(start, words.count)
  }
}

/// What is said of a file that HDF5 cannot read, ready to be written by a signal handler.
final class FileWords {
  let bytes: UnsafeMutableBufferPointer<UInt8>
  /// The size of the file.
  let byteCount: Int

  init(path: String) {
    let words = "\(path) is damaged: HDF5 fails as it reads it"
    bytes = .allocate(capacity: words.utf8.count)
    _ = bytes.initialize(from: words.utf8)
    var status = stat()
    byteCount = stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  deinit { bytes.deallocate() }
}
