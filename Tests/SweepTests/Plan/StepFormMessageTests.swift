import Testing

/// The whole text of every message about numbers by steps.
@Suite struct StepFormMessageTests {
  @Test("a mistake is told whole", arguments: stepFormMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let stepFormMistakes = [
  Mistake(
    "a step that misses the end",
    onSigma("{range: [0.1, 1.0], step: 0.4}"),
    """
    error: axis 'sigma': steps of 0.4 from 0.1 do not end at 1.0
      --> studies/trial.yaml:5:36
       |
     5 |   sigma: {range: [0.1, 1.0], step: 0.4}
       |                                    ^
       = help: they end at 0.9 or 1.3; steps of 0.45 end at 1.0
    """),
  Mistake(
    "a step beyond the end",
    onSigma("{range: [0.1, 1.0], step: 2.0}"),
    """
    error: axis 'sigma': steps of 2.0 from 0.1 do not end at 1.0
      --> studies/trial.yaml:5:36
       |
     5 |   sigma: {range: [0.1, 1.0], step: 2.0}
       |                                    ^
       = help: they end at 2.1; steps of 0.9 end at 1.0
    """),
  Mistake(
    "a step away from the end",
    onSigma("{range: [0.1, 1.0], step: -0.1}"),
    """
    error: axis 'sigma': steps of -0.1 do not lead from 0.1 to 1.0
      --> studies/trial.yaml:5:36
       |
     5 |   sigma: {range: [0.1, 1.0], step: -0.1}
       |                                    ^
       = help: write   step: 0.1
    """),
  Mistake(
    "a step of zero",
    onSigma("{range: [0.1, 1.0], step: 0.0}"),
    """
    error: axis 'sigma': steps of 0.0 do not lead from 0.1 to 1.0
      --> studies/trial.yaml:5:36
       |
     5 |   sigma: {range: [0.1, 1.0], step: 0.0}
       |                                    ^
       = help: a step is not 0
    """),
  Mistake(
    "no step",
    onSigma("{range: [0.1, 1.0]}"),
    """
    error: axis 'sigma': 'range' needs the key 'step'
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: {range: [0.1, 1.0]}
       |          ^
       = help: add   step: 0.1
    """),
  Mistake(
    "a range with equal ends",
    onSigma("{range: [0.1, 0.1], step: 0.1}"),
    """
    error: axis 'sigma': the ends are equal, so that there is one value
      --> studies/trial.yaml:5:18
       |
     5 |   sigma: {range: [0.1, 0.1], step: 0.1}
       |                  ^
       = help: for a single value write   sigma: [0.1]
    """),
  Mistake(
    "too small a step",
    onSigma("{range: [0.1, 1.0], step: 1.0e-9}"),
    """
    error: axis 'sigma': so small a step gives too many values
      --> studies/trial.yaml:5:36
       |
     5 |   sigma: {range: [0.1, 1.0], step: 1.0e-9}
       |                                    ^
       = help: an axis has at most 10000000
    """),
]
