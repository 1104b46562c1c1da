internal import CHDF5

/// What attributes hang on: a dataset or the root of a file.
protocol HDF5AttributeOwner {
  var id: hid_t { get }
  var channel: HDF5Channel { get }
}

extension HDF5File: HDF5AttributeOwner {}
extension HDF5Dataset: HDF5AttributeOwner {}

extension HDF5AttributeOwner {
  /// Writes an attribute; flags in the given type, which is the variable's.
  ///
  /// Texts are of fixed length: every reader takes those as text, and texts of
  /// variable length would lie outside the metadata's checksums.
  func write(_ attribute: Attribute, flagType: ElementType = .uint8) throws {
    let name = attribute.name
    switch attribute.value {
    case .text(let text):
      guard !text.utf8.contains(0) else { throw StoreError.zeroInText(name: name) }
      let type = try HDF5Handle(channel, "making a text type", closedBy: H5Tclose) {
        H5Tcopy(sweep_H5T_C_S1())
      }
      let bytes = text.isEmpty ? [0] : Array(text.utf8)
      try channel.checked("sizing a text") { H5Tset_size(type.id, bytes.count) }
      try channel.checked("choosing UTF-8") { H5Tset_cset(type.id, H5T_CSET_UTF8) }
      try channel.checked("choosing padding") { H5Tset_strpad(type.id, H5T_STR_NULLPAD) }
      try write(bytes, named: name, stored: type.id, inMemory: type.id, shape: [])
    case .real(let value):
      let type = ElementType.float64
      try write([value], named: name, stored: type.stored, inMemory: type.inMemory, shape: [])
    case .integer(let value):
      let type = ElementType.int64
      try write([value], named: name, stored: type.stored, inMemory: type.inMemory, shape: [])
    case .flags(let values):
      try write(
        values, named: name, stored: flagType.stored, inMemory: ElementType.uint8.inMemory,
        shape: [values.count])
    }
  }

  private func write<Value: BitwiseCopyable>(
    _ values: [Value], named name: String, stored: hid_t, inMemory: hid_t, shape: [Int]
  ) throws(HDF5Error) {
    let space = try HDF5Dataset.space(channel, shape)
    var handle = try HDF5Handle(channel, "creating attribute '\(name)'", closedBy: H5Aclose) {
      H5Acreate2(id, name, stored, space.id, sweep_H5P_DEFAULT(), sweep_H5P_DEFAULT())
    }
    let attributeID = handle.id
    try channel.checked("writing attribute '\(name)'") {
      values.withUnsafeBytes { H5Awrite(attributeID, inMemory, $0.baseAddress) }
    }
    try handle.close("closing attribute '\(name)'")
  }

  /// The attributes in the order of their creation, where that is known, without those by which
  /// HDF5 keeps dimension scales.
  ///
  /// `skip` is called with the names of those that this program writes none like: other programs have
  /// added them, and they say nothing to this one.
  func attributes(
    skipping skip: (String) -> Void = { _ in }
  ) throws(HDF5Error) -> [Attribute] {
    // A file's own identifier does not count attributes; its root group does.
    let object = try HDF5Handle(channel, "opening what has attributes", closedBy: H5Oclose) {
      H5Oopen(id, ".", sweep_H5P_DEFAULT())
    }
    let count = try channel.checked("counting attributes") { H5Aget_num_attrs(object.id) }
    var attributes: [Attribute] = []
    for index in 0..<hsize_t(count) {
      let handle = try HDF5Handle(channel, "opening an attribute", closedBy: H5Aclose) {
        // Where no order is kept this one is refused.
        let handle = H5Aopen_by_idx(
          id, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, index, sweep_H5P_DEFAULT(),
          sweep_H5P_DEFAULT())
        guard handle < 0 else { return handle }
        return H5Aopen_by_idx(
          id, ".", H5_INDEX_NAME, H5_ITER_INC, index, sweep_H5P_DEFAULT(), sweep_H5P_DEFAULT())
      }
      let name = try HDF5File.text(channel, "naming an attribute") { buffer, size in
        H5Aget_name(handle.id, size, buffer)
      }
      if ["CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST"].contains(name) { continue }
      if let value = try value(of: handle, named: name) {
        attributes.append(Attribute(name, value))
      } else {
        skip(name)
      }
    }
    return attributes
  }

  /// The value of an attribute; none where it is of a type or shape that this program does not write.
  ///
  /// A list of one number is that number: netCDF writes it so.
  private func value(
    of handle: borrowing HDF5Handle, named name: String
  ) throws(HDF5Error) -> Attribute.Value? {
    let attribute = handle.id
    let action = "reading attribute '\(name)'"
    let type = try HDF5Handle(channel, action, closedBy: H5Tclose) { H5Aget_type(attribute) }
    let space = try HDF5Handle(channel, action, closedBy: H5Sclose) { H5Aget_space(attribute) }
    let count = try channel.checked(action) { H5Sget_simple_extent_npoints(space.id) }
    let isScalar = try channel.checked(action) { H5Sget_simple_extent_ndims(space.id) } == 0
    let size = H5Tget_size(type.id)
    guard count > 0, size > 0, Int(clamping: count).multipliedOrMost(by: size) <= 1 << 20 else {
      return nil
    }
    if H5Tget_class(type.id) == H5T_STRING, H5Tis_variable_str(type.id) == 0, isScalar {
      var bytes = [UInt8](repeating: 0, count: size)
      try channel.checked(action) {
        bytes.withUnsafeMutableBytes { H5Aread(attribute, type.id, $0.baseAddress) }
      }
      return .text(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
    }
    switch ElementType(of: type.id) {
    case .float64? where count == 1:
      var value = 0.0
      try channel.checked(action) { H5Aread(attribute, ElementType.float64.inMemory, &value) }
      return .real(value)
    case .int64? where count == 1:
      var value: Int64 = 0
      try channel.checked(action) { H5Aread(attribute, ElementType.int64.inMemory, &value) }
      return .integer(value)
    case .uint8? where !isScalar, .int8? where !isScalar:
      var values = [UInt8](repeating: 0, count: Int(count))
      try channel.checked(action) {
        values.withUnsafeMutableBytes {
          H5Aread(attribute, ElementType.uint8.inMemory, $0.baseAddress)
        }
      }
      return .flags(values)
    default:
      return nil
    }
  }
}
