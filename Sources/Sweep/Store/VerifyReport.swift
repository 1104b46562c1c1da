/// What `verify(_:)` found in a result.
public struct VerifyReport: Sendable, Equatable {
  /// Something in a result that is not as it has to be.
  public enum Problem: Sendable, Equatable, CustomStringConvertible {
    /// Some byte of the file has changed since it was written.
    case damaged
    /// HDF5 cannot read it, mostly because its own checksum fails.
    case unreadable(name: String, reason: String)
    /// Its values are not those that were written.
    case changed(name: String)
    /// It has no checksum: another program has added it.
    case unlisted(name: String)
    /// Attributes that another program has added, or of which it has changed the type.
    case unlistedAttributes(names: [String])
    /// It has a checksum but is not there.
    case missing(name: String)
    /// The checksums themselves are not as they were written.
    case checksumsChanged
    /// So many points, of which this is the first, have no result yet.
    case notComputed(count: Int, first: Int)
    /// So many values are NaN at points whose status is ok, first at this point.
    case unexpectedNaN(variable: String, count: Int, firstPoint: Int)

    /// Whether what a reader shows of the result may be other than what was written.
    var changesValues: Bool {
      switch self {
      case .damaged, .unreadable, .changed, .missing, .checksumsChanged: true
      case .unlisted, .unlistedAttributes, .notComputed, .unexpectedNaN: false
      }
    }

    /// The message, in one line.
    public var description: String {
      switch self {
      case .damaged:
        "the file is damaged: its bytes do not have their SHA-256"
      case .unreadable(let name, let reason): "\(name) cannot be read: \(reason)"
      case .changed(let name): "\(name) is not what was written"
      case .unlisted(let name): "\(name) is none that was written: it has no checksum"
      case .unlistedAttributes(let names):
        "attributes are there that were not written: \(names.prefix(8).joined(separator: ", "))"
          + (names.count > 8 ? " and \(names.count - 8) more" : "")
      case .missing(let name): "\(name) is missing"
      case .checksumsChanged: "/provenance/checksums is not what was written"
      case .notComputed(let count, let first):
        "\(count) points are not computed, the first of them point \(first)"
      case .unexpectedNaN(let variable, let count, let point):
        "\(variable) has \(count) NaN where status is ok, the first at point \(point)"
      }
    }
  }

  /// How many points the result has; none if it has no `status`.
  public internal(set) var pointCount: Int?
  /// How many points have each status.
  public internal(set) var statusCounts: [UInt8: Int] = [:]
  /// Whether the file is the one that was written, byte for byte; else it is a copy, or another program
  /// has opened it for writing.
  public internal(set) var isSealed = false
  /// All that is wrong.
  public internal(set) var problems: [Problem] = []
  /// The first failure of the disk, which tells nothing of the result.
  var failure: HDF5Error?

  /// Whether nothing is wrong.
  public var isSound: Bool { problems.isEmpty }
}
