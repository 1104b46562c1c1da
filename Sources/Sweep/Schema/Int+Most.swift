/// Sums and products of counts that are not negative, and the largest number where they are more than it.
///
/// A sweep file may describe far more bytes than there are: that is told as a size, and refused for want
/// of room. No two of its numbers may end the program.
extension Int {
  /// The sum.
  func addingOrMost(_ other: Int) -> Int {
    let (sum, isBeyond) = addingReportingOverflow(other)
    return isBeyond ? .max : sum
  }

  /// The product.
  func multipliedOrMost(by other: Int) -> Int {
    let (product, isBeyond) = multipliedReportingOverflow(by: other)
    return isBeyond ? .max : product
  }
}
