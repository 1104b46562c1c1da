internal import Foundation

/// A result opened to be read, of which nothing is trusted yet.
///
/// What belongs to it is what its checksums name; what other programs have added is left alone.
final class StoredResult {
  let file: HDF5File
  /// The checksums; none where they are not as they were written.
  let checksums: Checksums?
  /// The groups of fields, in the order of their creation.
  let groupNames: [String]
  /// The datasets at the root and then those in each group, `GROUP/NAME`, in the order of their
  /// creation.
  let datasetNames: [String]
  /// The texts under `/provenance`, the checksums among them.
  let textNames: [String]
  /// What lies there and is not of the result.
  let strangers: [String]

  /// Opens a file and makes sure that it is a result.
  ///
  /// - Throws: `StoreError.notAResult`; `StorageError` where the file cannot
  ///   be opened at all.
  init(opening path: String) throws {
    guard !isSpecial(path) else {
      throw StoreError.notAResult(path: path, reason: "it is no file")
    }
    // HDF5 says nothing useful of a file that is missing or not readable.
    _ = try FileDescriptor(path, flags: O_RDONLY, attempt: "opening")
    do {
      let file = try HDF5File.open(at: path)
      guard try file.contains("provenance/\(Checksums.name)") else {
        throw StoreError.notAResult(path: path, reason: "it has no /provenance/checksums")
      }
      let checksums = Checksums.parse(try file.text(Checksums.name))
      let listing = try ResultListing(of: file, checksums)
      self.file = file
      self.checksums = checksums
      groupNames = listing.groups
      datasetNames = listing.datasets
      textNames = listing.texts
      strangers = listing.strangers
    } catch let error as HDF5Error where error.code == nil {
      // With an error number it is the disk that failed, and the file may be a result.
      throw StoreError.notAResult(path: path, reason: error.reason)
    }
  }

  /// Makes sure that all is there that the checksums name, before any of it is read.
  ///
  /// - Throws: `StoreError.damaged`.
  func requireToBeWhole() throws(StoreError) {
    guard let checksums else {
      throw .damaged(path: file.path, reason: "/provenance/checksums is not what was written")
    }
    let missing =
      checksums.datasets.keys.filter { !datasetNames.contains($0) }
      + checksums.texts.keys.filter { !textNames.contains($0) }.map { "/provenance/\($0)" }
    guard missing.isEmpty else {
      throw .damaged(
        path: file.path, reason: "\(missing.sorted().joined(separator: ", ")) is missing")
    }
  }

  /// One of the texts under `/provenance`.
  func text(_ name: String) throws -> String { try file.text(name) }

  /// A dataset of the result at the root or in a group.
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
    let chunk = try dataset.chunk()
    let pieceSize = chunk?.reduce(1, *) ?? 1 << 16
    var pieces = BlockGrid(sizes: dataset.shape, pointsPerBlock: pieceSize)
    if let chunk, chunk != pieces.blockShape {
      // Of another program's making: of each piece HDF5 reads all chunks that have some of it.
      pieces = BlockGrid(sizes: dataset.shape, pointsPerBlock: max(pieceSize, 1 << 20))
    }
    for piece in 0..<pieces.count {
      let start = pieces.position(of: pieces.points(of: piece).lowerBound)
      try body(dataset.read(HDF5Dataset.Box(start: start, count: pieces.shape(of: piece))))
    }
  }
}

extension HDF5File {
  /// One of the texts under `/provenance`.
  fileprivate func text(_ name: String) throws -> String {
    let dataset = try HDF5Dataset(opening: "provenance/\(name)", in: self)
    guard case .text(let values) = try dataset.read(), let text = values.first else {
      throw StoreError.notAResult(path: path, reason: "/provenance/\(name) is no text")
    }
    return text
  }
}
