internal import CHDF5

extension DatasetNumbers {
  /// Reads a dataset of whole or real numbers of any type.
  ///
  /// `name` may end with positions along the first dimensions, such as `density[0,-1]`, which count from
  /// the end where they are negative. Of what is left at most two dimensions may be longer than 1.
  /// Values that a netCDF file has packed by `scale_factor` and `add_offset` are unpacked.
  ///
  /// - Throws: `HDF5Error`, which names the file and the dataset.
  public init(of name: String, inFileAt path: String) throws {
    let file = try HDF5File.open(at: path)
    let dataset = try SampledDataset(name, in: file)
    let (shape, numbers) = try dataset.numbers()
    let width = shape.count == 2 ? shape[1] : 1
    var text = ""
    text.reserveCapacity(20 * numbers.count)
    for (index, number) in numbers.enumerated() {
      number.write(to: &text)
      text += (index + 1) % width == 0 ? "\n" : ","
    }
    self.init(text: text, coordinates: try dataset.coordinates())
  }
}

/// As many numbers as are read: what a flow may have in all, and 16 GiB of them.
private let mostNumbers = 1 << 31

/// A dataset that someone else has written, and the part of it that is asked for.
private struct SampledDataset: ~Copyable {
  private let name: String
  private let channel: HDF5Channel
  private let handle: HDF5Handle
  /// The extents of the whole dataset.
  private let extents: [Int]
  /// The positions along the first dimensions.
  private let positions: [Int]
  /// The dimensions after those that are longer than 1.
  private let longDimensions: [Int]

  init(_ name: String, in file: HDF5File) throws {
    let channel = file.channel
    // A name may have brackets itself: it is tried as it is first.
    let parts = try? file.contains(name) ? (name, []) : Self.parts(of: name)
    let (base, given) = parts ?? Self.parts(of: name)
    func refused(_ reason: String) -> HDF5Error {
      HDF5Error(action: "reading '\(name)'", path: file.path, reason: reason)
    }
    let handle = try HDF5Handle(channel, "opening '\(base)'", closedBy: H5Dclose) {
      H5Dopen2(file.id, base, sweep_H5P_DEFAULT())
    }
    let type = try HDF5Handle(channel, "reading the type of '\(base)'", closedBy: H5Tclose) {
      H5Dget_type(handle.id)
    }
    guard [H5T_FLOAT, H5T_INTEGER].contains(H5Tget_class(type.id)) else {
      throw refused("it holds no numbers, where a dataset of numbers is wanted")
    }
    let extents = try Self.extents(of: handle, base, channel)
    guard given.count <= extents.count else {
      throw refused("it has \(extents.count) dimensions and \(given.count) positions")
    }
    let positions = zip(given, extents).map { $0 < 0 ? $0 + $1 : $0 }
    for (index, (position, extent)) in zip(positions, extents).enumerated()
    where !(0..<extent).contains(position) {
      throw refused(
        "position \(given[index]) along dimension \(index), where there are \(extent)")
    }
    let rest = extents.indices.dropFirst(given.count)
    guard !extents.isEmpty else {
      throw refused("it has no dimension, where one or two are wanted")
    }
    guard !extents.contains(0) else { throw refused("it is empty") }
    let long = rest.filter { extents[$0] > 1 }
    guard long.count <= 2 else {
      let shape = rest.map { "\(extents[$0])" }.joined(separator: " × ")
      throw refused(
        "it has \(shape) numbers, where one or two dimensions are wanted; positions along the first "
          + "choose among them, as in '\(base)[0]'")
    }
    // Chunks that were never written take no room, so that a small file may claim any size.
    let count = rest.reduce(1) { $0.multipliedOrMost(by: extents[$1]) }
    guard count <= mostNumbers else {
      throw refused(
        "it has \(rest.map { "\(extents[$0])" }.joined(separator: " × ")) numbers, of which at most "
          + "\(mostNumbers) are read")
    }
    self.name = name
    self.channel = channel
    self.handle = handle
    self.extents = extents
    self.positions = positions
    longDimensions = long
  }

  /// `density[0,-1]` as the name and the positions; a name that does not end so has no positions.
  private static func parts(of name: String) -> (name: String, positions: [Int]) {
    guard name.hasSuffix("]"), let open = name.lastIndex(of: "["), open > name.startIndex else {
      return (name, [])
    }
    let words = name[name.index(after: open)...].dropLast().split(
      separator: ",", omittingEmptySubsequences: false)
    let positions = words.compactMap { word in Int(word.drop { $0 == " " }) }
    guard positions.count == words.count else { return (name, []) }
    return (String(name[..<open]), positions)
  }

  private static func extents(
    of dataset: borrowing HDF5Handle, _ name: String, _ channel: HDF5Channel
  ) throws(HDF5Error) -> [Int] {
    let id = dataset.id
    let action = "reading the shape of '\(name)'"
    let space = try HDF5Handle(channel, action, closedBy: H5Sclose) { H5Dget_space(id) }
    let rank = try channel.checked(action) { H5Sget_simple_extent_ndims(space.id) }
    var extents = [hsize_t](repeating: 0, count: Int(rank))
    try channel.checked(action) {
      extents.withUnsafeMutableBufferPointer {
        H5Sget_simple_extent_dims(space.id, $0.baseAddress, nil)
      }
    }
    return extents.map { Int(clamping: $0) }
  }

  private func refused(_ reason: String) -> HDF5Error {
    HDF5Error(action: "reading '\(name)'", path: channel.path, reason: reason)
  }

  /// Shape and values of what is asked for, without dimensions of length 1.
  func numbers() throws -> ([Int], [Double]) {
    let id = handle.id
    var status = H5D_SPACE_STATUS_ALLOCATED
    try channel.checked("asking whether '\(name)' was written") {
      H5Dget_space_status(id, &status)
    }
    guard status != H5D_SPACE_STATUS_NOT_ALLOCATED else {
      throw refused("it was created, and nothing was written into it")
    }
    let shape = longDimensions.map { extents[$0] }
    var values = [Double](repeating: 0, count: shape.reduce(1, *))
    let start = positions.map { hsize_t($0) } + extents.dropFirst(positions.count).map { _ in 0 }
    let count =
      positions.map { _ in hsize_t(1) } + extents.dropFirst(positions.count).map { hsize_t($0) }
    let inFile = try HDF5Handle(channel, "selecting from '\(name)'", closedBy: H5Sclose) {
      H5Dget_space(id)
    }
    try channel.checked("selecting from '\(name)'") {
      H5Sselect_hyperslab(inFile.id, H5S_SELECT_SET, start, nil, count, nil)
    }
    let inMemory = try HDF5Handle(channel, "selecting from '\(name)'", closedBy: H5Sclose) {
      H5Screate_simple(1, [hsize_t(values.count)], nil)
    }
    do throws(HDF5Error) {
      try channel.checked("reading '\(name)'") {
        values.withUnsafeMutableBytes {
          H5Dread(
            id, sweep_H5T_NATIVE_DOUBLE(), inMemory.id, inFile.id, sweep_H5P_DEFAULT(),
            $0.baseAddress)
        }
      }
    } catch {
      guard let filter = missingFilter else { throw error }
      throw refused(
        "it is packed by the filter \(filter), which HDF5 does not have here; h5repack -f GZIP=4 on a "
          + "machine that has it makes a file that can be read")
    }
    try unpack(&values)
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw refused(
        "value \(place(of: index, shape)) is \(values[index]), where finite numbers are wanted")
    }
    return (shape, values)
  }

  private func place(of index: Int, _ shape: [Int]) -> [Int] {
    shape.count == 2 ? [index / shape[1], index % shape[1]] : [index]
  }

  /// The name of a filter that the dataset needs and that there is not; nil if all are there.
  private var missingFilter: String? {
    let list = H5Dget_create_plist(handle.id)
    guard list >= 0 else { return nil }
    defer { H5Pclose(list) }
    for index in 0..<max(0, H5Pget_nfilters(list)) {
      var (flags, configuration, count) = (UInt32(0), UInt32(0), 0)
      var name = [CChar](repeating: 0, count: 64)
      let code = H5Pget_filter2(
        list, UInt32(index), &flags, &count, nil, name.count, &name, &configuration)
      guard code >= 0, H5Zfilter_avail(code) <= 0 else { continue }
      let known = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      return known.isEmpty ? "number \(code)" : String(decoding: known, as: UTF8.self)
    }
    return nil
  }
}

extension SampledDataset {
  /// Makes packed values what they stand for: v · scale_factor + add_offset, as the NetCDF Climate and
  /// Forecast conventions have it (version 1.11, section 8.1).
  ///
  /// A value that stands for a missing one has no meaning, and is refused.
  private func unpack(_ values: inout [Double]) throws {
    for name in ["_FillValue", "missing_value"] {
      guard let missing = try number(ofAttribute: name) else { continue }
      guard let index = values.firstIndex(of: missing) else { continue }
      let shape = longDimensions.map { extents[$0] }
      throw refused("value \(place(of: index, shape)) is missing: it is the \(name), \(missing)")
    }
    if try has("_Unsigned") {
      throw refused(
        "its attribute _Unsigned gives its integers another meaning; write them as reals")
    }
    let factor = try number(ofAttribute: "scale_factor")
    let offset = try number(ofAttribute: "add_offset")
    guard factor != nil || offset != nil else { return }
    for i in values.indices { values[i] = values[i] * (factor ?? 1) + (offset ?? 0) }
  }

  private func has(_ attribute: String) throws(HDF5Error) -> Bool {
    let id = handle.id
    return try channel.checked("looking for attribute '\(attribute)'") {
      H5Aexists(id, attribute)
    } > 0
  }

  /// The number that an attribute holds; nil if there is none of the name.
  private func number(ofAttribute attribute: String) throws -> Double? {
    guard try has(attribute) else { return nil }
    let id = handle.id
    let action = "reading attribute '\(attribute)' of '\(name)'"
    let found = try HDF5Handle(channel, action, closedBy: H5Aclose) {
      H5Aopen(id, attribute, sweep_H5P_DEFAULT())
    }
    let type = try HDF5Handle(channel, action, closedBy: H5Tclose) { H5Aget_type(found.id) }
    let space = try HDF5Handle(channel, action, closedBy: H5Sclose) { H5Aget_space(found.id) }
    guard [H5T_FLOAT, H5T_INTEGER].contains(H5Tget_class(type.id)),
      H5Sget_simple_extent_npoints(space.id) == 1
    else { throw refused("its attribute \(attribute) is not a number") }
    var value = 0.0
    try channel.checked(action) { H5Aread(found.id, sweep_H5T_NATIVE_DOUBLE(), &value) }
    return value
  }

  /// The values of the scales of the dimensions longer than 1; nil where there is none.
  func coordinates() throws -> [[Double]?] {
    try longDimensions.map { try coordinates(of: $0) }
  }

  private func coordinates(of dimension: Int) throws -> [Double]? {
    struct Found {
      let extent: Int
      var values: [Double]?
    }
    var found = Found(extent: extents[dimension])
    let visit: H5DS_iterate_t = { _, _, scale, context in
      guard let found = context?.assumingMemoryBound(to: Found.self) else { return -1 }
      found.pointee.values = numbersOfScale(scale, count: found.pointee.extent)
      return found.pointee.values == nil ? 0 : 1
    }
    let id = handle.id
    // What is no scale has none; what is one itself has no others.
    guard H5DSis_scale(id) <= 0 else { return nil }
    try channel.checked("finding the scales of '\(name)'") {
      withUnsafeMutablePointer(to: &found) {
        H5DSiterate_scales(id, UInt32(dimension), nil, visit, $0)
      }
    }
    return found.values
  }
}

/// The numbers of a dimension scale of a length; nil where it has other ones, or none that mean anything.
///
/// netCDF writes a scale for a dimension without coordinates, too, and names it so.
private func numbersOfScale(_ scale: hid_t, count: Int) -> [Double]? {
  var label = [CChar](repeating: 0, count: 128)
  if H5DSget_scale_name(scale, &label, label.count) > 0 {
    let name = String(
      decoding: label.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if name.hasPrefix("This is a netCDF dimension but not a netCDF variable") { return nil }
  }
  let type = H5Dget_type(scale)
  let space = H5Dget_space(scale)
  defer {
    H5Tclose(type)
    H5Sclose(space)
  }
  guard [H5T_FLOAT, H5T_INTEGER].contains(H5Tget_class(type)),
    H5Sget_simple_extent_npoints(space) == hssize_t(count)
  else { return nil }
  var values = [Double](repeating: 0, count: count)
  let status = values.withUnsafeMutableBytes {
    H5Dread(
      scale, sweep_H5T_NATIVE_DOUBLE(), sweep_H5S_ALL(), sweep_H5S_ALL(), sweep_H5P_DEFAULT(),
      $0.baseAddress)
  }
  // A scale that nobody gave values has the same everywhere.
  guard status >= 0, values.allSatisfy(\.isFinite), values.first != values.last else { return nil }
  return values
}
