/// How many points of a result have each status.
///
/// Read from the file, which merging has verified: blocks of earlier runs count too.
func statusCounts(of output: String) throws -> [PointStatus: Int] {
  var counts: [PointStatus: Int] = [:]
  for (code, count) in try countStatus(in: output) {
    if let status = PointStatus(rawValue: code) { counts[status] = count }
  }
  return counts
}
