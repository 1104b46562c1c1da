import Testing

@testable import Sweep

/// Forms of axes other than those that compute numbers.
@Suite struct AxisFormTests {
  @Test("lists and single values are kept bit for bit")
  func lists() throws {
    #expect(
      try numbers("[0.1, 5e-324, -0.30000000000000004, 1, 9007199254740992]")
        == [0.1, .leastNonzeroMagnitude, -0.30000000000000004, 1, 9_007_199_254_740_992])
    #expect(try numbers("2.5") == [2.5])
    #expect(try numbers("{values: [3.0, 1.0]}") == [3, 1])
    #expect(
      try numbers("{concat: [[3.0], 1.0, {linear: [5.0, 7.0], count: 3}]}") == [3, 1, 5, 6, 7])
    #expect(
      try values(valid + "  method: [gauss, 'midpoint']\n", axis: "method")
        == .choices(["gauss", "midpoint"]))
    #expect(
      try values(valid + "  corrected: [true, false]\n", axis: "corrected")
        == .booleans([true, false]))
  }

  @Test("axes keep the order and the form in which they are written")
  func order() throws {
    let file = try sweepFile(
      """
      sweep: 1
      name: trial
      experiment: wim
      axes:
        d: {log10: [-1.0, 1.0], count: 3}
        p: {simplex: {components: 2, steps: 3}}
        case: {zip: {method: [gauss, midpoint], sigma: {linear: [0.5, 1.0], count: 2}}}
        nodes: 8
      """)
    #expect(file.axes.map(\.name) == ["d", "p", "case", "nodes"])
    #expect(file.axes.map(\.form) == ["log10", "simplex", "zip", "list"])
    #expect(file.axes.map(\.count) == [3, 2, 2, 1])
    #expect(file.pointCount == 12)
    #expect(
      file.axes[2].columns == [
        AxisColumn(input: "method", values: .choices(["gauss", "midpoint"])),
        AxisColumn(input: "sigma", values: .reals([0.5, 1])),
      ])
  }

  @Test("columns of a zip may repeat values that rows do not")
  func zip() throws {
    let file = try sweepFile(
      """
      sweep: 1
      name: trial
      experiment: wim
      axes:
        case: {zip: {sigma: [0.1, 0.1, 0.2], d: [1.0, 2.0, 1.0]}}
      fixed: {p: [0.5, 0.5]}
      """)
    #expect(file.axes[0].columns[0].values == .reals([0.1, 0.1, 0.2]))
    #expect(file.fixed["p"] == .vector([0.5, 0.5]))
  }

  @Test("a simplex lists its lattice points in lexicographic order")
  func simplex() throws {
    let axis = try values(
      onWeights("{simplex: {components: 3, steps: 10, boundary: false}}"), axis: "p")
    guard case .vectors(let components, let weights) = axis else {
      Issue.record("these are no weights")
      return
    }
    #expect(components == 3)
    #expect(axis.count == 36)
    var expected: [Double] = []
    for first in 1...8 {
      for second in 1...(9 - first) {
        expected += [first, second, 10 - first - second].map { Double($0) / 10 }
      }
    }
    #expect(weights == expected)
    #expect(axis[0] == .vector([0.1, 0.1, 0.8]))
    #expect(axis[35] == .vector([0.8, 0.1, 0.1]))
  }

  @Test("a simplex has as many points as Pascal's triangle says")
  func simplexCounts() throws {
    // (m − 1 over N − 1) for N components and m steps.
    for (components, steps, count) in [
      (2, 2, 1), (2, 9, 8), (5, 5, 1), (4, 12, 165), (6, 20, 11628),
    ] {
      let axis = try values(
        onWeights("{simplex: {components: \(components), steps: \(steps)}}"), axis: "p")
      #expect(axis.count == count, "\(components) components, \(steps) steps")
    }
  }

  @Test("weights vectors are kept bit for bit where they sum to 1 but for rounding")
  func weights() throws {
    let third = 0.3333333333333333
    #expect(
      try values(onWeights("[[\(third), \(third), \(third)], [0.1, 0.2, 0.7]]"), axis: "p")
        == .vectors(components: 3, [third, third, third, 0.1, 0.2, 0.7]))
    #expect(
      try values(onWeights("{values: [[0.25, 0.75], [0.5, 0.5]]}"), axis: "p")
        == .vectors(components: 2, [0.25, 0.75, 0.5, 0.5]))
    #expect(
      try values(
        onWeights("{concat: [[[0.25, 0.75]], {simplex: {components: 2, steps: 2}}]}"), axis: "p")
        == .vectors(components: 2, [0.25, 0.75, 0.5, 0.5]))
  }

  @Test("the sum of weights may differ from 1 by four units in the last place each")
  func sumOfWeights() throws {
    // 0.5 + 0.5 + k·2^-52, for two weights allowed up to k = 8.
    for (k, isAllowed) in [(8, true), (9, false), (-8, true), (-9, false)] {
      let weight = 0.5 + Double(k) * 0x1p-52
      let result = read(onWeights("[[0.5, \(weight)]]"))
      #expect(((try? result.get()) != nil) == isAllowed, "k = \(k)")
    }
  }

  @Test("sums do not lose what is small beside what cancels")
  func preciseSums() {
    #expect(preciseSum([1, 1e100, 1, -1e100]) == 2)
    #expect(preciseSum([Double](repeating: 0.1, count: 10)) == 1)
    #expect(preciseSum([1e308, 1e308]) == .infinity)
  }

  @Test("weights are divided by their sum if that is asked for and needed")
  func normalized() throws {
    let text = onWeights("[[1, 3], [0.3, 0.7], [1.0e-3, 2.0e-3]]", "fixed: {normalize: true}\n")
    #expect(
      try values(text, axis: "p")
        == .vectors(components: 2, [0.25, 0.75, 0.3, 0.7, 0.001 / 0.003, 0.002 / 0.003]))
    #expect(try sweepFile(text).fixed["normalize"] == nil)
  }

  @Test("mixtures are read from maps and from a file")
  func mixtures() throws {
    let inFile = try values(onMixture("{file: two.jsonl}"), axis: "mixture")
    let first = MixtureSpecification(
      id: "1", weights: [0.5, 0.5], means: [0, 1], scales: [0.1, 0.2],
      families: [.gaussian, .gaussian])
    let second = MixtureSpecification(
      id: "zwei", weights: [0.25, 0.75], means: [-1.5, 1], scales: [3, 3],
      families: [.laplace, .gaussian])
    #expect(inFile == .mixtures([first, second]))
    let written = try values(
      onMixture(
        """
            - {id: 1, weights: [0.5, 0.5], means: [0, 1], scales: [0.1, 0.2]}
            - id: zwei
              weights: [0.25, 0.75]
              means: [-1.5, 1.0]
              scales: 3
              family: [laplace, gaussian]
        """), axis: "mixture")
    #expect(written == inFile)
    let one = try values(
      onMixture("{weights: [0.5, 0.5], means: [0, 1], scales: 2.0, family: laplace}"),
      axis: "mixture")
    #expect(
      one
        == .mixtures([
          MixtureSpecification(
            weights: [0.5, 0.5], means: [0, 1], scales: [2, 2], families: [.laplace, .laplace])
        ]))
  }
}
