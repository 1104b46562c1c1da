import Foundation
import Synchronization

/// What the program says, and where.
enum Terminal {
  /// Whether the errors' stream is watched by a person.
  static let isInteractive = isatty(STDERR_FILENO) == 1

  /// Whether standard output is a terminal.
  static let isOutputInteractive = isatty(STDOUT_FILENO) == 1

  /// The columns and rows of the terminal behind a descriptor, 80 and 24 where it does not say.
  static func size(of descriptor: Int32) -> (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// The width of the terminal that standard output is; none where it is none.
  static var outputWidth: Int? {
    isOutputInteractive ? size(of: STDOUT_FILENO).columns : nil
  }

  /// A paragraph with its break, wrapped to the terminal that standard output is.
  static func paragraph(_ text: String) -> String {
    (outputWidth.map { text.wrapped(to: $0) } ?? [text]).joined(separator: "\n") + "\n"
  }

  /// Writes a line for the user, beside the program's output.
  static func say(_ line: String) { show(line.printable + "\n") }

  /// Ends the program with an error of damaged data, from within a signal handler.
  static func die(of words: UnsafePointer<UInt8>, _ count: Int) -> Never {
    // Nothing may be allocated here: what a path has of control characters goes byte by byte.
    func write(_ text: StaticString) {
      _ = Foundation.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    }
    write("error: ")
    for index in 0..<count {
      if words[index] < 0x20 || words[index] == 0x7F {
        write("?")
      } else {
        _ = Foundation.write(STDERR_FILENO, words + index, 1)
      }
    }
    write("\n")
    _exit(ExitStatus.corrupt.rawValue)
  }

  /// Writes text for the user as it is.
  ///
  /// Where nobody can read it, on a full disk or behind a reader that has gone, the program goes on: a
  /// run of hours must not end for want of someone to talk to.
  static func show(_ text: String) {
    _ = write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Writes to standard output, in large pieces.
  static func write(_ text: String) { collect(text.printable) }

  /// Writes to standard output what another program may read: every byte of it, unless a terminal would
  /// obey some.
  static func write(data text: String) { collect(isOutputInteractive ? text.printable : text) }

  /// Clears so many lines of standard output, a terminal, from the cursor's upwards.
  static func clearLines(_ count: Int) {
    if count > 0 { collect("\u{1b}[\(count)A\r\u{1b}[J") }
  }

  private static func collect(_ text: String) {
    let isFull = buffer.withLock { bytes in
      bytes.append(contentsOf: text.utf8)
      return bytes.count >= 1 << 16
    }
    if isFull { flush() }
  }

  private static let buffer = Mutex<[UInt8]>([])

  /// Writes what has been collected.
  ///
  /// A reader that has gone, such as `head`, ends the program quietly.
  static func flush() {
    let bytes = buffer.withLock { bytes in
      defer { bytes.removeAll(keepingCapacity: true) }
      return bytes
    }
    switch write(bytes, to: STDOUT_FILENO) {
    case 0: return
    case EPIPE: exit(0)
    case let code:
      say("error: standard output: \(String(cString: strerror(code)))")
      exit(ExitStatus.inputOutput.rawValue)
    }
  }

  /// Writes all of some bytes; returns the system's error number, 0 for none.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 {
        // No progress without an error would be an endless loop.
        return EIO
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Lets a closed standard output, and a limit on the size of files, be seen as failed writes
  /// instead of signals that end the program.
  static func ignoreSignalsOfWriting() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }
}
