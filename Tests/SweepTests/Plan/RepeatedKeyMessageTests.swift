import Testing

/// The whole text of every message about keys that stand twice.
@Suite struct RepeatedKeyMessageTests {
  @Test("a mistake is told whole", arguments: repeatedKeyMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let repeatedKeyMistakes = [
  Mistake(
    "a key twice",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
      sigma: 0.2

    """,
    """
    error: key 'sigma' stands twice in this map
      --> studies/trial.yaml:8:3
       |
     8 |   sigma: 0.2
       |   ^
       = help: the first is in line 5
    """),
  Mistake(
    "keys twice in several maps",
    """
    sweep: 1
    name: trial
    name: other
    experiment: wim
    axes:
      sigma: {linear: [0.1, 1.0], count: 3, count: 4, count: 5}
      'd': 1.0
      d: 2.0
      p: [[0.5, 0.5]]
      nodes: 0
    "axes": {}

    """,
    """
    error: key 'name' stands twice in this map
      --> studies/trial.yaml:3:1
       |
     3 | name: other
       | ^
       = help: the first is in line 2

    error: key 'count' stands twice in this map
      --> studies/trial.yaml:6:41
       |
     6 |   sigma: {linear: [0.1, 1.0], count: 3, count: 4, count: 5}
       |                                         ^
       = help: the first is in line 6

    error: key 'count' stands twice in this map
      --> studies/trial.yaml:6:51
       |
     6 |   sigma: {linear: [0.1, 1.0], count: 3, count: 4, count: 5}
       |                                                   ^
       = help: the first is in line 6

    error: key 'd' stands twice in this map
      --> studies/trial.yaml:8:3
       |
     8 |   d: 2.0
       |   ^
       = help: the first is in line 7

    error: axis 'nodes': 0 is out of range
       --> studies/trial.yaml:10:10
        |
     10 |   nodes: 0
        |          ^
        = help: what is wanted is a whole number from 1 to 4096

    error: key 'axes' stands twice in this map
       --> studies/trial.yaml:11:1
        |
     11 | "axes": {}
        | ^
        = help: the first is in line 5
    """),
  Mistake(
    "a repeated key with escapes",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    "na\\x6de": other

    """,
    """
    error: key 'name' stands twice in this map
      --> studies/trial.yaml:8:1
       |
     8 | "na\\x6de": other
       | ^
       = help: the first is in line 2
    """),
]
