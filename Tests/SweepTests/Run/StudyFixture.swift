import Foundation
import Testing

@testable import Sweep

/// The study of a sweep file's text.
func study(_ text: String) throws -> Study {
  let file = try SweepFile.read(
    text: text, path: "study.yaml", experiments: Catalogue.declarations,
    readFile: { path in throw CocoaError(.fileNoSuchFile, userInfo: ["path": path]) }
  ).get()
  return try #require(Study(file))
}

/// A small lattice study.
let smallStudy = """
  sweep: 1
  name: small
  experiment: wim
  axes:
    sigma: {log10: [-2.0, 0.0], count: 9}
    d: [0.5, 1.0, 2.0]
    p: [[0.5, 0.5], [0.2, 0.8]]
  """
