/// Everything there is to say about a file, in the order of its places.
public struct Diagnostics: Error, Sendable, Equatable {
  /// The diagnostics: those of the main file first, by line and column.
  public let list: [Diagnostic]
  /// How many more mistakes there are that are not listed.
  public let omittedErrors: Int

  /// Those that make a file unusable.
  public var errors: [Diagnostic] { list.filter { $0.severity == .error } }
  /// Those that do not.
  public var warnings: [Diagnostic] { list.filter { $0.severity == .warning } }
}

extension Diagnostics: CustomStringConvertible {
  /// All of them, as they are printed.
  public var description: String {
    var parts = list.map(\.description)
    if omittedErrors > 0 {
      parts.append("… and \(omittedErrors) more errors")
    }
    return parts.joined(separator: "\n\n")
  }
}

/// The growing list of what there is to say about one file and those it names.
final class DiagnosticList {
  /// A long list of wrong values would otherwise be repeated value by value.
  static let maximumErrors = 50
  static let maximumWarnings = 10

  private var listed: [(file: Int, place: Place, diagnostic: Diagnostic)] = []
  private var paths: [String] = []
  private var warningCount = 0
  private(set) var errorCount = 0

  fileprivate func add(
    _ severity: Diagnostic.Severity, _ message: () -> String, help: () -> String?,
    at place: Place, of source: SourceText
  ) {
    switch severity {
    case .error:
      errorCount += 1
      guard errorCount <= Self.maximumErrors else { return }
    case .warning:
      warningCount += 1
      guard warningCount <= Self.maximumWarnings else { return }
    }
    if !paths.contains(source.path) {
      paths.append(source.path)
    }
    let file = paths.firstIndex(of: source.path) ?? 0
    let diagnostic = Diagnostic(severity, message(), help: help(), at: place, of: source)
    listed.append((file, place, diagnostic))
  }

  /// All that was said, sorted by file and place.
  func diagnostics(mainPath: String) -> Diagnostics {
    let sorted = listed.enumerated().sorted { one, other in
      let (a, b) = (one.element, other.element)
      if (a.diagnostic.path == mainPath) != (b.diagnostic.path == mainPath) {
        return a.diagnostic.path == mainPath
      }
      return (a.file, a.place, one.offset) < (b.file, b.place, other.offset)
    }
    return Diagnostics(
      list: sorted.map(\.element.diagnostic),
      omittedErrors: max(0, errorCount - Self.maximumErrors))
  }
}

/// Says what is wrong in one text.
struct Reporter {
  /// The text.
  let source: SourceText
  /// Where it is noted.
  let list: DiagnosticList

  /// Notes a mistake.
  func error(
    _ message: @autoclosure () -> String, help: @autoclosure () -> String? = nil, at place: Place
  ) {
    list.add(.error, message, help: help, at: place, of: source)
  }

  /// Notes something that is no mistake and yet better changed.
  func warning(
    _ message: @autoclosure () -> String, help: @autoclosure () -> String? = nil, at place: Place
  ) {
    list.add(.warning, message, help: help, at: place, of: source)
  }
}
