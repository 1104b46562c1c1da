import ArgumentParser

/// The exit codes, after sysexits.h; docs/cli.md lists what each means to a job script.
enum ExitStatus: Int32 {
  /// All points were computed, but some have failed or not converged; or two results differ.
  case incomplete = 1
  /// The command line is wrong.
  case usage = 64
  /// The sweep file is wrong, or results belong to another plan.
  case badData = 65
  /// An input is missing.
  case noInput = 66
  /// The program itself is at fault.
  case software = 70
  /// The system does not give what the program needs, such as open files.
  case system = 71
  /// The output cannot be created, or another run holds it.
  case cannotCreate = 73
  /// Reading or writing failed.
  case inputOutput = 74
  /// The run was asked to stop; the same command continues it.
  case stopped = 75
  /// Stored data are damaged.
  case corrupt = 76

  /// The error that ends the program with this code, everything having been said.
  var exit: ExitCode { ExitCode(rawValue) }
}
