import Foundation
import Testing

@testable import Sweep

@Suite struct StudyTests {
  @Test("points follow the axes, the last one fastest")
  func points() throws {
    let points = PointList<WassersteinInformationStudy>(try study(smallStudy).file)
    var met: [(Double, Double, [Double])] = []
    points.forEach(in: 4..<9) { met.append(($0.scale, $0.gap, $0.weights)) }
    #expect(
      met.map(\.0) == [0.01, 0.01, 0.01778279410038923, 0.01778279410038923, 0.01778279410038923])
    #expect(met.map(\.1) == [2, 2, 0.5, 0.5, 1])
    #expect(met.map(\.2) == [[0.5, 0.5], [0.2, 0.8], [0.5, 0.5], [0.2, 0.8], [0.5, 0.5]])
  }

  @Test("zipped inputs advance together and are coordinates of their axis")
  func zip() throws {
    let study = try study(
      """
      sweep: 1
      name: zipped
      experiment: wim
      axes:
        case: {zip: {sigma: [0.1, 0.2], d: [1.0, 3.0]}}
      fixed:
        p: [0.5, 0.25, 0.25]
      """)
    #expect(study.layout.pointDimensions.map(\.name) == ["case"])
    #expect(study.layout.pointDimensions[0].scale == .int64([0, 1]))
    let coordinates = Dictionary(
      uniqueKeysWithValues: study.layout.coordinates.map { ($0.name, $0) })
    #expect(coordinates["sigma"]?.values == .float64([0.1, 0.2]))
    #expect(coordinates["d"]?.dimensions == ["case"])
    #expect(coordinates["p_weights"]?.dimensions == ["component"])
    #expect(study.layout.innerDimensions.map(\.name) == ["component", "theta", "theta_column"])
  }

  @Test("mixtures of different sizes are padded to the largest")
  func padded() throws {
    let study = try study(
      """
      sweep: 1
      name: padded
      experiment: wim
      axes:
        mixture:
          - {id: two, weights: [0.5, 0.5], means: [0.0, 1.0], scales: 0.1}
          - {id: three, weights: [0.2, 0.3, 0.5], means: [0, 1, 3], scales: 0.2, family: laplace}
      outputs: [wim, ratio]
      """)
    let columns = study.compute(points: 0..<2)
    #expect(columns[0] == .uint8([1, 1]))
    guard case .float64(let wim) = columns[1], case .float64(let ratio) = columns[2] else {
      Issue.record("wim and ratio are not real")
      return
    }
    #expect(wim.map(\.isNaN) == [false, true, true, true, false, false, false, false])
    #expect(ratio.map(\.isNaN) == [false, true, false, false])
    let coordinates = Dictionary(
      uniqueKeysWithValues: study.layout.coordinates.map { ($0.name, $0) })
    #expect(coordinates["component_count"]?.values == .int64([2, 3]))
    #expect(coordinates["mixture_id"]?.values == .text(["two", "three"]))
    #expect(coordinates["mixture_family"]?.values == .uint8([1, 1, 0, 2, 2, 2]))
    #expect(coordinates["family"] == nil)
  }

  @Test("the diagonal alone has fewer dimensions and the same digits")
  func diagonal() throws {
    let text =
      smallStudy.replacingOccurrences(of: "[[0.5, 0.5], [0.2, 0.8]]", with: "[[0.2, 0.3, 0.5]]")
    let whole = try study(text)
    let diagonal = try study(text + "\nfixed: {entries: diagonal}\n")
    guard case .float64(let all) = whole.compute(points: 3..<4)[1],
      case .float64(let some) = diagonal.compute(points: 3..<4)[1]
    else {
      Issue.record("wim is not real")
      return
    }
    #expect(some == [all[0], all[3]])
    #expect(diagonal.layout.innerDimensions.map(\.name) == ["component", "theta"])
  }

  @Test("blocks follow from the plan and share out small studies")
  func blocks() throws {
    let study = try study(smallStudy)
    #expect(study.grid.count > 8)
    #expect((0..<study.grid.count).reduce(0) { $0 + study.grid.points(of: $1).count } == 54)
  }
}
