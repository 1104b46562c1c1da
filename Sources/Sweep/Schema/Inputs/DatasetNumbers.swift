/// The numbers of a dataset in an HDF5 file, and where along its dimensions they lie.
public struct DatasetNumbers: Sendable, Equatable {
  /// The numbers: a row is a line, as is each number where there is one dimension; each is written as
  /// the shortest that reads as the same double.
  ///
  /// A sweep keeps the texts of the files that it names, so that its work can be merged without them.
  public let text: String
  /// The coordinates of the one or two dimensions that are longer than 1, slowest first: the values of
  /// the dimension's scale; nil where it has none.
  public let coordinates: [[Double]?]

  init(text: String, coordinates: [[Double]?] = []) {
    self.text = text
    self.coordinates = coordinates
  }
}
