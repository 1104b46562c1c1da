import Testing

/// The whole text of every message about places that are reached past unusual characters.
@Suite struct CaretTests {
  @Test("a mistake is told whole", arguments: caretMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let caretMistakes = [
  Mistake(
    "umlauts before the place",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: [0.1] # Größe
      d: 1.0
      p: [[0.5, 0.5]]
    outputs: [wim, größe, ratio, übel]

    """,
    """
    error: outputs: wim has no output 'größe'
      --> studies/trial.yaml:8:16
       |
     8 | outputs: [wim, größe, ratio, übel]
       |                ^
       = help: known: wim, log_wim, ratio

    error: outputs: wim has no output 'übel'
      --> studies/trial.yaml:8:30
       |
     8 | outputs: [wim, größe, ratio, übel]
       |                              ^
       = help: known: wim, log_wim, ratio
    """),
  Mistake(
    "combining marks before the place",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    outputs: [wim, gro\u{308}ße, ration]

    """,
    """
    error: outputs: wim has no output 'gro\u{308}ße'
      --> studies/trial.yaml:8:16
       |
     8 | outputs: [wim, gro\u{308}ße, ration]
       |                ^
       = help: known: wim, log_wim, ratio

    error: outputs: wim has no output 'ration'
      --> studies/trial.yaml:8:23
       |
     8 | outputs: [wim, gro\u{308}ße, ration]
       |                       ^
       = help: did you mean 'ratio'?
    """),
  Mistake(
    "wide characters before the place",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    outputs: [wim, 幅😀, ration]

    """,
    """
    error: outputs: wim has no output '幅😀'
      --> studies/trial.yaml:8:16
       |
     8 | outputs: [wim, 幅😀, ration]
       |                ^
       = help: known: wim, log_wim, ratio

    error: outputs: wim has no output 'ration'
      --> studies/trial.yaml:8:20
       |
     8 | outputs: [wim, 幅😀, ration]
       |                      ^
       = help: did you mean 'ratio'?
    """),
  Mistake(
    "tabs before the place",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    outputs:\t[wim,\t\tration]

    """,
    """
    error: outputs: wim has no output 'ration'
      --> studies/trial.yaml:8:17
       |
     8 | outputs:\t[wim,\t\tration]
       |         \t     \t\t^
       = help: did you mean 'ratio'?
    """),
]
