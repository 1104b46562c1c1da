import Testing

/// The whole text of every message about scalars.
@Suite struct MoreNumberMessageTests {
  @Test("a mistake is told whole", arguments: moreNumberMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let moreNumberMistakes = [
  Mistake(
    "nothing",
    onSigma(""),
    """
    error: axis 'sigma': nothing stands where a number is wanted
      --> studies/trial.yaml:5:9
       |
     5 |   sigma:\u{20}
       |         ^
    """),
  Mistake(
    "a null",
    onSigma("~"),
    """
    error: axis 'sigma': '~' is not a number
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: ~
       |          ^
    """),
  Mistake(
    "zero",
    onSigma("0"),
    """
    error: axis 'sigma': 0.0 is out of range
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 0
       |          ^
       = help: what is wanted is a number above 0.0 and at most 1000000.0
    """),
  Mistake(
    "a negative",
    onSigma("-0.1"),
    """
    error: axis 'sigma': -0.1 is out of range
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: -0.1
       |          ^
       = help: what is wanted is a number above 0.0 and at most 1000000.0
    """),
  Mistake(
    "above the range",
    onSigma("2.0e6"),
    """
    warning: PyYAML reads '2.0e6' as a text
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 2.0e6
       |          ^
       = help: write 2.0e+6

    error: axis 'sigma': 2000000.0 is out of range
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 2.0e6
       |          ^
       = help: what is wanted is a number above 0.0 and at most 1000000.0
    """),
  Mistake(
    "an exponent without digits",
    onSigma("1.0e"),
    """
    error: axis 'sigma': '1.0e' is not a number
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 1.0e
       |          ^
    """),
  Mistake(
    "a lone minus",
    onSigma("'-'"),
    """
    error: axis 'sigma': "-" is a text, where a number is wanted
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: '-'
       |          ^
    """),
  Mistake(
    "a unit",
    onSigma("0.1m"),
    """
    error: axis 'sigma': '0.1m' is not a number
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 0.1m
       |          ^
    """),
  Mistake(
    "a decimal comma",
    onSigma("0,5"),
    """
    error: axis 'sigma': '0,5': the decimal sign is a point
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 0,5
       |          ^
       = help: write 0.5
    """),
  Mistake(
    "several wrong numbers in a list",
    onSigma("[0.1, .5, 1_0, 0.2, [1], {a: 1}]"),
    """
    error: axis 'sigma': '.5': a digit stands before the point
      --> studies/trial.yaml:5:16
       |
     5 |   sigma: [0.1, .5, 1_0, 0.2, [1], {a: 1}]
       |                ^
       = help: write 0.5

    error: axis 'sigma': '1_0': a number has no underscores
      --> studies/trial.yaml:5:20
       |
     5 |   sigma: [0.1, .5, 1_0, 0.2, [1], {a: 1}]
       |                    ^
       = help: write 10

    error: axis 'sigma': a list stands where a number is wanted
      --> studies/trial.yaml:5:30
       |
     5 |   sigma: [0.1, .5, 1_0, 0.2, [1], {a: 1}]
       |                              ^

    error: axis 'sigma': a map stands where a number is wanted
      --> studies/trial.yaml:5:35
       |
     5 |   sigma: [0.1, .5, 1_0, 0.2, [1], {a: 1}]
       |                                   ^
    """),
  Mistake(
    "no whole number",
    onNodes("8.5"),
    """
    error: axis 'nodes': '8.5' is not written as a whole number
      --> studies/trial.yaml:8:10
       |
     8 |   nodes: 8.5
       |          ^
    """),
  Mistake(
    "a whole number with a point",
    onNodes("8.0"),
    """
    error: axis 'nodes': '8.0' is not written as a whole number
      --> studies/trial.yaml:8:10
       |
     8 |   nodes: 8.0
       |          ^
       = help: write 8
    """),
  Mistake(
    "a whole number with an exponent",
    onNodes("1e2"),
    """
    error: axis 'nodes': '1e2' is not written as a whole number
      --> studies/trial.yaml:8:10
       |
     8 |   nodes: 1e2
       |          ^
       = help: write 100
    """),
  Mistake(
    "a whole number too large",
    onNodes("9007199254740993"),
    """
    error: axis 'nodes': '9007199254740993' lies beyond 2^53
      --> studies/trial.yaml:8:10
       |
     8 |   nodes: 9007199254740993
       |          ^
    """),
  Mistake(
    "a whole number out of range",
    onNodes("0"),
    """
    error: axis 'nodes': 0 is out of range
      --> studies/trial.yaml:8:10
       |
     8 |   nodes: 0
       |          ^
       = help: what is wanted is a whole number from 1 to 4096
    """),
  Mistake(
    "a word for a whole number",
    onNodes("many"),
    """
    error: axis 'nodes': 'many' is not a number
      --> studies/trial.yaml:8:10
       |
     8 |   nodes: many
       |          ^
    """),
  Mistake(
    "a wrong choice",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
      method: [gauss, trapezium]

    """,
    """
    error: axis 'method': 'trapezium' is not known
      --> studies/trial.yaml:8:19
       |
     8 |   method: [gauss, trapezium]
       |                   ^
       = help: known: midpoint, gauss
    """),
  Mistake(
    "a list for a choice",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
      method: [[gauss]]

    """,
    """
    error: axis 'method': a word is wanted, not a list
      --> studies/trial.yaml:8:12
       |
     8 |   method: [[gauss]]
       |            ^
       = help: known: midpoint, gauss
    """),
  Mistake(
    "YAML 1.1 truth values",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
      corrected: [no, 'true']

    """,
    """
    error: axis 'corrected': true or false is wanted, not 'no'
      --> studies/trial.yaml:8:15
       |
     8 |   corrected: [no, 'true']
       |               ^

    error: axis 'corrected': true or false is wanted, not the text "true"
      --> studies/trial.yaml:8:19
       |
     8 |   corrected: [no, 'true']
       |                   ^
    """),
]
