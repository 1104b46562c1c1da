internal import Foundation

/// A result opened to be read, of which nothing is trusted yet.
final class StoredResult {
  let file: HDF5File
  /// The groups of fields, in the order of their creation.
  let groupNames: [String]
  /// The datasets at the root and then those in each group, `GROUP/NAME`, in the order of their
  /// creation.
  let datasetNames: [String]
  /// The texts under `/provenance`, the checksums among them.
  let textNames: [String]

  /// Opens a file and makes sure that it is a result.
  ///
  /// - Throws: `StoreError.notAResult`; `StorageError` where the file cannot
  ///   be opened at all.
  init(opening path: String) throws {
    // HDF5 says nothing useful of a file that is missing or not readable.
    _ = try FileDescriptor(path, flags: O_RDONLY, attempt: "opening")
    do {
      let file = try HDF5File.open(at: path)
      guard try file.contains("provenance"), try file.contains("provenance/\(Checksums.name)")
      else {
        throw StoreError.notAResult(path: path, reason: "it has no /provenance/checksums")
      }
      self.file = file
      self.groupNames = try file.fieldGroupNames()
      self.datasetNames = try file.resultDatasetNames(groups: groupNames)
      self.textNames = try file.datasetNames(in: "provenance")
    } catch let error as HDF5Error where error.code == nil {
      // With an error number it is the disk that failed, and the file may be a result.
      throw StoreError.notAResult(path: path, reason: error.reason)
    }
  }

  /// One of the texts under `/provenance`.
  func text(_ name: String) throws -> String {
    let dataset = try HDF5Dataset(opening: "provenance/\(name)", in: file)
    guard case .text(let values) = try dataset.read(), let text = values.first else {
      throw StoreError.notAResult(path: file.path, reason: "/provenance/\(name) is no text")
    }
    return text
  }

  /// A dataset at the root or in a group.
  func dataset(_ name: String) throws -> HDF5Dataset {
    guard datasetNames.contains(name) else {
      throw StoreError.unknownVariable(name, path: file.path, known: datasetNames)
    }
    return try HDF5Dataset(opening: name, in: file)
  }

  /// The names of the datasets in a group, or at the root.
  func datasetNames(in group: String?) -> [String] {
    guard let group else { return datasetNames.filter { !$0.contains("/") } }
    let prefix = "\(group)/"
    return datasetNames.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  /// The dimensions along which a group has a part of the positions, and these positions.
  ///
  /// - Throws: `StoreError.notAResult` where the group does not say; `HDF5Error`.
  func parts(ofGroup name: String) throws -> [ResultReader.Part] {
    let attributes = try HDF5Group(opening: name, in: file).attributes()
    guard
      case .text(let axes)? = attributes.first(where: { $0.name == HDF5Group.axisAttribute })?
        .value, !axes.isEmpty
    else {
      throw StoreError.notAResult(path: file.path, reason: "group '\(name)' has no axis")
    }
    return try axes.split(separator: " ").map { axis in
      ResultReader.Part(
        axis: String(axis), positions: try positions(ofGroup: name, along: String(axis)))
    }
  }

  private func positions(ofGroup name: String, along axis: String) throws -> [Int] {
    guard datasetNames.contains(axis), datasetNames.contains("\(name)/\(axis)") else {
      throw StoreError.notAResult(path: file.path, reason: "group '\(name)' has no axis '\(axis)'")
    }
    let whole = try dataset(axis).read()
    let part = try dataset("\(name)/\(axis)").read()
    // No axis has a value twice.
    let places = Dictionary(
      PositionKey.all(along: Dimension(axis, scale: whole), coordinates: []).enumerated()
        .map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let positions = PositionKey.all(along: Dimension(axis, scale: part), coordinates: [])
      .compactMap { places[$0] }
    guard positions.count == part.count else {
      throw StoreError.notAResult(
        path: file.path, reason: "group '\(name)' has values of \(axis) that are not at the root")
    }
    return positions
  }

  /// Reads a dataset piece by piece, in the order of its values.
  func forEachPiece(of dataset: HDF5Dataset, _ body: (Column) throws -> Void) throws {
    guard !dataset.shape.isEmpty else { return try body(dataset.read()) }
    // Pieces of a chunk's size, cut by the rule by which chunks were cut, are
    // the chunks themselves.
    let pieceSize = try dataset.chunk()?.reduce(1, *) ?? 1 << 16
    let pieces = BlockGrid(sizes: dataset.shape, pointsPerBlock: pieceSize)
    for piece in 0..<pieces.count {
      let start = pieces.position(of: pieces.points(of: piece).lowerBound)
      try body(dataset.read(HDF5Dataset.Box(start: start, count: pieces.shape(of: piece))))
    }
  }
}

extension HDF5File {
  /// The groups of fields in a result, without those that another program may have added.
  func fieldGroupNames() throws -> [String] {
    try groupNames(in: "/").filter { name in
      try HDF5Group(opening: name, in: self).hasAttribute(HDF5Group.axisAttribute)
    }
  }

  /// The datasets of a result at the root and then in each of its groups.
  func resultDatasetNames(groups: [String]) throws -> [String] {
    try datasetNames(in: "/")
      + groups.flatMap { group in try datasetNames(in: group).map { "\(group)/\($0)" } }
  }
}
