/// Reads the numbers of a file that a sweep file names.
struct SamplesReader {
  let values: ValueReader
  let files: NamedFiles
  /// Whose samples they are, in messages.
  let subject: String

  private var reporter: Reporter { values.reporter }

  /// The samples of the file whose name a node is; none if anything is wrong with them.
  func read(_ node: SourceNode) -> Samples? {
    let help = "write   density.csv   or, for HDF5,   density.h5:dataset"
    guard let name = values.fileName(node, subject, help: help) else { return nil }
    guard let numbers = numbers(of: name, node) else { return nil }
    let path = NamedFiles.path(of: name, beside: reporter.source.path)
    let source = SourceText(path: path, text: numbers.text)
    let grid = NumberGrid(
      reporter: Reporter(source: source, list: reporter.list), subject: subject)
    guard let rows = grid.read() else { return nil }
    guard let first = rows.first else {
      reporter.error("\(subject): the file \(quoted(path)) has no numbers", at: node.place)
      return nil
    }
    let shape = [rows.count, first.count]
    // A single row or column has one dimension; a single number, too.
    let extents = shape.contains(1) ? [shape.reduce(1, *)] : shape
    return Samples(
      file: name, shape: extents, values: rows.flatMap(\.self), coordinates: numbers.coordinates)
  }

  private func numbers(of name: String, _ node: SourceNode) -> DatasetNumbers? {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let path = NamedFiles.path(of: String(parts[0]), beside: reporter.source.path)
    if parts.count == 2 {
      guard !parts[0].isEmpty, !parts[1].isEmpty else {
        reporter.error(
          "\(subject): \(quoted(name)) names no file and dataset",
          help: "write   density.h5:dataset", at: node.place)
        return nil
      }
      return files.numbers(of: String(parts[1]), at: path, values, subject, node.place)
    }
    if [".h5", ".hdf5"].contains(where: name.hasSuffix) {
      reporter.error(
        "\(subject): \(quoted(name)) is a file of datasets, and none is named",
        help: "write   \(name):dataset", at: node.place)
      return nil
    }
    return files.text(at: path, values, subject, node.place).map { DatasetNumbers(text: $0) }
  }
}

/// Rows of numbers in a text: separated by blanks or by commas, `#` before a remark.
struct NumberGrid {
  /// Says what is wrong in the text.
  let reporter: Reporter
  /// Whose numbers they are, in messages.
  let subject: String

  /// The rows, all of one length; none if anything is wrong with them.
  func read() -> [[Double]]? {
    let errorCount = reporter.list.errorCount
    var rows: [[Double]] = []
    var width: Int?
    for (index, line) in SourceText.lines(of: reporter.source.text).enumerated() {
      let fields = fields(of: line)
      guard !fields.isEmpty else { continue }
      if let width, fields.count != width {
        reporter.error(
          "\(subject): the row has \(fields.count == 1 ? "1 number" : "\(fields.count) numbers"), "
            + "where the first has \(width)",
          help: "all rows have as many numbers", at: Place(line: index + 1, column: 1))
      }
      width = width ?? fields.count
      rows.append(fields.compactMap { number($0, line, index + 1) })
    }
    return reporter.list.errorCount == errorCount ? rows : nil
  }

  private func fields(of line: Substring) -> [Substring] {
    let content = line.prefix { $0 != "#" }
    guard !content.allSatisfy(\.isWhitespace) else { return [] }
    return content.contains(",")
      ? content.split(separator: ",", omittingEmptySubsequences: false)
      : content.split(whereSeparator: \.isWhitespace)
  }

  private func number(_ field: Substring, _ line: Substring, _ lineNumber: Int) -> Double? {
    let start = field.firstIndex { !$0.isWhitespace } ?? field.startIndex
    let end = field.lastIndex { !$0.isWhitespace }.map(field.index(after:)) ?? start
    let word = field[start..<end]
    func fail(_ problem: String, help: String? = nil) -> Double? {
      reporter.error(
        "\(subject): \(problem)", help: help,
        at: Place(
          line: lineNumber,
          column: line.unicodeScalars.distance(from: line.startIndex, to: start) + 1))
      return nil
    }
    if word.isEmpty { return fail("a number is missing") }
    // Double's reader takes hexadecimal digits and words, too.
    guard word.utf8.allSatisfy(isOfNumbers), let value = Double(word) else {
      return ["nan", "inf", "infinity"].contains(word.drop { "+-".contains($0) }.lowercased())
        ? fail("\(quoted(word)) is not a finite number")
        : fail(
          "\(quoted(word)) is not a number",
          help: "rows of numbers are separated by blanks or by commas; '#' begins a remark")
    }
    let digits = word.prefix { $0 != "e" && $0 != "E" }
    if !value.isFinite { return fail("\(quoted(word)) is too large for a double") }
    if value == 0, digits.contains(where: { ("1"..."9").contains($0) }) {
      return fail("\(quoted(word)) is too small for a double and would be 0")
    }
    return value
  }
}

private func isOfNumbers(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
    UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
    true
  default: false
  }
}
