import ArgumentParser

/// `--rows N`: how much of a table is shown.
struct RowsOption: ParsableArguments {
  @Option(
    help: "The most rows of the table; unless given 20, of `order` 40, of `errors` 50, as CSV all.")
  var rows: Int?

  func validate() throws {
    if let rows, rows < 0 { throw ValidationError("--rows must be at least 0") }
  }
}
