extension SweepFile {
  /// Reads the text of a sweep file and checks all of it.
  ///
  /// `readFile` gives the text of a file that the sweep file names, `readDataset` the numbers of a
  /// dataset in an HDF5 file, given by its path and the dataset's; a relative
  /// name is one beside the sweep file.
  ///
  /// A failure lists every mistake, and the warnings.
  public static func read(
    text: String, path: String, experiments: [ExperimentDeclaration],
    readFile: (String) throws -> String,
    readDataset: ((_ path: String, _ dataset: String) throws -> DatasetNumbers)? = nil
  ) -> Result<SweepFile, Diagnostics> {
    withoutActuallyEscaping(readFile) { readFile in
      var filesRead: [String: String] = [:]
      func keep(_ name: String, _ text: String) -> String {
        filesRead[name] = text
        return text
      }
      let files = NamedFiles(
        readFile: { keep($0, try readFile($0)) },
        readDataset: { path, dataset in
          guard let readDataset else { throw NoDatasets() }
          let numbers = try readDataset(path, dataset)
          return DatasetNumbers(
            text: keep("\(path):\(dataset)", numbers.text), coordinates: numbers.coordinates)
        })
      let list = DiagnosticList()
      let reader = SweepFileReader(
        reporter: Reporter(source: SourceText(path: path, text: text), list: list),
        experiments: experiments, files: files)
      guard let contents = reader.read(), list.errorCount == 0 else {
        return .failure(list.diagnostics(mainPath: path))
      }
      var file = SweepFile(
        path: path, text: text, name: contents.name, experiment: contents.experiment,
        axes: contents.axes, fixed: contents.fixed, outputs: contents.outputs,
        checkpoint: contents.checkpoint, filesRead: filesRead)
      if let places = contents.places { reader.check(file, places) }
      let diagnostics = list.diagnostics(mainPath: path)
      file.warnings = diagnostics.list
      return list.errorCount == 0 ? .success(file) : .failure(diagnostics)
    }
  }

  /// Why no dataset can be read where nothing is given that reads them.
  private struct NoDatasets: Error, CustomStringConvertible {
    let description = "datasets of HDF5 are not read here"
  }
}

extension SweepFileReader {
  /// Reports what the experiment finds wrong with a file whose entries are allowed one by one.
  fileprivate func check(_ file: SweepFile, _ places: InputPlaces) {
    guard let experiment = experiments.first(where: { $0.name == file.experiment }) else { return }
    reportProblems(experiment.pointProblems?(file) ?? [], of: file, places)
    // Only of points that are in order can the shape of the result be asked; and only a zip has a name of
    // someone's own, for which it is worth to make all coordinates.
    let hasZip = file.axes.contains { axis in axis.columns.map(\.input) != [axis.name] }
    guard reporter.list.errorCount == 0, hasZip else { return }
    for name in (experiment.repeatedNames?(file) ?? []).sorted() {
      reporter.error(
        "axis \(quoted(name)): the result has something else of that name",
        help: "give the zip another name, such as   case:", at: places.place(ofAxis: name))
    }
  }

  /// Reports each input's first problem where its value stands.
  private func reportProblems(
    _ problems: [PointProblem], of file: SweepFile, _ places: InputPlaces
  ) {
    for found in problems {
      let input = found.problem.input
      let position = file.position(of: found.first)
      let axis = file.axes.firstIndex { axis in axis.columns.contains { $0.input == input } }
      let (subject, place) = places.find(input, at: axis.map { position[$0] } ?? 0)
      let message = "\(subject): \(found.problem.message)\(extent(found, in: file, at: position))"
      switch found.problem.severity {
      case .error: reporter.error(message, help: found.problem.help, at: place)
      case .warning: reporter.warning(message, help: found.problem.help, at: place)
      }
    }
  }

  /// At how many points a problem is, and at which first.
  private func extent(_ found: PointProblem, in file: SweepFile, at position: [Int]) -> String {
    guard file.pointCount > 1 else { return "" }
    let place = zip(file.axes, position).flatMap { axis, index in
      axis.columns.map { "\($0.input)=\($0.values[index].brief)" }
    }.joined(separator: " ")
    return found.count == 1
      ? " (at \(place))"
      : " (at \(found.count) of \(file.pointCount) points, first at \(place))"
  }
}

extension SweepFile {
  /// The position along each axis of a point.
  fileprivate func position(of point: Int) -> [Int] {
    var rest = point
    var position: [Int] = []
    for axis in axes.reversed() {
      position.append(rest % axis.count)
      rest /= axis.count
    }
    return position.reversed()
  }
}
