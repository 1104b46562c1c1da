import Testing

/// The whole text of every message about outputs and checkpoints.
@Suite struct OutputsMessageTests {
  @Test("a mistake is told whole", arguments: outputsMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let outputsMistakes = [
  Mistake(
    "a checkpoint that is a number",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    checkpoint: 15

    """,
    """
    error: checkpoint: a map is wanted, not '15'
      --> studies/trial.yaml:8:13
       |
     8 | checkpoint: 15
       |             ^
       = help: write   checkpoint: {seconds: 15, megabytes: 64}
    """),
  Mistake(
    "wrong limits of a checkpoint",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    checkpoint: {seconds: 0, megabyte: 3, megabytes: many}

    """,
    """
    error: checkpoint: seconds: 0.0 is out of range
      --> studies/trial.yaml:8:23
       |
     8 | checkpoint: {seconds: 0, megabyte: 3, megabytes: many}
       |                       ^
       = help: what is wanted is a number above 0.0 and at most 1000000000.0

    error: checkpoint has no key 'megabyte'
      --> studies/trial.yaml:8:26
       |
     8 | checkpoint: {seconds: 0, megabyte: 3, megabytes: many}
       |                          ^
       = help: did you mean 'megabytes'?

    error: checkpoint: megabytes: 'many' is not a number
      --> studies/trial.yaml:8:50
       |
     8 | checkpoint: {seconds: 0, megabyte: 3, megabytes: many}
       |                                                  ^
    """),
  Mistake(
    "limits of a checkpoint that no clock and no memory reach",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    checkpoint: {seconds: 1.0e+21, megabytes: 1.0e+300}

    """,
    """
    error: checkpoint: seconds: 1e+21 is out of range
      --> studies/trial.yaml:8:23
       |
     8 | checkpoint: {seconds: 1.0e+21, megabytes: 1.0e+300}
       |                       ^
       = help: what is wanted is a number above 0.0 and at most 1000000000.0

    error: checkpoint: megabytes: 1e+300 is out of range
      --> studies/trial.yaml:8:43
       |
     8 | checkpoint: {seconds: 1.0e+21, megabytes: 1.0e+300}
       |                                           ^
       = help: what is wanted is a number above 0.0 and at most 1000000000.0
    """),
  Mistake(
    "an unknown output",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    outputs: [wim, ration]

    """,
    """
    error: outputs: wim has no output 'ration'
      --> studies/trial.yaml:8:16
       |
     8 | outputs: [wim, ration]
       |                ^
       = help: did you mean 'ratio'?
    """),
  Mistake(
    "an output twice",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    outputs: [wim, ratio, wim]

    """,
    """
    error: outputs: 'wim' stands twice
      --> studies/trial.yaml:8:23
       |
     8 | outputs: [wim, ratio, wim]
       |                       ^
    """),
  Mistake(
    "outputs that are no list",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    outputs: wim

    """,
    """
    error: outputs: a list of names is wanted, not 'wim'
      --> studies/trial.yaml:8:10
       |
     8 | outputs: wim
       |          ^
       = help: leave the key out to store all: wim, log_wim, ratio
    """),
  Mistake(
    "an empty list of outputs",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    outputs: []

    """,
    """
    error: outputs: a list of names is wanted, not an empty list
      --> studies/trial.yaml:8:10
       |
     8 | outputs: []
       |          ^
       = help: leave the key out to store all: wim, log_wim, ratio
    """),
  Mistake(
    "outputs that are lists",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    outputs: [[wim]]

    """,
    """
    error: outputs: a word is wanted, not a list
      --> studies/trial.yaml:8:11
       |
     8 | outputs: [[wim]]
       |           ^
    """),
]
