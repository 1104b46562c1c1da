/// One of the matrices that can be stored, and how its outputs are declared.
struct MatrixDeclaration<Point: Sendable, Outcome: Sendable>: Sendable {
  /// The matrix's own index of a row or column; none where it has no such one.
  ///
  /// They differ where results are padded for larger mixtures.
  typealias OwnIndex = @Sendable (Outcome, Int) -> Int?

  /// The name of its plain values, from which those of the other outputs are made.
  let name: String
  /// The symbol of an entry.
  let entry: String
  /// What the symbol stands for, where the experiment's description does not say it.
  var formula: String?
  /// What its scaled error is relative to, as a formula.
  let size: String
  var unit = "1"
  var isStandard = false
  var nanMeaning: String?
  let dimensions: @Sendable (Point) -> [String]
  let matrix: @Sendable (Outcome) -> StoredMatrix
  var row: OwnIndex = { _, index in index }
  var column: OwnIndex = { _, index in index }

  /// The names of all outputs.
  var names: [String] { EntryQuantity.allCases.map { $0.name(of: name) } }

  /// Values, signs, logarithms in two parts and both error estimates.
  var outputs: [Output<Point, Outcome>] { EntryQuantity.allCases.map(output) }

  private func output(_ quantity: EntryQuantity) -> Output<Point, Outcome> {
    Output(
      OutputDeclaration(
        quantity.name(of: name), unit: quantity == .value ? unit : "1", isStandard: isStandard,
        summary(of: quantity)),
      type: quantity == .sign ? .int8 : .float64,
      // A sign has a zero for what is not there.
      attributes: quantity == .sign ? [] : nanMeaning.map(nanMeaningAttributes) ?? [],
      dimensions: dimensions,
      value: { outcome, i, j in self.read(quantity, outcome, self.matrix(outcome), i, j) },
      // The matrix is taken out of the outcome once, not for every value.
      writer: { shape in
        { outcome, target in
          let stored = self.matrix(outcome)
          for i in 0..<shape.rows {
            for j in 0..<shape.columns {
              target[i * shape.columns + j] = self.read(quantity, outcome, stored, i, j)
            }
          }
        }
      })
  }

  /// The quantity at a place of the stored array, NaN beyond the matrix's own size.
  @inline(__always)
  private func read(
    _ quantity: EntryQuantity, _ outcome: Outcome, _ stored: StoredMatrix, _ i: Int, _ j: Int
  ) -> Double {
    guard let i = row(outcome, i), i < stored.matrix.rowCount else { return .nan }
    if stored.matrix.isDiagonal { return quantity.read(stored, i, i) }
    guard let j = column(outcome, j), j < stored.matrix.columnCount else { return .nan }
    return quantity.read(stored, i, j)
  }

  private func summary(of quantity: EntryQuantity) -> String {
    switch quantity {
    case .value:
      "entry \(entry)\(formula.map { " = \($0)" } ?? "")"
        + "; inf or 0 where it exceeds the range of a double"
    case .sign: "sign of \(entry)"
    case .logarithm: "natural logarithm of |\(entry)|, leading part"
    case .logarithmLow: "natural logarithm of |\(entry)|, part to be added to log_\(name)"
    case .error: "estimated error of \(entry) relative to |\(entry)|"
    case .scaledError: "estimated error of \(entry) relative to \(size)"
    }
  }
}
