import Testing

/// The whole text of every message about lists of values and of forms.
@Suite struct ListFormMessageTests {
  @Test("a mistake is told whole", arguments: listFormMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let listFormMistakes = [
  Mistake(
    "an empty list",
    onSigma("[]"),
    """
    error: axis 'sigma': the list is empty
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: []
       |          ^
       = help: an axis has at least one value
    """),
  Mistake(
    "values that are no list",
    onSigma("{values: 1.0}"),
    """
    error: axis 'sigma': 'values' is a list, not '1.0'
      --> studies/trial.yaml:5:19
       |
     5 |   sigma: {values: 1.0}
       |                   ^
    """),
  Mistake(
    "concat of nothing",
    onSigma("{concat: []}"),
    """
    error: axis 'sigma': 'concat' is a list of forms, not an empty list
      --> studies/trial.yaml:5:19
       |
     5 |   sigma: {concat: []}
       |                   ^
       = help: write   {concat: [[0.0], {linear: [1.0, 2.0], count: 5}]}
    """),
  Mistake(
    "concat of a wrong part",
    onSigma("{concat: [[0.5], {linear: [1.0, 2.0]}]}"),
    """
    error: axis 'sigma': 'linear' needs the key 'count'
      --> studies/trial.yaml:5:27
       |
     5 |   sigma: {concat: [[0.5], {linear: [1.0, 2.0]}]}
       |                           ^
       = help: add   count: 11
    """),
  Mistake(
    "a value twice in a list",
    onSigma("[0.1, 0.3, 0.2, 0.30]"),
    """
    error: axis 'sigma': 0.3 at positions 2 and 4
      --> studies/trial.yaml:5:26
       |
     5 |   sigma: [0.1, 0.3, 0.2, 0.30]
       |                          ^
       = help: every point of a sweep is computed once
    """),
  Mistake(
    "a value twice in values",
    onSigma("{values: [0.1, 0.3, 0.1]}"),
    """
    error: axis 'sigma': 0.1 at positions 1 and 3
      --> studies/trial.yaml:5:30
       |
     5 |   sigma: {values: [0.1, 0.3, 0.1]}
       |                              ^
       = help: every point of a sweep is computed once
    """),
  Mistake(
    "a value twice in concat",
    onSigma("{concat: [[0.5], {linear: [0.5, 1.0], count: 3}]}"),
    """
    error: axis 'sigma': 0.5 at positions 1 and 2
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: {concat: [[0.5], {linear: [0.5, 1.0], count: 3}]}
       |          ^
       = help: every point of a sweep is computed once
    """),
  Mistake(
    "values that rounding makes equal",
    onTime("{linear: [1.0, 1.0000000000000002], count: 4}"),
    """
    error: axis 'time': 1.0 at positions 1 and 2
      --> studies/trial.yaml:5:9
       |
     5 |   time: {linear: [1.0, 1.0000000000000002], count: 4}
       |         ^
       = help: every point of a sweep is computed once
    """),
  Mistake(
    "a choice twice",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
      method: [gauss, midpoint, gauss]

    """,
    """
    error: axis 'method': 'gauss' at positions 1 and 3
      --> studies/trial.yaml:8:29
       |
     8 |   method: [gauss, midpoint, gauss]
       |                             ^
       = help: every point of a sweep is computed once
    """),
]
