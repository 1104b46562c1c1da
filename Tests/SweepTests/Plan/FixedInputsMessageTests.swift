import Testing

/// The whole text of every message about what stands under fixed.
@Suite struct FixedInputsMessageTests {
  @Test("a mistake is told whole", arguments: fixedInputsMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let fixedInputsMistakes = [
  Mistake(
    "an input twice",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    fixed: {sigma: 0.1}

    """,
    """
    error: 'sigma' stands under fixed and is given by axis 'sigma'
      --> studies/trial.yaml:8:9
       |
     8 | fixed: {sigma: 0.1}
       |         ^
       = help: an input either varies or is fixed
    """),
  Mistake(
    "missing inputs of an experiment with one way",
    """
    sweep: 1
    name: t
    experiment: decay
    axes: {cells: 8}

    """,
    """
    error: decay needs the input 'time'
      --> studies/trial.yaml:4:1
       |
     4 | axes: {cells: 8}
       | ^
       = help: time: time t
    """),
  Mistake(
    "fixed that is a list",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    fixed: [tolerance]

    """,
    """
    error: fixed: a map is wanted, not a list
      --> studies/trial.yaml:8:8
       |
     8 | fixed: [tolerance]
       |        ^
    """),
  Mistake(
    "fixed values of wrong kinds",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    fixed:
      tolerance: high
      method: gaus
      corrected: yes
      nodes: 8.0

    """,
    """
    error: fixed 'tolerance': 'high' is not a number
      --> studies/trial.yaml:9:14
       |
     9 |   tolerance: high
       |              ^

    error: fixed 'method': 'gaus' is not known
       --> studies/trial.yaml:10:11
        |
     10 |   method: gaus
        |           ^
        = help: did you mean 'gauss'?

    error: fixed 'corrected': true or false is wanted, not 'yes'
       --> studies/trial.yaml:11:14
        |
     11 |   corrected: yes
        |              ^

    error: fixed 'nodes': '8.0' is not written as a whole number
       --> studies/trial.yaml:12:10
        |
     12 |   nodes: 8.0
        |          ^
        = help: write 8
    """),
  Mistake(
    "normalize that is no truth value",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    fixed: {normalize: 1}

    """,
    """
    error: fixed 'normalize': true or false is wanted, not '1'
      --> studies/trial.yaml:8:20
       |
     8 | fixed: {normalize: 1}
       |                    ^
    """),
  Mistake(
    "normalize where there are no weights",
    """
    sweep: 1
    name: trial
    experiment: decay
    axes:
      time: 1.0
      cells: 8
    fixed: {normalize: true}

    """,
    """
    error: decay has no input 'normalize'
      --> studies/trial.yaml:7:9
       |
     7 | fixed: {normalize: true}
       |         ^
       = help: known: time, cells
    """),
]
