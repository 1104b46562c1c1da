import Foundation

/// How many cores this process may use.
enum AvailableCores {
  /// The cores of the affinity mask, or fewer where Slurm gave fewer to the task.
  static var count: Int {
    // On Linux Foundation counts the bits of the affinity mask, not the machine's processors.
    let allowed = max(1, ProcessInfo.processInfo.activeProcessorCount)
    let granted = ProcessInfo.processInfo.environment["SLURM_CPUS_PER_TASK"].flatMap { Int($0) }
    return min(allowed, max(1, granted ?? allowed))
  }
}
