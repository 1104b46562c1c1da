extension InputsReader {
  /// What stands under `zip` if a map has that key; other keys beside it are
  /// reported.
  func zipNode(_ axis: SourceNode.Entry) -> SourceNode? {
    guard case .map(let entries) = axis.value.content, entries.contains(where: { $0.key == "zip" })
    else { return nil }
    return KnownEntries(entries, ["zip"], in: "axis \(quoted(axis.key)): a zip", reporter)["zip"]
  }

  func readZip(
    _ zip: SourceNode, named axis: SourceNode.Entry, _ values: ValueReader, _ given: inout Given
  ) -> [AxisColumn]? {
    let subject = "axis \(quoted(axis.key))"
    checkZipName(axis)
    guard let entries = entries(zip, "\(subject): zip") else { return nil }
    guard !entries.isEmpty else {
      reporter.error("\(subject): the zip has no inputs", at: zip.place)
      return nil
    }
    var columns: [(column: AxisColumn, place: Place)] = []
    for entry in entries {
      let column = readColumn(
        entry, axis: axis.key, "\(subject), column \(quoted(entry.key))", values, &given)
      if let column {
        columns.append((AxisColumn(input: entry.key, values: column.values), entry.keyPlace))
      }
    }
    guard columns.count == entries.count, let first = columns.first else { return nil }
    var haveOneCount = true
    for (column, place) in columns where column.values.count != first.column.values.count {
      haveOneCount = false
      reporter.error(
        "\(subject): '\(column.input)' has \(column.values.count) values, "
          + "'\(first.column.input)' has \(first.column.values.count)",
        help: "the columns of a zip advance together and have one length", at: place)
    }
    return haveOneCount ? columns.map(\.column) : nil
  }

  private func checkZipName(_ axis: SourceNode.Entry) {
    let isName =
      axis.key.unicodeScalars.first.map { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
      ?? false
    let isPlain = axis.key.utf8.allSatisfy { byte in
      Character(Unicode.Scalar(byte)).isLetter && byte < 128 || byte == UInt8(ascii: "_")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    if !isName || !isPlain {
      reporter.error(
        "axis \(quoted(axis.key)): this does not serve as a name",
        help: "use letters, digits and '_', beginning with a letter", at: axis.keyPlace)
    } else if axis.key.utf8.count > SweepFile.maximumNameLength {
      reporter.error(
        "axis \(quoted(axis.key)): a name of \(axis.key.utf8.count) letters is too long",
        help: "netCDF has names of at most \(SweepFile.maximumNameLength)", at: axis.keyPlace)
    } else if experiment.input(named: axis.key) != nil
      || experiment.outputs.contains(where: { $0.name == axis.key })
    {
      reporter.error(
        "axis \(quoted(axis.key)): a zip needs a name that is no input's and no output's",
        help: "such as   case:", at: axis.keyPlace)
    }
  }
}
