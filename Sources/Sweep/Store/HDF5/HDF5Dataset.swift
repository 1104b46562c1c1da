internal import CHDF5
internal import Foundation

/// An open dataset, which keeps its file open.
final class HDF5Dataset {
  /// A box of positions along each dimension.
  struct Box {
    var start: [Int]
    var count: [Int]
  }

  let name: String
  let type: ElementType
  let shape: [Int]
  let file: HDF5File
  private var handle: HDF5Handle

  var id: hid_t { handle.id }
  var channel: HDF5Channel { file.channel }

  // Before the file goes, which may go with this: HDF5 does not close a file
  // that has open datasets.
  deinit { try? handle.close("closing '\(name)'") }

  /// Creates a dataset: chunked and, unless that is declined, with a checksum for each chunk
  /// if it holds numbers along dimensions.
  ///
  /// Texts have neither: netCDF does not read filtered texts, and HDF5 keeps
  /// them outside the chunks.
  init(
    creating name: String, in file: HDF5File, type: ElementType, shape: [Int],
    chunk: [Int]? = nil, isChecksummed: Bool = true
  ) throws(HDF5Error) {
    let channel = file.channel
    let creation = try HDF5File.propertyList(channel, sweep_H5P_DATASET_CREATE)
    let order = UInt32(H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED)
    try channel.checked("declining times") { H5Pset_obj_track_times(creation.id, false) }
    try channel.checked("keeping order") { H5Pset_attr_creation_order(creation.id, order) }
    if type != .text, !shape.isEmpty {
      let extents = (chunk ?? shape).map { hsize_t($0) }
      try channel.checked("choosing chunks of '\(name)'") {
        extents.withUnsafeBufferPointer {
          H5Pset_chunk(creation.id, Int32(extents.count), $0.baseAddress)
        }
      }
      if isChecksummed {
        try channel.checked("asking for checksums") { H5Pset_fletcher32(creation.id) }
      }
    }
    if type == .float64 {
      var fill = Double.nan
      try channel.checked("choosing the fill value of '\(name)'") {
        H5Pset_fill_value(creation.id, sweep_H5T_NATIVE_DOUBLE(), &fill)
      }
    }
    let space = try HDF5Dataset.space(channel, shape)
    self.handle = try HDF5Handle(channel, "creating '\(name)'", closedBy: H5Dclose) {
      H5Dcreate2(
        file.id, name, type.stored, space.id, sweep_H5P_DEFAULT(), creation.id,
        sweep_H5P_DEFAULT())
    }
    self.name = name
    self.type = type
    self.shape = shape
    self.file = file
  }

  /// Opens a dataset of the file itself.
  ///
  /// - Throws: `HDF5Error`, also where it is larger than what the file can hold of it.
  init(opening name: String, in file: HDF5File) throws(HDF5Error) {
    let channel = file.channel
    guard try file.contains(name) else {
      throw HDF5Error(
        action: "opening '\(name)'", path: file.path, reason: "the file has no such dataset")
    }
    let handle = try HDF5Handle(channel, "opening '\(name)'", closedBy: H5Dclose) {
      H5Dopen2(file.id, name, sweep_H5P_DEFAULT())
    }
    let stored = try HDF5Handle(channel, "reading the type of '\(name)'", closedBy: H5Tclose) {
      H5Dget_type(handle.id)
    }
    guard let type = ElementType(of: stored.id) else {
      throw HDF5Error(
        action: "reading '\(name)'", path: file.path, reason: "sweep stores no such type")
    }
    let space = try HDF5Handle(channel, "reading the shape of '\(name)'", closedBy: H5Sclose) {
      H5Dget_space(handle.id)
    }
    let rank = try channel.checked("reading the shape of '\(name)'") {
      H5Sget_simple_extent_ndims(space.id)
    }
    var extents = [hsize_t](repeating: 0, count: Int(rank))
    try channel.checked("reading the shape of '\(name)'") {
      extents.withUnsafeMutableBufferPointer {
        H5Sget_simple_extent_dims(space.id, $0.baseAddress, nil)
      }
    }
    let shape = extents.map { Int(clamping: $0) }
    try HDF5Extent(of: handle, named: name, in: file).requireRoom(
      shape: shape, bytesPerValue: type.bytesInFile)
    self.name = name
    self.type = type
    self.shape = shape
    self.file = file
    self.handle = handle
  }

  /// Its name within its group.
  var lastName: String { name.split(separator: "/").last.map(String.init) ?? name }

  /// How many values there are.
  var count: Int { shape.reduce(1) { $0.multipliedOrMost(by: $1) } }

  /// The shape of the chunks; none where values lie in one piece.
  func chunk() throws(HDF5Error) -> [Int]? {
    let creation = try HDF5Handle(channel, "reading how '\(name)' lies", closedBy: H5Pclose) {
      H5Dget_create_plist(id)
    }
    guard H5Pget_layout(creation.id) == H5D_CHUNKED else { return nil }
    var extents = [hsize_t](repeating: 0, count: shape.count)
    try channel.checked("reading the chunks of '\(name)'") {
      extents.withUnsafeMutableBufferPointer {
        H5Pget_chunk(creation.id, Int32($0.count), $0.baseAddress)
      }
    }
    return extents.map { Int($0) }
  }

  /// Writes values to a box, or to the whole dataset.
  func write(_ column: Column, to box: Box? = nil) throws {
    precondition(column.type == type, "'\(name)' holds \(type), not \(column.type)")
    precondition(column.count == (box?.count ?? shape).reduce(1, *), "wrong count for '\(name)'")
    switch column {
    case .float64(let values): try write(numbers: values, to: box)
    case .int8(let values): try write(numbers: values, to: box)
    case .uint8(let values): try write(numbers: values, to: box)
    case .int64(let values): try write(numbers: values, to: box)
    case .text(let values): try write(texts: values, to: box)
    }
  }

  /// Reads the values of a box, or of the whole dataset.
  func read(_ box: Box? = nil) throws(HDF5Error) -> Column {
    switch type {
    case .float64: .float64(try numbers(zero: 0, in: box))
    case .int8: .int8(try numbers(zero: 0, in: box))
    case .uint8: .uint8(try numbers(zero: 0, in: box))
    case .int64: .int64(try numbers(zero: 0, in: box))
    case .text: .text(try texts(in: box))
    }
  }

  private func write<Number: BitwiseCopyable>(numbers: [Number], to box: Box?) throws(HDF5Error) {
    let selection = try Selection(of: self, box)
    try channel.checked("writing '\(name)'") {
      numbers.withUnsafeBytes {
        H5Dwrite(
          id, type.inMemory, selection.inMemory.id, selection.inFile.id, sweep_H5P_DEFAULT(),
          $0.baseAddress)
      }
    }
  }

  private func write(texts: [String], to box: Box?) throws {
    guard !texts.contains(where: { $0.utf8.contains(0) }) else {
      throw StoreError.zeroInText(name: name)
    }
    let selection = try Selection(of: self, box)
    // One buffer holds all texts; HDF5 takes a pointer to each.
    var characters: [CChar] = []
    var offsets: [Int] = []
    for text in texts {
      offsets.append(characters.count)
      characters.append(contentsOf: text.utf8CString)
    }
    try channel.checked("writing '\(name)'") {
      characters.withUnsafeBufferPointer { buffer in
        let pointers = offsets.map { offset in buffer.baseAddress.map { $0 + offset } }
        return pointers.withUnsafeBufferPointer {
          H5Dwrite(
            id, type.inMemory, selection.inMemory.id, selection.inFile.id, sweep_H5P_DEFAULT(),
            $0.baseAddress)
        }
      }
    }
  }

  private func numbers<Number: BitwiseCopyable>(
    zero: Number, in box: Box?
  ) throws(HDF5Error) -> [Number] {
    let selection = try Selection(of: self, box)
    var values = [Number](repeating: zero, count: selection.count)
    try channel.checked("reading '\(name)'") {
      values.withUnsafeMutableBytes {
        H5Dread(
          id, type.inMemory, selection.inMemory.id, selection.inFile.id, sweep_H5P_DEFAULT(),
          $0.baseAddress)
      }
    }
    return values
  }

  private func texts(in box: Box?) throws(HDF5Error) -> [String] {
    let selection = try Selection(of: self, box)
    var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: selection.count)
    let transfer = try HDF5File.propertyList(channel, sweep_H5P_DATASET_XFER)
    // Any number of texts may refer to the same characters of a file.
    var room = 2 * (channel.byteCount ?? 0) + (1 << 20)
    let take: H5MM_allocate_t = { size, room in
      guard let room = room?.assumingMemoryBound(to: Int.self), size <= room.pointee else {
        return nil
      }
      room.pointee -= size
      return malloc(size)
    }
    try channel.checked("reading '\(name)'") {
      withUnsafeMutablePointer(to: &room) { room -> herr_t in
        H5Pset_vlen_mem_manager(transfer.id, take, room, { pointer, _ in free(pointer) }, nil)
        return pointers.withUnsafeMutableBufferPointer { pointers in
          H5Dread(
            id, type.inMemory, selection.inMemory.id, selection.inFile.id, transfer.id,
            pointers.baseAddress)
        }
      }
    }
    defer { for pointer in pointers { free(pointer) } }
    return pointers.map { pointer in pointer.map { String(cString: $0) } ?? "" }
  }

  /// Closes the dataset.
  func close() throws(HDF5Error) {
    try handle.close("closing '\(name)'")
  }
}
