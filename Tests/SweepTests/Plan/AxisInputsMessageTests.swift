import Testing

/// The whole text of every message about the inputs that axes give.
@Suite struct AxisInputsMessageTests {
  @Test("a mistake is told whole", arguments: axisInputsMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let axisInputsMistakes = [
  Mistake(
    "axes that are a list",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes: [sigma]

    """,
    """
    error: axes: a map is wanted, not a list
      --> studies/trial.yaml:4:7
       |
     4 | axes: [sigma]
       |       ^
    """),
  Mistake(
    "no axis",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes: {}

    """,
    """
    error: wim needs sigma, d and p, or mixture
      --> studies/trial.yaml:4:1
       |
     4 | axes: {}
       | ^

    error: axes: a sweep has at least one axis
      --> studies/trial.yaml:4:7
       |
     4 | axes: {}
       |       ^
       = help: an axis of one value is one, too
    """),
  Mistake(
    "axes without a value",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:

    """,
    """
    error: axes: a map is wanted, not nothing
      --> studies/trial.yaml:4:6
       |
     4 | axes:
       |      ^
    """),
  Mistake(
    "an unknown input on an axis",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigm: 0.1
      d: 1.0
      p: [[0.5, 0.5]]

    """,
    """
    error: wim has no input 'sigm'
      --> studies/trial.yaml:5:3
       |
     5 |   sigm: 0.1
       |   ^
       = help: did you mean 'sigma'?
    """),
  Mistake(
    "an unknown input under fixed",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    fixed: {tolerence: 1.0e-9}

    """,
    """
    error: wim has no input 'tolerence'
      --> studies/trial.yaml:8:9
       |
     8 | fixed: {tolerence: 1.0e-9}
       |         ^
       = help: did you mean 'tolerance'?
    """),
  Mistake(
    "an input that cannot vary",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
      tolerance: [1.0e-9, 1.0e-10]

    """,
    """
    error: axis 'tolerance': 'tolerance' cannot vary
      --> studies/trial.yaml:8:3
       |
     8 |   tolerance: [1.0e-9, 1.0e-10]
       |   ^
       = help: write it under   fixed:
    """),
  Mistake(
    "an input on two axes",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
      case: {zip: {sigma: [0.1, 0.2], nodes: [8, 16]}}

    """,
    """
    error: axis 'case', column 'sigma': 'sigma' is given by axis 'sigma' already
      --> studies/trial.yaml:8:16
       |
     8 |   case: {zip: {sigma: [0.1, 0.2], nodes: [8, 16]}}
       |                ^
    """),
  Mistake(
    "a missing input",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0

    """,
    """
    error: wim needs p beside sigma and d
      --> studies/trial.yaml:4:1
       |
     4 | axes:
       | ^
       = help: it takes sigma, d and p, or mixture
    """),
  Mistake(
    "all inputs missing",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      nodes: 8

    """,
    """
    error: wim needs sigma, d and p, or mixture
      --> studies/trial.yaml:4:1
       |
     4 | axes:
       | ^
    """),
  Mistake(
    "inputs of two sets",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    fixed:
      mixture: {weights: [0.5, 0.5], means: [0.0, 1.0], scales: 0.1}

    """,
    """
    error: sigma, d, p and mixture cannot be given together
      --> studies/trial.yaml:4:1
       |
     4 | axes:
       | ^
       = help: wim takes sigma, d and p, or mixture
    """),
  Mistake(
    "too many points",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: {linear: [0.1, 1.0], count: 100000}
      d: {linear: [0.1, 1.0], count: 100000}
      p: [[0.5, 0.5]]

    """,
    """
    error: axes: 100000 × 100000 × 1 points are too many
      --> studies/trial.yaml:5:3
       |
     5 |   sigma: {linear: [0.1, 1.0], count: 100000}
       |   ^
       = help: a sweep has at most 1000000000
    """),
]
