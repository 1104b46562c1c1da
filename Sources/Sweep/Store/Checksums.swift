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

  /// The names of all attributes that this program writes to results.
  static let attributeNames: Set = [
    "Conventions", "title", "source", "references", "experiment", "sweep_format", "plan_sha256",
    "complete", "coordinates", HDF5Group.axisAttribute, "units", "long_name", "sweep_axis",
    nanMeaningAttribute, "limit", "flag_values", "flag_meanings", explainsStatusAttribute.name,
  ]

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
  ///
  /// An attribute of a type that this program does not write does not enter, nor does one for which
  /// `isLeftOut` says so; `skip` is called with the names of both.
  static func account(
    of file: HDF5File, groups: [String], datasets: [String],
    leavingOut isLeftOut: (String) -> Bool = { _ in false },
    skipping skip: (String) -> Void = { _ in }
  ) throws -> String {
    func account(of object: String, _ owner: some HDF5AttributeOwner) throws -> [String] {
      func note(_ name: String) { skip(object == "/" ? name : "\(object).\(name)") }
      return try owner.attributes(skipping: note).compactMap { attribute in
        guard isLeftOut(attribute.name) else { return line(object, attribute) }
        note(attribute.name)
        return nil
      }
    }
    var lines = try account(of: "/", file)
    for name in groups { lines += try account(of: name, HDF5Group(opening: name, in: file)) }
    for name in datasets {
      let dataset = try HDF5Dataset(opening: name, in: file)
      let sizes = zip(try dataset.dimensions(), dataset.shape).map { "\($0)=\($1)" }
      lines.append("\(name)\ttype\tshape\t\(dataset.type.rawValue)")
      lines.append("\(name)\tdimensions\tshape\t\(sizes.joined(separator: " "))")
      lines += try account(of: name, dataset)
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
