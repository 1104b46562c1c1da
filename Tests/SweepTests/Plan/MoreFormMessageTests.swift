import Testing

/// The whole text of every message about the forms of axes.
@Suite struct MoreFormMessageTests {
  @Test("a mistake is told whole", arguments: moreFormMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let moreFormMistakes = [
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
  Mistake(
    "zip columns of different lengths",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      case: {zip: {sigma: [0.1, 0.2], d: [1.0, 2.0, 3.0]}}
      p: [[0.5, 0.5]]

    """,
    """
    error: axis 'case': 'd' has 3 values, 'sigma' has 2
      --> studies/trial.yaml:5:35
       |
     5 |   case: {zip: {sigma: [0.1, 0.2], d: [1.0, 2.0, 3.0]}}
       |                                   ^
       = help: the columns of a zip advance together and have one length
    """),
  Mistake(
    "zip rows twice",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      case: {zip: {sigma: [0.1, 0.2, 0.1], d: [1.0, 2.0, 1.0]}}
      p: [[0.5, 0.5]]

    """,
    """
    error: axis 'case': the same values at positions 1 and 3
      --> studies/trial.yaml:5:9
       |
     5 |   case: {zip: {sigma: [0.1, 0.2, 0.1], d: [1.0, 2.0, 1.0]}}
       |         ^
       = help: every point of a sweep is computed once
    """),
  Mistake(
    "a zip with another key",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      case: {zip: {sigma: [0.1, 0.2], d: [1.0, 2.0]}, count: 2}
      p: [[0.5, 0.5]]

    """,
    """
    error: axis 'case': a zip has no key 'count'
      --> studies/trial.yaml:5:51
       |
     5 |   case: {zip: {sigma: [0.1, 0.2], d: [1.0, 2.0]}, count: 2}
       |                                                   ^
       = help: known: zip
    """),
  Mistake(
    "powers that underflow where zero is allowed",
    onTime("{log2: [-2000.0, -1.0], count: 2}"),
    """
    error: axis 'time': a value is too small for a double and would be 0
      --> studies/trial.yaml:5:16
       |
     5 |   time: {log2: [-2000.0, -1.0], count: 2}
       |                ^
    """),
  Mistake(
    "an empty zip",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
      case: {zip: {}}

    """,
    """
    error: axis 'case': the zip has no inputs
      --> studies/trial.yaml:8:15
       |
     8 |   case: {zip: {}}
       |               ^
    """),
  Mistake(
    "a zip that is a list",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
      case: {zip: [1]}

    """,
    """
    error: axis 'case': zip: a map is wanted, not a list
      --> studies/trial.yaml:8:15
       |
     8 |   case: {zip: [1]}
       |               ^
    """),
  Mistake(
    "an unknown column",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      case: {zip: {sigma: [0.1, 0.2], e: [1.0, 2.0]}}
      d: 1.0
      p: [[0.5, 0.5]]

    """,
    """
    error: wim has no input 'e'
      --> studies/trial.yaml:5:35
       |
     5 |   case: {zip: {sigma: [0.1, 0.2], e: [1.0, 2.0]}}
       |                                   ^
       = help: did you mean 'd'?
    """),
  Mistake(
    "a zip with the name of an input",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      d: {zip: {sigma: [0.1, 0.2]}}
      p: [[0.5, 0.5]]

    """,
    """
    error: wim needs d beside sigma and p
      --> studies/trial.yaml:4:1
       |
     4 | axes:
       | ^
       = help: it takes sigma, d and p, or mixture

    error: axis 'd': a zip needs a name that is no input's and no output's
      --> studies/trial.yaml:5:3
       |
     5 |   d: {zip: {sigma: [0.1, 0.2]}}
       |   ^
       = help: such as   case:
    """),
  Mistake(
    "a zip with a wrong name",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      2nd case: {zip: {sigma: [0.1, 0.2], d: [1.0, 2.0]}}
      p: [[0.5, 0.5]]

    """,
    """
    error: axis '2nd case': this does not serve as a name
      --> studies/trial.yaml:5:3
       |
     5 |   2nd case: {zip: {sigma: [0.1, 0.2], d: [1.0, 2.0]}}
       |   ^
       = help: use letters, digits and '_', beginning with a letter
    """),
  Mistake(
    "a zip within a form",
    onSigma("{concat: [{zip: {sigma: [0.1]}}]}"),
    """
    error: axis 'sigma': a zip stands directly under axes, not within other forms
      --> studies/trial.yaml:5:21
       |
     5 |   sigma: {concat: [{zip: {sigma: [0.1]}}]}
       |                     ^
       = help: 'sigma' takes a number above 0.0 and at most 1000000.0; known: linear, log10, \
    log2, ln, geometric, range, values, concat
    """),
]
