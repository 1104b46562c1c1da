/// Reads all of a result and compares it with its checksums.
///
/// Where the file's bytes do not have their SHA-256, the report names the
/// datasets of numbers that cannot be read, and leaves the rest alone: HDF5 may
/// crash on damaged texts.
///
/// Where it has a variable `status` of type uint8 (0 not computed, 1 ok), no
/// point may be 0, and no float64 variable may be NaN at a point that is 1
/// unless its attribute `nan_meaning` says what NaN means there.
///
/// - Throws: `StoreError.notAResult`, `StorageError`, and `HDF5Error` where the
///   disk fails: only where there is nothing to report on.
public func verify(_ path: String) throws -> VerifyReport {
  let seal = try Seal.state(of: path)
  var report = VerifyReport()
  if seal == .broken {
    report.problems.append(.damaged)
    // Which datasets are hit can be told only while HDF5 still knows the file.
    if let result = try? StoredResult(opening: path) {
      findUnreadableNumbers(in: result, into: &report)
    }
    return report
  }
  let result = try StoredResult(opening: path)
  report.isSealed = seal == .intact
  _ = compareChecksums(of: result, into: &report)
  if let failure = report.failure { throw failure }
  checkStatus(of: result, into: &report)
  return report
}

/// How many points of a result have each code of `status`, without a look at
/// its checksums: for a file that has just been verified.
///
/// - Throws: `StoreError.notAResult`, `.unknownVariable`; `StorageError`, `HDF5Error`.
func countStatus(in path: String) throws -> [UInt8: Int] {
  let result = try StoredResult(opening: path)
  var counts: [UInt8: Int] = [:]
  try result.forEachPiece(of: try result.dataset("status")) { piece in
    guard case .uint8(let codes) = piece else { return }
    for code in codes { counts[code, default: 0] += 1 }
  }
  return counts
}

private func findUnreadableNumbers(in result: StoredResult, into report: inout VerifyReport) {
  for name in result.datasetNames {
    note(name, in: &report) {
      let dataset = try result.dataset(name)
      guard dataset.type != .text else { return }
      try result.forEachPiece(of: dataset) { _ in }
    }
  }
}

/// Notes as unreadable what cannot be read.
private func note(_ name: String, in report: inout VerifyReport, _ body: () throws -> Void) {
  do {
    try body()
  } catch {
    let known = error as? HDF5Error
    report.problems.append(.unreadable(name: name, reason: known?.reason ?? "\(error)"))
    // With an error number it is the disk that failed, not the file.
    if let known, known.code != nil { report.failure = report.failure ?? known }
  }
}

/// Compares everything with its checksum and returns the checksums found.
func compareChecksums(of result: StoredResult, into report: inout VerifyReport) -> Checksums {
  var found = Checksums()
  for name in result.datasetNames {
    note(name, in: &report) {
      var digest = DatasetDigest()
      try result.forEachPiece(of: try result.dataset(name)) { digest.append($0) }
      found.datasets[name] = SHA256.hexadecimal(digest.finalize())
    }
  }
  for name in result.textNames where name != Checksums.name {
    note("/provenance/\(name)", in: &report) {
      found.texts[name] = SHA256.hexadecimal(of: try result.text(name))
    }
  }
  guard let stored = result.checksums else {
    report.problems.append(.checksumsChanged)
    return found
  }
  var differences: [VerifyReport.Problem] = []
  note("attributes", in: &report) {
    found.attributes = try compareAttributes(of: result, with: stored, into: &differences)
  }
  report.problems += differences
  // What could not be read is in the report already.
  compare(found.datasets, with: stored.datasets, all: result.datasetNames, into: &report)
  compare(
    found.texts.underProvenance, with: stored.texts.underProvenance,
    all: result.textNames.map { "/provenance/\($0)" }, into: &report)
  report.problems += result.strangers.map { .unlisted(name: $0) }
  return found
}

/// Compares the account of all that is not values, and returns its digest.
///
/// Attributes that other programs have added are told apart from those that they have changed.
private func compareAttributes(
  of result: StoredResult, with stored: Checksums, into problems: inout [VerifyReport.Problem]
) throws -> String {
  func digest(
    leavingOut isLeftOut: (String) -> Bool = { _ in false }, added: inout [String]
  ) throws -> String {
    SHA256.hexadecimal(
      of: try Checksums.account(
        of: result.file, groups: result.groupNames, datasets: result.datasetNames,
        leavingOut: isLeftOut, skipping: { added.append($0) }))
  }
  // Of what is missing the account has nothing, which is said of it itself.
  guard stored.datasets.keys.allSatisfy(result.datasetNames.contains) else { return "" }
  var added: [String] = []
  let whole = try digest(added: &added)
  var isAsWritten = whole == stored.attributes
  if !isAsWritten {
    var others: [String] = []
    isAsWritten =
      try digest(leavingOut: { !Checksums.attributeNames.contains($0) }, added: &others)
      == stored.attributes
    if isAsWritten { added = others }
  }
  if !isAsWritten { problems.append(.changed(name: "an attribute, type or dimension")) }
  if !added.isEmpty { problems.append(.unlistedAttributes(names: added)) }
  return whole
}

extension [String: String] {
  fileprivate var underProvenance: [String: String] {
    Dictionary(uniqueKeysWithValues: map { ("/provenance/\($0)", $1) })
  }
}

private func compare(
  _ found: [String: String], with stored: [String: String], all: [String],
  into report: inout VerifyReport
) {
  for (name, digest) in found.sorted(by: { $0.key < $1.key }) where digest != stored[name] {
    report.problems.append(stored[name] == nil ? .unlisted(name: name) : .changed(name: name))
  }
  for name in stored.keys.sorted() where !all.contains(name) {
    report.problems.append(.missing(name: name))
  }
}

private func checkStatus(of result: StoredResult, into report: inout VerifyReport) {
  guard result.datasetNames.contains("status"),
    let status = try? result.dataset("status"), status.type == .uint8
  else { return }
  var values: [UInt8] = []
  // At once HDF5 would take kilobytes for each of its chunks.
  try? result.forEachPiece(of: status) { piece in
    if case .uint8(let some) = piece { values += some }
  }
  guard values.count == status.count else { return }
  report.pointCount = values.count
  for value in values { report.statusCounts[value, default: 0] += 1 }
  if let first = values.firstIndex(of: 0) {
    report.problems.append(
      .notComputed(count: report.statusCounts[0, default: 0], first: first))
  }
  guard let points = try? status.dimensions() else { return }
  for group in [nil] + result.groupNames.map(Optional.some) {
    guard let frame = GroupPoints(of: group, in: result, shape: status.shape, dimensions: points)
    else { continue }
    for name in result.datasetNames(in: group) {
      // What cannot be read is in the report already.
      guard let dataset = try? result.dataset(group.map { "\($0)/\(name)" } ?? name),
        dataset.type == .float64, dataset.shape.starts(with: frame.shape),
        let own = try? dataset.dimensions(), own.starts(with: points),
        let attributes = try? dataset.attributes(),
        !attributes.contains(where: { $0.name == nanMeaningAttribute })
      else { continue }
      checkNaN(in: dataset, of: result, at: frame, status: values, into: &report)
    }
  }
}

/// The points whose values lie in a group, or at the root.
private struct GroupPoints {
  /// The shape of the points there.
  let shape: [Int]
  private let whole: [Int]
  /// The positions along each dimension; nil for all.
  private var positions: [[Int]?]

  init?(of group: String?, in result: StoredResult, shape: [Int], dimensions: [String]) {
    whole = shape
    positions = shape.map { _ in nil }
    if let group {
      guard let parts = try? result.parts(ofGroup: group) else { return nil }
      for part in parts {
        guard let axis = dimensions.firstIndex(of: part.axis) else { return nil }
        positions[axis] = part.positions
      }
    }
    self.shape = zip(shape, positions).map { $1?.count ?? $0 }
  }

  /// The number among all points of one of these.
  func number(of point: Int) -> Int {
    guard shape != whole else { return point }
    var (rest, stride, number) = (point, 1, 0)
    for axis in shape.indices.reversed() {
      let position = rest % shape[axis]
      number += (positions[axis]?[position] ?? position) * stride
      stride *= whole[axis]
      rest /= shape[axis]
    }
    return number
  }
}

private func checkNaN(
  in dataset: HDF5Dataset, of result: StoredResult, at points: GroupPoints, status: [UInt8],
  into report: inout VerifyReport
) {
  let elements = dataset.count / max(1, points.shape.reduce(1, *))
  var position = 0
  var count = 0
  var firstPoint: Int?
  try? result.forEachPiece(of: dataset) { piece in
    guard case .float64(let values) = piece else { return }
    for (index, value) in values.enumerated() where value.isNaN {
      let point = points.number(of: (position + index) / elements)
      guard status[point] == 1 else { continue }
      count += 1
      firstPoint = firstPoint ?? point
    }
    position += values.count
  }
  if let firstPoint {
    report.problems.append(
      .unexpectedNaN(variable: dataset.name, count: count, firstPoint: firstPoint))
  }
}
