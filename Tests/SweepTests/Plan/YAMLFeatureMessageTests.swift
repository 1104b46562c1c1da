import Testing

/// The whole text of every message about what YAML allows and a sweep file does not.
@Suite struct YAMLFeatureMessageTests {
  @Test("a mistake is told whole", arguments: yamlFeatureMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let yamlFeatureMistakes = [
  Mistake(
    "an anchor and its alias",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: &s [0.1, 0.2]
      d: *s
      p: [[0.5, 0.5]]

    """,
    """
    error: anchors ('&') and aliases ('*') are not allowed
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: &s [0.1, 0.2]
       |          ^
       = help: write the value out where it is used
    """),
  Mistake(
    "an anchored scalar",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: &s 0.1
      d: *s
      p: [[0.5, 0.5]]

    """,
    """
    error: anchors ('&') and aliases ('*') are not allowed
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: &s 0.1
       |          ^
       = help: write the value out where it is used
    """),
  Mistake(
    "an alias of nothing",
    onSigma("*s"),
    """
    error: anchors ('&') and aliases ('*') are not allowed
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: *s
       |          ^
       = help: write the value out where it is used
    """),
  Mistake(
    "an anchored key",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      &k sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]

    """,
    """
    error: anchors ('&') and aliases ('*') are not allowed
      --> studies/trial.yaml:5:3
       |
     5 |   &k sigma: 0.1
       |   ^
       = help: write the value out where it is used
    """),
  Mistake(
    "tags",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: !!float 0.1
      d: !list [1.0]
      p: [[0.5, 0.5]]
    fixed: !!map {corrected: ! true, method: !!binary 'gauss'}

    """,
    """
    error: tags ('!') are not allowed
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: !!float 0.1
       |          ^
       = help: leave the tag out

    error: tags ('!') are not allowed
      --> studies/trial.yaml:6:6
       |
     6 |   d: !list [1.0]
       |      ^
       = help: leave the tag out

    error: tags ('!') are not allowed
      --> studies/trial.yaml:8:8
       |
     8 | fixed: !!map {corrected: ! true, method: !!binary 'gauss'}
       |        ^
       = help: leave the tag out
    """),
  Mistake(
    "a tagged key",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      !!str sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]

    """,
    """
    error: tags ('!') are not allowed
      --> studies/trial.yaml:5:3
       |
     5 |   !!str sigma: 0.1
       |   ^
       = help: leave the tag out
    """),
  Mistake(
    "tags of scalars",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
      corrected: ! true
    fixed: {method: !!binary 'gauss', nodes: !!str 8}

    """,
    """
    error: tags ('!') are not allowed
      --> studies/trial.yaml:8:14
       |
     8 |   corrected: ! true
       |              ^
       = help: leave the tag out

    error: tags ('!') are not allowed
      --> studies/trial.yaml:9:17
       |
     9 | fixed: {method: !!binary 'gauss', nodes: !!str 8}
       |                 ^
       = help: leave the tag out

    error: tags ('!') are not allowed
      --> studies/trial.yaml:9:42
       |
     9 | fixed: {method: !!binary 'gauss', nodes: !!str 8}
       |                                          ^
       = help: leave the tag out
    """),
  Mistake(
    "a merge key",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
      <<: {nodes: 8}

    """,
    """
    error: merge keys ('<<') are not allowed
      --> studies/trial.yaml:8:3
       |
     8 |   <<: {nodes: 8}
       |   ^
       = help: write the values out
    """),
  Mistake(
    "two documents",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    ---
    sweep: 1

    """,
    """
    error: a second YAML document begins here
      --> studies/trial.yaml:9:1
       |
     9 | sweep: 1
       | ^
       = help: one file describes one sweep
    """),
]
