internal import CHDF5

/// An open HDF5 file.
///
/// Neither `Sendable` nor locked: it belongs to the one thread that opened it.
final class HDF5File {
  let channel: HDF5Channel
  private var handle: HDF5Handle

  var path: String { channel.path }
  var id: hid_t { handle.id }

  private init(_ channel: HDF5Channel, _ handle: consuming HDF5Handle) {
    self.channel = channel
    self.handle = handle
  }

  /// Creates a file on the disk, emptying one that is there.
  static func create(at path: String) throws(HDF5Error) -> HDF5File {
    let channel = HDF5Channel(path: path, forWriting: true)
    return try create(path, channel, access: try accessList(channel, format: H5F_LIBVER_V110))
  }

  /// Creates a file that lives in memory only; its path serves messages.
  static func createInMemory(named path: String) throws(HDF5Error) -> HDF5File {
    let channel = HDF5Channel(path: path, forWriting: true)
    // Images of the later formats cannot be opened: `H5Fget_file_image` clears
    // the superblock's mark of being open but leaves its checksum (HDF5 1.10.8).
    let access = try accessList(channel, format: H5F_LIBVER_EARLIEST)
    try channel.checked("asking for memory") { H5Pset_fapl_core(access.id, 1 << 20, false) }
    // HDF5 tells files in memory apart by their names, and one that failed
    // stays open: a second attempt needs another name.
    let name = "\(path) \(UInt64.random(in: 0...UInt64.max))"
    return try create(name, channel, access: access)
  }

  /// Opens a file for reading.
  ///
  /// A pipe is refused: opening it may never end.
  static func open(at path: String) throws(HDF5Error) -> HDF5File {
    guard !isSpecial(path) else {
      throw HDF5Error(action: "opening", path: path, reason: "it is no file")
    }
    let channel = HDF5Channel(path: path, forWriting: false)
    let access = try accessList(channel, format: H5F_LIBVER_V110)
    let handle = try HDF5Handle(channel, "opening", closedBy: H5Fclose) {
      H5Fopen(path, sweep_H5F_ACC_RDONLY(), access.id)
    }
    return HDF5File(channel, handle)
  }

  private static func create(
    _ name: String, _ channel: HDF5Channel, access: borrowing HDF5Handle
  ) throws(HDF5Error) -> HDF5File {
    let creation = try propertyList(channel, sweep_H5P_FILE_CREATE)
    try trackOrder(channel, of: creation)
    let (creationID, accessID) = (creation.id, access.id)
    let handle = try HDF5Handle(channel, "creating", closedBy: H5Fclose) {
      H5Fcreate(name, sweep_H5F_ACC_TRUNC(), creationID, accessID)
    }
    return HDF5File(channel, handle)
  }

  /// How files are opened: in a format whose metadata carry checksums, and
  /// without HDF5's locks, which fail on many network disks and guard nothing
  /// here: files are closed before they get their names.
  private static func accessList(
    _ channel: HDF5Channel, format: H5F_libver_t
  ) throws(HDF5Error) -> HDF5Handle {
    let list = try propertyList(channel, sweep_H5P_FILE_ACCESS)
    try channel.checked("choosing the format") {
      H5Pset_libver_bounds(list.id, format, H5F_LIBVER_V110)
    }
    try channel.checked("declining locks") { H5Pset_file_locking(list.id, false, true) }
    // Chunks are read and written whole; caching them would take a megabyte for
    // every dataset of every open segment.
    try channel.checked("declining a cache") { H5Pset_cache(list.id, 0, 1, 0, 1) }
    // An object left open makes closing fail instead of deferring it unseen.
    try channel.checked("choosing how to close") {
      H5Pset_fclose_degree(list.id, H5F_CLOSE_SEMI)
    }
    return list
  }

  /// A new property list of a class.
  static func propertyList(
    _ channel: HDF5Channel, _ kind: () -> hid_t
  ) throws(HDF5Error) -> HDF5Handle {
    try HDF5Handle(channel, "making a property list", closedBy: H5Pclose) { H5Pcreate(kind()) }
  }

  /// Keeps members in the order of their creation, and no times: equal contents
  /// are equal files.
  private static func trackOrder(
    _ channel: HDF5Channel, of list: borrowing HDF5Handle
  ) throws(HDF5Error) {
    let id = list.id
    let order = UInt32(H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED)
    try channel.checked("declining times") { H5Pset_obj_track_times(id, false) }
    try channel.checked("keeping order") { H5Pset_link_creation_order(id, order) }
    try channel.checked("keeping order") { H5Pset_attr_creation_order(id, order) }
  }

  /// Creates a group.
  func createGroup(_ name: String) throws(HDF5Error) {
    let creation = try HDF5File.propertyList(channel, sweep_H5P_GROUP_CREATE)
    try HDF5File.trackOrder(channel, of: creation)
    _ = try HDF5Handle(channel, "creating group '\(name)'", closedBy: H5Gclose) {
      H5Gcreate2(id, name, sweep_H5P_DEFAULT(), creation.id, sweep_H5P_DEFAULT())
    }
  }

  /// Whether a group or dataset of this name lies in the file itself.
  ///
  /// Links to other files or names are none of this program's, and following one may never end.
  func contains(_ name: String) throws(HDF5Error) -> Bool {
    var path = ""
    for part in name.split(separator: "/") {
      path += path.isEmpty ? part : "/\(part)"
      let exists = try channel.checked("looking for '\(path)'") {
        H5Lexists(id, path, sweep_H5P_DEFAULT())
      }
      guard exists > 0 else { return false }
      var link = H5L_info_t()
      try channel.checked("looking for '\(path)'") {
        H5Lget_info(id, path, &link, sweep_H5P_DEFAULT())
      }
      guard link.type == H5L_TYPE_HARD else { return false }
    }
    return true
  }

  /// What a group has under a name.
  enum Member {
    case dataset, group
    /// Something that this program does not write, such as a link to another name.
    case stranger
  }

  /// What a group has, in the order of creation where that is known.
  func members(of group: String) throws(HDF5Error) -> [(name: String, member: Member)] {
    let handle = try HDF5Handle(channel, "opening group '\(group)'", closedBy: H5Gclose) {
      H5Gopen2(id, group, sweep_H5P_DEFAULT())
    }
    let order = try order(of: handle, named: group)
    var information = H5G_info_t()
    try channel.checked("listing '\(group)'") { H5Gget_info(handle.id, &information) }
    var members: [(name: String, member: Member)] = []
    for index in 0..<information.nlinks {
      var link = H5L_info_t()
      try channel.checked("listing '\(group)'") {
        H5Lget_info_by_idx(
          handle.id, ".", order, H5_ITER_INC, index, &link, sweep_H5P_DEFAULT())
      }
      let name = try HDF5File.text(channel, "naming a member of '\(group)'") { buffer, size in
        H5Lget_name_by_idx(
          handle.id, ".", order, H5_ITER_INC, index, buffer, size, sweep_H5P_DEFAULT())
      }
      guard link.type == H5L_TYPE_HARD else {
        members.append((name, .stranger))
        continue
      }
      let object = try HDF5Handle(channel, "opening '\(name)'", closedBy: H5Oclose) {
        H5Oopen(handle.id, name, sweep_H5P_DEFAULT())
      }
      let kind = H5Iget_type(object.id)
      members.append(
        (name, kind == H5I_DATASET ? .dataset : kind == H5I_GROUP ? .group : .stranger))
    }
    return members
  }

  /// The order of creation where a group keeps it, as most copies do, else that of names.
  private func order(
    of group: borrowing HDF5Handle, named name: String
  ) throws(HDF5Error) -> H5_index_t {
    let groupID = group.id
    let creation = try HDF5Handle(channel, "listing '\(name)'", closedBy: H5Pclose) {
      H5Gget_create_plist(groupID)
    }
    var flags: UInt32 = 0
    try channel.checked("listing '\(name)'") { H5Pget_link_creation_order(creation.id, &flags) }
    return flags & UInt32(H5P_CRT_ORDER_TRACKED) == 0 ? H5_INDEX_NAME : H5_INDEX_CRT_ORDER
  }

  /// A text from a call that fills a buffer and returns the length it needs.
  static func text(
    _ channel: HDF5Channel, _ action: @autoclosure () -> String,
    _ call: (UnsafeMutablePointer<CChar>?, Int) -> Int
  ) throws(HDF5Error) -> String {
    let length = try channel.checked(action()) { call(nil, 0) }
    var bytes = [CChar](repeating: 0, count: length + 1)
    try channel.checked(action()) {
      bytes.withUnsafeMutableBufferPointer { call($0.baseAddress, $0.count) }
    }
    return String(decoding: bytes.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Hands everything that HDF5 holds back to the file.
  func flush() throws(HDF5Error) {
    try channel.checked("flushing") { H5Fflush(id, H5F_SCOPE_GLOBAL) }
  }

  /// The bytes of a file in memory, as they would lie on the disk once closed, in an array
  /// that has room for some more.
  func image(roomForMore extra: Int) throws -> [UInt8] {
    try flush()
    let size = try channel.checked("measuring the image") { H5Fget_file_image(id, nil, 0) }
    return try [UInt8](unsafeUninitializedCapacity: size + extra) { bytes, count in
      try channel.checked("taking the image") {
        H5Fget_file_image(id, bytes.baseAddress, size)
      }
      count = size
    }
  }

  /// Closes the file; its datasets have to be closed by then.
  func close() throws(HDF5Error) {
    try handle.close("closing")
  }
}
