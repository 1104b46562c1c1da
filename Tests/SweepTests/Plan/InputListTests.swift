import Testing

@testable import Sweep

/// Lists of numbers and of words, flags, and numbers whose range includes its lower end.
@Suite struct InputListTests {
  private func fixed(_ line: String, _ input: String) throws -> InputValue? {
    try readTrial(fixedTrial(line)).get().fixed[input]
  }

  @Test(
    "numbers may be written in every form of an axis",
    arguments: [
      ("[0, 0.5, 2]", [0, 0.5, 2]),
      ("3", [3]),
      ("{values: [1, 2]}", [1, 2]),
      ("{linear: [0, 1], count: 5}", [0, 0.25, 0.5, 0.75, 1]),
      ("{log10: [-1, 1], count: 3}", [0.1, 1, 10]),
      ("{geometric: [1, 4], count: 3}", [1, 2, 4]),
      ("{range: [0, 1], step: 0.5}", [0, 0.5, 1]),
      ("{concat: [[0], {linear: [1, 2], count: 2}]}", [0, 1, 2]),
    ] as [(String, [Double])])
  func forms(_ form: String, _ numbers: [Double]) throws {
    #expect(try fixed("times: \(form)", "times") == .numbers(numbers))
  }

  @Test("words, flags and standards")
  func others() throws {
    #expect(try fixed("monitors: [mass, energy]", "monitors") == .words(["mass", "energy"]))
    #expect(try fixed("monitors: mass", "monitors") == .words(["mass"]))
    #expect(try fixed("monitors: []", "monitors") == .words([]))
    #expect(try fixed("periodic: false", "periodic") == .boolean(false))
    let standards = try readTrial(fixedTrial("dx: 1")).get().fixed
    #expect(standards["times"] == .numbers([0, 1]))
    #expect(standards["monitors"] == .words(["energy"]))
    #expect(standards["periodic"] == .boolean(true))
  }

  @Test("lists may vary where the input may")
  func axis() throws {
    let file = try readTrial(
      "axes: {extent: [[0, 1], {linear: [-1, 2], count: 2}]}\nfixed: {initial: uniform}"
    ).get()
    #expect(file.axes[0].columns[0].values == .numberLists([[0, 1], [-1, 2]]))
  }

  @Test("the lower end of a range may belong to it")
  func lowerEnd() {
    #expect(NumberRange.from(0, atMost: 1).contains(0) && !NumberRange.above(0).contains(0))
    #expect(
      NumberRange.from(0, atMost: 1).contains(1) && NumberRange.above(0, atMost: 1).contains(1))
    #expect(!NumberRange.all.contains(.nan) && !NumberRange.all.contains(-.infinity))
    #expect(NumberRange.all.contains(-.greatestFiniteMagnitude))
  }

  @Test(
    "a mistake is told with its place and what would be right",
    arguments: [
      (
        "times: [0, 2, 1]",
        "6:17 fixed 'times': the numbers must ascend, and 1.0 follows 2.0 | what is wanted is a list "
          + "of 1 or more numbers, at least 0.0, ascending"
      ),
      (
        "times: [0, 0]",
        "6:14 fixed 'times': the numbers must ascend, and 0.0 follows 0.0 | what is wanted is a list "
          + "of 1 or more numbers, at least 0.0, ascending"
      ),
      (
        "times: {linear: [1, 0], count: 5}",
        "6:10 fixed 'times': the numbers must ascend, and 0.75 follows 1.0 | what is wanted is a list "
          + "of 1 or more numbers, at least 0.0, ascending"
      ),
      (
        "times: [-1, 0]",
        "6:11 fixed 'times': -1.0 is out of range | what is wanted is a number, at least 0.0"
      ),
      (
        "times: {linear: [-1, 0], count: 2}",
        "6:19 fixed 'times': value 1 of 2, -1.0, is out of range | what is wanted is a number, at "
          + "least 0.0"
      ),
      (
        "times: []",
        "6:10 fixed 'times': 0 numbers | what is wanted is a list of 1 or more numbers, at least 0.0, "
          + "ascending"
      ),
      (
        "extent: [0, 1, 2]",
        "6:11 fixed 'extent': 3 numbers | what is wanted is a list of 2 numbers, ascending"
      ),
      (
        "extent: 1",
        "6:11 fixed 'extent': 1 number | what is wanted is a list of 2 numbers, ascending"
      ),
      (
        "times: {liner: [0, 1], count: 2}",
        "6:11 fixed 'times': no form of values is named | did you mean 'linear'?"
      ),
      ("times: [0, x]", "6:14 fixed 'times': 'x' is not a number"),
      ("monitors: [enrgy]", "6:14 fixed 'monitors': 'enrgy' is not known | did you mean 'energy'?"),
      (
        "monitors: [mass, mass]",
        "6:20 fixed 'monitors': 'mass' stands twice | each word stands once"
      ),
      (
        "monitors: {mass: 1}",
        "6:13 fixed 'monitors': a word is wanted, not a map | known: energy, mass, entropy"
      ),
      ("periodic: yes", "6:13 fixed 'periodic': true or false is wanted, not 'yes'"),
    ])
  func mistakes(_ line: String, _ message: String) {
    #expect(trialMistakes(fixedTrial(line)) == [message])
  }

  @Test("a number below a lower end that is included is told so")
  func belowLowerEnd() {
    #expect(
      trialMistakes("axes: {mobility: [0, -0.5]}\nfixed: {initial: uniform}") == [
        "4:22 axis 'mobility': -0.5 is out of range | what is wanted is a number, at least 0.0 and at "
          + "most 1.0"
      ])
  }

  @Test("what cannot vary, and equal lists, are refused on an axis")
  func axisMistakes() {
    #expect(
      trialMistakes("axes: {times: [[0, 1]], initial: uniform}") == [
        "4:8 axis 'times': 'times' cannot vary | write it under   fixed:"
      ])
    #expect(
      trialMistakes("axes: {extent: [[0, 1], [0, 1.0]], initial: uniform}") == [
        "4:25 axis 'extent': [0.0, 1.0] at positions 1 and 2 | every point of a sweep is computed once"
      ])
    #expect(
      trialMistakes("axes: {extent: [0, 1], initial: uniform}").first
        == "4:17 axis 'extent': 1 number | what is wanted is a list of 2 numbers, ascending")
  }

  @Test("what inputs take is said in words")
  func described() throws {
    let inputs = FlowTrial.declaration.inputs
    func described(_ name: String) throws -> String {
      try #require(inputs.first { $0.name == name }).kind.described
    }
    #expect(try described("initial") == "a sum of gaussian | uniform | waves | file")
    #expect(try described("times") == "a list of ≥ 1 numbers ≥ 0, ascending")
    #expect(try described("extent") == "a list of 2 numbers, ascending")
    #expect(try described("monitors") == "a list of energy | mass | entropy")
    #expect(try described("mobility") == "a number ≥ 0, ≤ 1")
    #expect(try described("dx") == "a number > 0")
    #expect(
      inputs[0].kind.termLines == [
        ["gaussian", "", "", "a normal density"],
        ["", "mean", "a number, or a list of 2", "mean; 0 unless given"],
        ["", "variance", "a number > 0", "variance"],
        ["", "mass", "a number ≥ 0, ≤ 1", "mass; 1 unless given"],
        ["uniform", "", "", "a constant density"],
        ["waves", "", "", "a sum of waves"],
        ["", "count", "a whole number, 1 … 9", "how many"],
        ["file", "", "", "a density from a file"],
        ["", "name", "the name of a file with numbers", "name of the file"],
        ["", "floor", "a number ≥ 0", "least value; 0 unless given"],
      ])
    #expect(inputs[1].standard?.described == "none")
    #expect(inputs[2].standard?.described == "[0.0, 1.0]")
    #expect(inputs[4].standard?.described == "[energy]")
  }
}
