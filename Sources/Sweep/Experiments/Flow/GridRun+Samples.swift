internal import Kernels

extension GridRun {
  /// Samples that do not fit the grid, in shape or in place.
  func sampleProblem(_ terms: [Term], _ input: String) -> InputProblem? {
    guard let columns, let rows else { return nil }
    for case let samples? in terms.map(\.samples) {
      if let problem = shapeProblem(samples, columns, rows, input)
        ?? placeProblem(samples, input)
      {
        return problem
      }
    }
    return nil
  }

  /// Values of another shape than the cells: as many of them say nothing of which belongs where.
  private func shapeProblem(
    _ samples: Samples, _ columns: Int, _ rows: Int, _ input: String
  ) -> InputProblem? {
    let wanted = dimension == 1 ? [columns] : [rows, columns]
    let found = samples.shape
    guard found != wanted else { return nil }
    let isTransposed = dimension == 2 && found == wanted.reversed()
    let cells = dimension == 1 ? "\(columns) cells" : "\(rows) rows of \(columns) cells"
    let help =
      if isTransposed {
        "transpose it: a row of the file is a row of the grid, along x"
      } else if dimension == 1, found.count == 2 {
        "give one value a cell, without a column of places, and decimal points, not commas"
      } else {
        "give one value a cell"
      }
    return InputProblem(
      input: input,
      message: "\(samples.file) has \(found.map { "\($0)" }.joined(separator: " × ")) values, "
        + "the grid has \(cells)",
      help: help)
  }

  /// Coordinates of a file's own that are not those of the cells, to a thousandth of a cell and what
  /// numbers of single precision lose.
  private func placeProblem(_ samples: Samples, _ input: String) -> InputProblem? {
    let grid = grid
    let centres = [
      dimension == 2 ? (0..<grid.rows).map { grid.y($0) } : nil, self.centres(of: grid),
    ].compactMap(\.self)
    for (name, (found, wanted)) in zip(
      dimension == 2 ? ["y", "x"] : ["x"], zip(samples.coordinates, centres))
    {
      guard let found, found.count == wanted.count else { continue }
      func differs(_ a: Double, _ b: Double) -> Bool {
        (a - b).magnitude > 1e-3 * spacing + 1e-6 * b.magnitude
      }
      guard let i = found.indices.first(where: { differs(found[$0], wanted[$0]) }) else { continue }
      let isReversed = zip(found.reversed(), wanted).allSatisfy { !differs($0, $1) }
      return InputProblem(
        input: input,
        message: isReversed
          ? "\(samples.file) has its values by falling \(name), from \(found[0]) on"
          : "\(samples.file) has value \(i) along \(name) at \(found[i]), "
            + "where the centre of the cell is \(wanted[i])",
        help: isReversed
          ? "store them by rising \(name), as xarray's sortby('\(name)') does"
          : "interpolate them to the centres of the cells, \(wanted[0]) … \(wanted[wanted.count - 1])"
      )
    }
    return nil
  }
}

extension Term {
  /// The term on a grid with so many times fewer cells along each axis.
  ///
  /// Of samples these are the means; nil where
  /// these do not divide. Coordinates are left behind.
  func coarsened(columns: Int, rows: Int, by factor: Int) -> Term? {
    guard let samples else { return self }
    let height = rows == 1 ? 1 : factor
    guard columns % factor == 0, rows % height == 0, samples.values.count == columns * rows else {
      return nil
    }
    let (width, count) = (columns / factor, (columns / factor) * (rows / height))
    var means = [Double](repeating: 0, count: count)
    let share = 1 / Double(factor * height)
    for (index, value) in samples.values.enumerated() {
      means[index / columns / height * width + index % columns / factor] += share * value
    }
    let shape = rows == 1 ? [width] : [rows / height, width]
    return Term(
      name, parameters, samples: Samples(file: samples.file, shape: shape, values: means))
  }
}
