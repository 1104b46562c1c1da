internal import Foundation

/// The SHA-256 of everything a result holds, as `/provenance/checksums` says it.
struct Checksums: Codable, Equatable {
  /// The name of the text that holds them, which has no checksum itself.
  static let name = "checksums"

  /// Always `sha256`.
  var algorithm = "sha256"
  /// Of the account of types, dimensions and attributes; see `account(of:)`.
  var attributes = ""
  /// Of each dataset's values, by its path; see `DatasetDigest`.
  var datasets: [String: String] = [:]
  /// Of each text under `/provenance` but this, by name.
  var texts: [String: String] = [:]

  /// The checksums as JSON, one a line, in the one form they are written in.
  var text: String {
    func object(_ entries: [String: String]) -> String {
      let lines = entries.sorted { $0.key < $1.key }.map {
        "    \(quotedAsJSON($0.key)): \(quotedAsJSON($0.value))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n  }"
    }
    return """
      {
        "algorithm": \(quotedAsJSON(algorithm)),
        "attributes": \(quotedAsJSON(attributes)),
        "datasets": \(object(datasets)),
        "texts": \(object(texts))
      }

      """
  }

  /// The checksums that a text states; none where a character of it is not as
  /// it was written.
  static func parse(_ text: String) -> Checksums? {
    guard let parsed = try? JSONDecoder().decode(Checksums.self, from: Data(text.utf8)),
      parsed.algorithm == "sha256", parsed.text == text
    else { return nil }
    return parsed
  }

  /// All of a result that is not values, in lines that can be written again
  /// from any reader's view of it.
  ///
  ///     OBJECT ⇥ NAME ⇥ KIND ⇥ VALUE
  ///
  /// sorted by their UTF-8 and joined by line feeds, where OBJECT is `/`, a group of fields, or a
  /// dataset, `GROUP/NAME` where it lies in a group; (NAME, KIND) are an attribute's, or (`type`, `shape`)
  /// with the type of the values, or (`dimensions`, `shape`) with `name=size`
  /// for each. Texts are quoted as in JSON, reals are their bits in 16
  /// hexadecimal digits.
  static func account(of file: HDF5File) throws -> String {
    var lines = try file.attributes().map { line("/", $0) }
    let groups = try file.fieldGroupNames()
    for name in groups {
      lines += try HDF5Group(opening: name, in: file).attributes().map { line(name, $0) }
    }
    for name in try file.resultDatasetNames(groups: groups) {
      let dataset = try HDF5Dataset(opening: name, in: file)
      let sizes = zip(try dataset.dimensions(), dataset.shape).map { "\($0)=\($1)" }
      lines.append("\(name)\ttype\tshape\t\(dataset.type.rawValue)")
      lines.append("\(name)\tdimensions\tshape\t\(sizes.joined(separator: " "))")
      lines += try dataset.attributes().map { line(name, $0) }
    }
    let sorted = lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return sorted.joined(separator: "\n")
  }

  private static func line(_ object: String, _ attribute: Attribute) -> String {
    let value =
      switch attribute.value {
      case .text(let text): "text\t\(quotedAsJSON(text))"
      case .real(let value): "real\t\(hexadecimal(value.bitPattern))"
      case .integer(let value): "integer\t\(value)"
      case .flags(let values): "flags\t\(values.map { "\($0)" }.joined(separator: " "))"
      }
    return "\(object)\t\(attribute.name)\t\(value)"
  }

  private static func hexadecimal(_ bits: UInt64) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
