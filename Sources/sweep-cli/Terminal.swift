import Foundation
import Synchronization

/// What the program says, and where.
enum Terminal {
  /// Whether the errors' stream is watched by a person.
  static let isInteractive = isatty(STDERR_FILENO) == 1

  /// Whether standard output is a terminal.
  static let isOutputInteractive = isatty(STDOUT_FILENO) == 1

  /// The width of the terminal that standard output is, 80 if unknown.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes a line for the user, beside the program's output.
  static func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Writes to standard output, in large pieces.
  static func write(_ text: String) {
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
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { exit(0) }
        say("error: standard output: \(String(cString: strerror(errno)))")
        exit(ExitStatus.inputOutput.rawValue)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Lets a closed standard output, and a limit on the size of files, be seen as failed writes
  /// instead of signals that end the program.
  static func ignoreSignalsOfWriting() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }
}
