import Testing

@testable import Sweep

/// Sums of terms as a sweep file has them.
@Suite struct TermTests {
  private func fixed(_ line: String, _ input: String = "initial") throws -> InputValue? {
    try readTrial(fixedTrial(line)).get().fixed[input]
  }

  @Test("a map is one term, a list several, a word one without parameters")
  func spellings() throws {
    #expect(
      try fixed("initial: {gaussian: {mean: [1, -2], variance: 0.5}}")
        == .terms([.gaussian(mean: [1, -2], variance: 0.5)]))
    #expect(
      try fixed("initial: [{gaussian: {variance: 2, mass: 0}}, uniform, {waves: {count: 3}}]")
        == .terms([.gaussian(variance: 2, mass: 0), Term("uniform"), Term("waves", ["count": [3]])])
    )
    #expect(try fixed("initial: uniform") == .terms([Term("uniform")]))
    #expect(try fixed("initial: \"uniform\"") == .terms([Term("uniform")]))
    #expect(try fixed("initial: {uniform: {}}") == .terms([Term("uniform")]))
    #expect(try fixed("potential: []", "potential") == .terms([]))
    #expect(try fixed("dx: 0.2", "potential") == .terms([]))
  }

  @Test("a number of a term by its name")
  func number() {
    #expect(Term.gaussian(variance: 0.25).number("variance") == 0.25)
  }

  @Test("along an axis each item is a sum")
  func axis() throws {
    let expected: AxisValues = .termLists([
      [.gaussian(variance: 1)], [Term("uniform")], [.gaussian(variance: 2), Term("uniform")],
    ])
    for form in [
      "[{gaussian: {variance: 1}}, uniform, [{gaussian: {variance: 2}}, uniform]]",
      "{values: [{gaussian: {variance: 1}}, uniform, [{gaussian: {variance: 2}}, uniform]]}",
      "{concat: [{gaussian: {variance: 1}}, [uniform, [{gaussian: {variance: 2}}, uniform]]]}",
    ] {
      let file = try readTrial("axes: {initial: \(form)}").get()
      #expect(file.axes[0].columns[0].values == expected)
    }
    let single = try readTrial("axes: {initial: {file: {name: row.csv}}}").get()
    #expect(single.pointCount == 1)
    let zip = try readTrial(
      "axes: {case: {zip: {initial: [uniform, {waves: {count: 2}}], dx: [0.1, 0.2]}}}"
    ).get()
    #expect(
      zip.axes[0].columns[0].values
        == .termLists([[Term("uniform")], [Term("waves", ["count": [2]])]]))
    let empty = try readTrial("axes: {potential: [[], sine]}\nfixed: {initial: uniform}").get()
    #expect(empty.axes[0].columns[0].values == .termLists([[], [Term("sine")]]))
  }

  @Test("the value of each point is that of its position")
  func points() throws {
    let file = try readTrial(
      "axes: {initial: [uniform, {waves: {count: 2}}], dx: [0.1, 0.2]}\n"
        + "fixed: {times: [0.5, 2], monitors: [mass, entropy], periodic: false, potential: sine}"
    ).get()
    var seen: [FlowTrial.Point] = []
    PointList<FlowTrial>(file).forEach(in: 0..<4) { seen.append($0) }
    #expect(seen.map(\.initial[0].name) == ["uniform", "uniform", "waves", "waves"])
    #expect(seen.map(\.width) == [0.1, 0.2, 0.1, 0.2])
    #expect(seen.allSatisfy { $0.times == [0.5, 2] && $0.extent == [0, 1] && !$0.isPeriodic })
    #expect(seen.allSatisfy { $0.monitors == [.mass, .entropy] && $0.potential == [Term("sine")] })
    #expect(seen.allSatisfy { $0.step == 0.001 && $0.mobility == 1 })
  }

  @Test(
    "a mistake is told with its place and what would be right",
    arguments: [
      (
        "initial: gausian",
        "6:12 fixed 'initial': 'gausian' is not known | did you mean 'gaussian'?"
      ),
      (
        "initial: {uniforme: {}}",
        "6:13 fixed 'initial': 'uniforme' is not known | did you mean 'uniform'?"
      ),
      (
        "initial: {gaussian: {}}",
        "6:13 fixed 'initial': gaussian needs the parameter 'variance' | variance: variance, a "
          + "number above 0.0"
      ),
      (
        "initial: gaussian",
        "6:12 fixed 'initial': gaussian needs the parameter 'variance' | variance: variance, a "
          + "number above 0.0"
      ),
      (
        "initial: {gaussian: {variance: 1, varance: 1}}",
        "6:37 fixed 'initial': gaussian has no parameter 'varance' | did you mean 'variance'?"
      ),
      (
        "initial: {gaussian: {variance: 1, variance: 2}}",
        "6:37 key 'variance' stands twice in this map | the first is in line 6"
      ),
      (
        "initial: {gaussian: {variance: 0}}",
        "6:34 fixed 'initial': gaussian: variance: 0.0 is out of range | what is wanted is a number "
          + "above 0.0"
      ),
      (
        "initial: {gaussian: {variance: 1, mass: -0.5}}",
        "6:43 fixed 'initial': gaussian: mass: -0.5 is out of range | what is wanted is a number, at "
          + "least 0.0 and at most 1.0"
      ),
      (
        "initial: {gaussian: {variance: 1, mean: [1, 2, 3]}}",
        "6:43 fixed 'initial': gaussian: mean: 3 numbers | what is wanted is a finite number, or a "
          + "list of 2"
      ),
      (
        "initial: {gaussian: {variance: .5}}",
        "6:34 fixed 'initial': gaussian: variance: '.5': a digit stands before the point | write 0.5"
      ),
      (
        "initial: {waves: {count: 10}}",
        "6:28 fixed 'initial': waves: count: 10 is out of range | what is wanted is a whole number "
          + "from 1 to 9"
      ),
      (
        "initial: {waves: 3}",
        "6:20 fixed 'initial': waves: a map of parameters is wanted, not '3' | known: count"
      ),
      (
        "initial: {uniform: 3}",
        "6:22 fixed 'initial': uniform: a map of parameters is wanted, not '3' | it has none: write   "
          + "uniform"
      ),
      (
        "initial: {uniform: {a: 3}}",
        "6:23 fixed 'initial': uniform has no parameter 'a' | it has none"
      ),
      (
        "initial: {waves: {count: 1}, uniform: {}}",
        "6:32 fixed 'initial': a term is one word with its parameters, not 'waves' and 'uniform' | a "
          + "sum is a list of terms: [{…: {…}}, {…: {…}}]"
      ),
      (
        "initial: {}",
        "6:12 fixed 'initial': a term is one word with its parameters, not an empty map | a sum is a "
          + "list of terms: [{…: {…}}, {…: {…}}]"
      ),
      (
        "initial: []",
        "6:12 fixed 'initial': the list is empty | at least one term is wanted: {gaussian: {mean: …}}"
      ),
      (
        "initial: [[uniform]]",
        "6:13 fixed 'initial': a term is a word or a map, not a list | write   {gaussian: {mean: …}}"
      ),
      (
        "initial: {values: [uniform]}",
        "6:13 fixed 'initial': 'values' is not known | known: gaussian, uniform, waves, file"
      ),
    ])
  func mistakes(_ line: String, _ message: String) {
    #expect(trialMistakes(fixedTrial(line)) == [message])
  }

  @Test("all mistakes of a sum are told at once")
  func severalMistakes() {
    let line = "initial: [{gaussian: {mass: 2, mean: x}}, unifrm, {waves: {count: 1.5}}, [sine]]"
    let places = trialMistakes(fixedTrial(line)).map { $0.prefix { $0 != " " } }
    #expect(places == ["6:14", "6:31", "6:40", "6:45", "6:69", "6:76"])
  }

  @Test("equal sums on an axis are refused, sums in another order are not equal")
  func repetition() throws {
    #expect(
      trialMistakes(
        "axes:\n  initial:\n    - {gaussian: {variance: 1}}\n"
          + "    - uniform\n    - {gaussian: {mean: 0, variance: 1.0}}") == [
          "8:7 axis 'initial': gaussian(mass=1.0, mean=0.0, variance=1.0) at positions 1 and 3 | "
            + "every point of a sweep is computed once"
        ])
    _ = try readTrial(
      "axes: {initial: [[uniform, {waves: {count: 1}}], [{waves: {count: 1}}, uniform]]}"
    ).get()
  }
}
