internal import CHDF5

extension HDF5Dataset {
  /// A box of a dataset, and memory of its shape.
  struct Selection: ~Copyable {
    let inFile: HDF5Handle
    let inMemory: HDF5Handle
    let count: Int

    /// The selection of a box, or of all.
    init(of dataset: HDF5Dataset, _ box: Box?) throws(HDF5Error) {
      let channel = dataset.channel
      let inFile = try HDF5Dataset.space(channel, dataset.shape)
      if let box {
        precondition(box.start.count == dataset.shape.count, "a box needs every dimension")
        let start = box.start.map { hsize_t($0) }
        let count = box.count.map { hsize_t($0) }
        try channel.checked("selecting part of '\(dataset.name)'") {
          start.withUnsafeBufferPointer { start in
            count.withUnsafeBufferPointer { count in
              H5Sselect_hyperslab(
                inFile.id, H5S_SELECT_SET, start.baseAddress, nil, count.baseAddress, nil)
            }
          }
        }
      }
      self.inMemory = try HDF5Dataset.space(channel, box?.count ?? dataset.shape)
      self.inFile = inFile
      self.count = (box?.count ?? dataset.shape).reduce(1, *)
    }
  }

  /// A data space of a shape; of no dimensions for a single value.
  static func space(_ channel: HDF5Channel, _ shape: [Int]) throws(HDF5Error) -> HDF5Handle {
    let extents = shape.map { hsize_t($0) }
    return try HDF5Handle(channel, "making a data space", closedBy: H5Sclose) {
      extents.isEmpty
        ? H5Screate(H5S_SCALAR)
        : extents.withUnsafeBufferPointer {
          H5Screate_simple(Int32($0.count), $0.baseAddress, nil)
        }
    }
  }
}
