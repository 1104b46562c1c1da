internal import CHDF5

/// How the values of an open dataset lie in its file, and how many can lie there.
///
/// What a file says of its datasets may be anything: a kilobyte of it may claim any size.
struct HDF5Extent {
  /// How much larger DEFLATE makes its input at the most; no other filter makes more of it.
  private static let mostExpansion = 1032

  private let name: String
  private let file: HDF5File
  /// The shape of the chunks; none where values lie in one piece.
  private let chunk: [Int]?
  /// The bytes that lie in the file.
  private let storedBytes: Int
  private let isCompressed: Bool

  /// The extent of a dataset whose values lie in the file itself.
  ///
  /// - Throws: `HDF5Error`, also where they lie in other files.
  init(of dataset: borrowing HDF5Handle, named name: String, in file: HDF5File) throws(HDF5Error) {
    self.name = name
    self.file = file
    let channel = file.channel
    let id = dataset.id
    let action = "reading how '\(name)' lies"
    let creation = try HDF5Handle(channel, action, closedBy: H5Pclose) { H5Dget_create_plist(id) }
    let layout = H5Pget_layout(creation.id)
    let isElsewhere =
      try channel.checked(action) { H5Pget_external_count(creation.id) } > 0
      || ![H5D_COMPACT, H5D_CONTIGUOUS, H5D_CHUNKED].contains(layout)
    guard !isElsewhere else {
      throw HDF5Error(
        action: "reading '\(name)'", path: file.path, reason: "its values lie in other files")
    }
    if layout == H5D_CHUNKED {
      var extents = [hsize_t](repeating: 0, count: Int(H5S_MAX_RANK))
      let rank = try channel.checked(action) {
        extents.withUnsafeMutableBufferPointer {
          H5Pget_chunk(creation.id, Int32($0.count), $0.baseAddress)
        }
      }
      chunk = extents.prefix(Int(rank)).map { Int(clamping: $0) }
    } else {
      chunk = nil
    }
    let filters = try channel.checked(action) { H5Pget_nfilters(creation.id) }
    var isCompressed = false
    for number in 0..<UInt32(filters) {
      var flags: UInt32 = 0
      var count = 0
      let filter = try channel.checked(action) {
        H5Pget_filter2(creation.id, number, &flags, &count, nil, 0, nil, nil)
      }
      if ![H5Z_FILTER_SHUFFLE, H5Z_FILTER_FLETCHER32].contains(filter) { isCompressed = true }
    }
    self.isCompressed = isCompressed
    storedBytes = Int(clamping: channel.guarded { H5Dget_storage_size(id) })
  }

  /// Makes sure that the file can hold the values of a shape, and a chunk of them.
  ///
  /// - Throws: `HDF5Error`.
  func requireRoom(shape: [Int], bytesPerValue: Int) throws(HDF5Error) {
    func refused(_ reason: String) -> HDF5Error {
      HDF5Error(action: "reading '\(name)'", path: file.path, reason: reason)
    }
    // What this program writes it has not written yet.
    guard let byteCount = file.channel.byteCount else { return }
    guard storedBytes <= byteCount else {
      throw refused("it claims more bytes than the file has")
    }
    guard !shape.contains(0) else { throw refused("it is empty") }
    let most = isCompressed ? storedBytes.multipliedOrMost(by: Self.mostExpansion) : storedBytes
    for sizes in [shape] + (chunk.map { [$0] } ?? []) {
      let bytes = sizes.reduce(bytesPerValue) { $0.multipliedOrMost(by: $1) }
      guard bytes <= most else {
        throw refused(
          "it claims \(sizes.map { "\($0)" }.joined(separator: " × ")) values, more than the file holds of it"
        )
      }
    }
  }
}
