import Testing

/// The whole text of every message about which form an axis has.
@Suite struct FormNameMessageTests {
  @Test("a mistake is told whole", arguments: formNameMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let formNameMistakes = [
  Mistake(
    "an unknown form",
    onSigma("{liner: [1.0, 2.0], count: 3}"),
    """
    error: axis 'sigma': no form of values is named
      --> studies/trial.yaml:5:11
       |
     5 |   sigma: {liner: [1.0, 2.0], count: 3}
       |           ^
       = help: did you mean 'linear'?
    """),
  Mistake(
    "no form",
    onSigma("{}"),
    """
    error: axis 'sigma': no form of values is named
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: {}
       |          ^
       = help: known: linear, log10, log2, ln, geometric, range, values, concat
    """),
  Mistake(
    "two forms",
    onSigma("{linear: [1.0, 2.0], log10: [1.0, 2.0], count: 3}"),
    """
    error: axis 'sigma': two forms at once, 'linear' and 'log10'
      --> studies/trial.yaml:5:31
       |
     5 |   sigma: {linear: [1.0, 2.0], log10: [1.0, 2.0], count: 3}
       |                               ^
       = help: join them with   {concat: [{linear: …}, {log10: …}]}
    """),
  Mistake(
    "a step with a count's form",
    onSigma("{linear: [1.0, 2.0], step: 0.1, count: 3}"),
    """
    error: axis 'sigma': 'linear' has no key 'step'
      --> studies/trial.yaml:5:31
       |
     5 |   sigma: {linear: [1.0, 2.0], step: 0.1, count: 3}
       |                               ^
       = help: known: linear, count
    """),
  Mistake(
    "a form for weights",
    onSigma("{simplex: {components: 3, steps: 4}}"),
    """
    error: axis 'sigma': the form 'simplex' does not give what 'sigma' takes
      --> studies/trial.yaml:5:11
       |
     5 |   sigma: {simplex: {components: 3, steps: 4}}
       |           ^
       = help: 'sigma' takes a number above 0.0 and at most 1000000.0; known: linear, log10, \
    log2, ln, geometric, range, values, concat
    """),
  Mistake(
    "a form for numbers on a choice",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
      method: {linear: [1.0, 2.0], count: 2}

    """,
    """
    error: axis 'method': the form 'linear' does not give what 'method' takes
      --> studies/trial.yaml:8:12
       |
     8 |   method: {linear: [1.0, 2.0], count: 2}
       |            ^
       = help: 'method' takes one of midpoint or gauss; known: values, concat
    """),
]
