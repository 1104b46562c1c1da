internal import CHDF5

/// An open group, for its attributes.
final class HDF5Group: HDF5AttributeOwner {
  /// The attribute of a group of fields of one size: the point dimension along which sizes differ.
  ///
  /// A group without it is not of this program's making.
  static let axisAttribute = "shape_axis"

  let name: String
  private let file: HDF5File
  private var handle: HDF5Handle

  var id: hid_t { handle.id }
  var channel: HDF5Channel { file.channel }

  // Before the file goes, which may go with this, as with datasets.
  deinit { try? handle.close("closing group '\(name)'") }

  /// Opens a group.
  init(opening name: String, in file: HDF5File) throws(HDF5Error) {
    self.name = name
    self.file = file
    handle = try HDF5Handle(file.channel, "opening group '\(name)'", closedBy: H5Gclose) {
      H5Gopen2(file.id, name, sweep_H5P_DEFAULT())
    }
  }

  /// Whether it has an attribute of a name.
  func hasAttribute(_ attribute: String) throws(HDF5Error) -> Bool {
    try channel.checked("looking for attribute '\(attribute)'") { H5Aexists(id, attribute) } > 0
  }

  /// Closes the group.
  func close() throws(HDF5Error) {
    try handle.close("closing group '\(name)'")
  }
}
