internal import CHDF5

/// The numbers of a dataset in an HDF5 file as a text.
///
/// A row is a line, as is each number where there is one dimension; a number is written as the
/// shortest that reads as the same double. A sweep keeps the texts of the files that it names, so that its work can be merged without
/// them: numbers become text as they are read. Any type of whole or real numbers is taken.
///
/// - Throws: `HDF5Error`, which names the file and the dataset.
public func numbersText(of dataset: String, inFileAt path: String) throws -> String {
  let file = try HDF5File.open(at: path)
  let (shape, numbers) = try file.numbers(of: dataset)
  let width = shape.count == 2 ? shape[1] : 1
  var text = ""
  text.reserveCapacity(20 * numbers.count)
  for (index, number) in numbers.enumerated() {
    number.write(to: &text)
    text += (index + 1) % width == 0 ? "\n" : ","
  }
  return text
}

/// As many numbers as are read: what a flow may have in all, and 16 GiB of them.
private let mostNumbers = 1 << 31

extension HDF5File {
  /// Shape and values of a dataset of one or two dimensions, whatever type of number it stores.
  fileprivate func numbers(of name: String) throws(HDF5Error) -> ([Int], [Double]) {
    let dataset = try HDF5Handle(channel, "opening '\(name)'", closedBy: H5Dclose) {
      H5Dopen2(id, name, sweep_H5P_DEFAULT())
    }
    func refused(_ reason: String) -> HDF5Error {
      HDF5Error(action: "reading '\(name)'", path: path, reason: reason)
    }
    let type = try HDF5Handle(channel, "reading the type of '\(name)'", closedBy: H5Tclose) {
      H5Dget_type(dataset.id)
    }
    guard [H5T_FLOAT, H5T_INTEGER].contains(H5Tget_class(type.id)) else {
      throw refused("it holds no numbers, where a dataset of numbers is wanted")
    }
    let space = try HDF5Handle(channel, "reading the shape of '\(name)'", closedBy: H5Sclose) {
      H5Dget_space(dataset.id)
    }
    let rank = try channel.checked("reading the shape of '\(name)'") {
      H5Sget_simple_extent_ndims(space.id)
    }
    guard (1...2).contains(rank) else {
      throw refused("it has \(rank) dimensions, where one or two are wanted")
    }
    var extents = [hsize_t](repeating: 0, count: Int(rank))
    try channel.checked("reading the shape of '\(name)'") {
      extents.withUnsafeMutableBufferPointer {
        H5Sget_simple_extent_dims(space.id, $0.baseAddress, nil)
      }
    }
    let shape = extents.map { Int(clamping: $0) }
    guard !shape.contains(0) else { throw refused("it is empty") }
    // Chunks that were never written take no room, so that a small file may claim any size.
    let count = shape.reduce(1) { $0.multipliedOrMost(by: $1) }
    guard count <= mostNumbers else {
      throw refused(
        "it has \(extents.map { "\($0)" }.joined(separator: " × ")) numbers, of which at most "
          + "\(mostNumbers) are read")
    }
    var values = [Double](repeating: 0, count: count)
    try channel.checked("reading '\(name)'") {
      values.withUnsafeMutableBytes {
        H5Dread(
          dataset.id, sweep_H5T_NATIVE_DOUBLE(), sweep_H5S_ALL(), sweep_H5S_ALL(),
          sweep_H5P_DEFAULT(), $0.baseAddress)
      }
    }
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      let place = shape.count == 1 ? [index] : [index / shape[1], index % shape[1]]
      throw refused("value \(place) is \(values[index]), where finite numbers are wanted")
    }
    return (shape, values)
  }
}
