internal import CHDF5

extension HDF5Dataset {
  /// Makes this dataset the scale of the dimension of its name.
  func becomeScale() throws(HDF5Error) {
    try channel.checked("making '\(name)' a scale") { H5DSset_scale(id, lastName) }
  }

  /// Attaches scales to all dimensions.
  ///
  /// All or none: xarray refuses a file that has labelled and unlabelled
  /// dimensions side by side.
  func attach(_ scales: [HDF5Dataset]) throws(HDF5Error) {
    precondition(scales.map(\.count) == shape, "the scales of '\(name)' have other lengths")
    for (index, scale) in scales.enumerated() {
      try channel.checked("attaching '\(scale.name)' to '\(name)'") {
        H5DSattach_scale(id, scale.id, UInt32(index))
      }
    }
  }

  /// Whether this dataset is a scale.
  func isScale() throws(HDF5Error) -> Bool {
    try channel.checked("asking whether '\(name)' is a scale") { H5DSis_scale(id) } > 0
  }

  private static let noScale =
    "its dimension has no scale any more, as in copies that were made dataset by dataset"

  /// The names of the dimensions, which are those of their scales.
  func dimensions() throws(HDF5Error) -> [String] {
    if try isScale() { return [lastName] }
    var names: [String] = []
    for index in shape.indices {
      // The visitor notes the scale's name, or nothing if that fails.
      var found = ""
      let visit: H5DS_iterate_t = { _, _, scale, context in
        var bytes = [CChar](repeating: 0, count: 1024)
        let length = H5Iget_name(scale, &bytes, bytes.count)
        guard length > 0, length < bytes.count else { return -1 }
        let path = bytes.prefix(length).map { UInt8(bitPattern: $0) }
        // Within its group, which is that of the dataset.
        context?.assumingMemoryBound(to: String.self).pointee =
          String(decoding: path.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
        return 1
      }
      do {
        try channel.checked("finding dimension \(index) of '\(name)'") {
          withUnsafeMutablePointer(to: &found) {
            H5DSiterate_scales(id, UInt32(index), nil, visit, $0)
          }
        }
      } catch  where error.code == nil {
        // Of what it does not find the high-level library says nothing.
        found = ""
      }
      guard !found.isEmpty else {
        throw HDF5Error(
          action: "finding dimension \(index) of '\(name)'", path: file.path,
          reason: Self.noScale)
      }
      names.append(found)
    }
    return names
  }
}
