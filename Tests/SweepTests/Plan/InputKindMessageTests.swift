import Testing

/// The whole text of every message about whole numbers, words and truth values.
@Suite struct InputKindMessageTests {
  @Test("a mistake is told whole", arguments: inputKindMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let inputKindMistakes = [
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
