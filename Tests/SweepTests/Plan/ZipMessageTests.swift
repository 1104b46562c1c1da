import Testing

/// The whole text of every message about zips.
@Suite struct ZipMessageTests {
  @Test("a mistake is told whole", arguments: zipMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let zipMistakes = [
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
