internal import Foundation

/// A result, and the folder beside it that holds its parts until it is there: `OUT` and `OUT.parts`.
public struct OutputName: Sendable, Equatable {
  /// The result.
  public let result: String
  /// The folder of parts.
  public var parts: String { result + Self.suffix }

  private static let suffix = ".parts"

  /// The names, of which that of the result is given.
  public init(result: String) { self.result = result }

  /// The names, of which either is given; a folder's may end in `/`.
  public init(_ path: String) {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    result = path.hasSuffix(Self.suffix) ? String(path.dropLast(Self.suffix.count)) : path
  }

  /// Whether a path is written as that of the folder, and not of the result.
  public func isParts(_ path: String) -> Bool { path == parts || path == parts + "/" }

  /// Whether a path leads to the result, however it is written.
  func isResult(at path: String) -> Bool {
    let places = [result, path].map { URL(fileURLWithPath: $0).standardizedFileURL.path }
    return places[0] == places[1]
  }
}
