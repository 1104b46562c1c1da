import Testing

@testable import Sweep

/// Checks of an experiment across the inputs of a point.
@Suite struct PointCheckTests {
  @Test("points in order are allowed, those that are not refused, each input with its first place")
  func fixedInput() {
    #expect(trialMistakes("axes: {dx: [0.1, 0.05]}\nfixed: {initial: uniform, dt: 0.001}") == [])
    #expect(
      trialMistakes(
        "axes:\n  dx: [0.2, 0.1, 0.05]\n  mobility: [0, 1]\nfixed:\n  initial: uniform\n  dt: 0.006"
      ) == [
        "9:7 fixed 'dt': 0.006 is beyond the stable step 0.005000000000000001 (at 4 of 6 points, "
          + "first at dx=0.1 mobility=0.0) | take a step of at most dx²/2"
      ])
    #expect(
      trialMistakes("axes: {dx: [0.2, 0.1]}\nfixed: {initial: uniform, dt: 0.006}") == [
        "5:31 fixed 'dt': 0.006 is beyond the stable step 0.005000000000000001 (at dx=0.1) | take a "
          + "step of at most dx²/2"
      ])
    #expect(
      trialMistakes("axes: {dx: 0.1}\nfixed: {initial: uniform, dt: 0.006}") == [
        "5:31 fixed 'dt': 0.006 is beyond the stable step 0.005000000000000001 | take a step of at "
          + "most dx²/2"
      ])
  }

  @Test(
    "the place of an input that varies is that of its value, or of its axis",
    arguments: [
      ("dt: [0.001, 0.006, 0.007]", "axis 'dt'", "5:15"),
      ("dt: {values: [0.001, 0.006, 0.007]}", "axis 'dt'", "5:24"),
      ("dt: {linear: [0.002, 0.01], count: 3}", "axis 'dt'", "5:7"),
      (
        "a: {zip: {mobility: [0, 1, 0.5], dt: [0.001, 0.006, 0.007]}}", "axis 'a', column 'dt'",
        "5:48"
      ),
    ])
  func varyingInput(_ axis: String, _ subject: String, _ place: String) throws {
    let mistakes = trialMistakes("axes:\n  \(axis)\n  dx: [0.1]\nfixed: {initial: uniform}")
    #expect(mistakes.count == 1)
    let mistake = try #require(mistakes.first)
    #expect(mistake.hasPrefix("\(place) \(subject): 0.006 is beyond"))
    #expect(mistake.contains("(at 2 of 3 points, first at "))
  }

  @Test("the place of an input that is not given is that of the axes; inputs are told apart")
  func severalInputs() {
    #expect(
      trialMistakes(
        "axes:\n  dx: [0.1, 0.01]\nfixed:\n  initial: uniform\n  potential: [sine, {quadratic: "
          + "{coefficient: 1}}]") == [
          "4:1 'dt', which is not given: 0.001 is beyond the stable step 5e-05 (at dx=0.01) | take a "
            + "step of at most dx²/2",
          "8:14 fixed 'potential': 'quadratic' is not periodic (at dx=0.1) | write   periodic: false",
        ])
  }

  @Test("points are not checked where a value by itself is wrong, nor from a stored source")
  func whereNot() throws {
    #expect(
      trialMistakes("axes: {dx: -1}\nfixed: {initial: uniform, dt: 5}").allSatisfy {
        !$0.contains("stable")
      })
    let text =
      "sweep: 1\nname: t\nexperiment: trial\naxes: {dx: 0.1}\nfixed: {initial: uniform, dt: 5}\n"
    let lenient = try SweepFile.read(
      text: text, path: "t.yaml", experiments: [FlowTrial.declaration.withoutPointCheck],
      readFile: { _ in throw NoSuchFile() }
    ).get()
    #expect(throws: Never.self) {
      try SweepSource(of: lenient).read([FlowTrial.declaration]).get()
    }
  }

  @Test("experiments without a check have none")
  func none() {
    #expect(WassersteinInformationStudy.declaration.pointProblems == nil)
    #expect(FlowTrial.declaration.pointProblems != nil)
  }

  @Test("a million points are checked quickly")
  func millionPoints() throws {
    #if DEBUG
      let (side, limit) = (300, Duration.seconds(10))
    #else
      // It took 0.63 s beside other work.
      let (side, limit) = (1000, Duration.seconds(2))
    #endif
    let time = try ProcessorTime.measure {
      _ = try readTrial(
        "axes: {mobility: {linear: [0, 1], count: \(side)}, dx: {linear: [0.1, 1], count: \(side)}}\n"
          + "fixed: {initial: uniform}"
      ).get()
    }
    #expect(time < limit)
  }
}
