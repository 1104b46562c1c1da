internal import Foundation

extension Int {
  /// The number of bytes in the unit that suits it.
  public var bytes: String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var size = Double(self)
    var unit = 0
    while size >= 1000, unit + 1 < units.count {
      size /= 1000
      unit += 1
    }
    // What would be rounded to four digits is one of the next unit.
    if size >= 999.5, unit + 1 < units.count {
      size /= 1000
      unit += 1
    }
    return unit == 0 ? "\(self) B" : String(format: "%.3g %@", size, units[unit])
  }
}
