import Testing

/// The whole text of every message about what YAML allows and a sweep file does not.
@Suite struct MoreYAMLMessageTests {
  @Test("a mistake is told whole", arguments: moreYamlMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let moreYamlMistakes = [
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
  Mistake(
    "a list as a key",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    ? [1, 2]
    : 3

    """,
    """
    error: a key must be a word, not a list or a map
      --> studies/trial.yaml:8:3
       |
     8 | ? [1, 2]
       |   ^
    """),
  Mistake(
    "a tab that indents",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
    \tsigma: 0.1

    """,
    """
    error: this is not YAML: found character that cannot start any token, while scanning for the \
    next token that begins in line 5
      --> studies/trial.yaml:5:1
       |
     5 | \tsigma: 0.1
       | ^
       = help: indent with spaces: YAML allows no tabs there
    """),
  Mistake(
    "a bracket that does not close",
    onSigma("[0.1, 0.2"),
    """
    error: this is not YAML: did not find expected ',' or ']', while parsing a flow sequence \
    that begins in line 5
      --> studies/trial.yaml:6:4
       |
     6 |   d: 1.0
       |    ^
    """),
  Mistake(
    "a quote that does not close",
    onSigma("'0.1"),
    """
    error: this is not YAML: found unexpected end of stream, while scanning a quoted scalar that \
    begins in line 5
      --> studies/trial.yaml:8:1
       |
     8 |
       | ^
    """),
  Mistake(
    "a colon too many",
    onSigma("a: b"),
    """
    error: this is not YAML: mapping values are not allowed in this context
      --> studies/trial.yaml:5:11
       |
     5 |   sigma: a: b
       |           ^
    """),
  Mistake(
    "a control character",
    onSigma("0.1\u{1}"),
    """
    error: this is not YAML: control characters are not allowed
      --> studies/trial.yaml:5:13
       |
     5 |   sigma: 0.1�
       |             ^
    """),
  Mistake(
    "nesting without end",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      d: 1.0
      p: [[0.5, 0.5]]

    """,
    """
    error: lists and maps are nested too deeply
      --> studies/trial.yaml:5:11
       |
     5 |   sigma: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\
    [[[[[[[[…
       |           ^
    """),
  Mistake(
    "a directive for another YAML",
    """
    %YAML 3.0
    ---
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]

    """,
    """
    error: this is not YAML: found incompatible YAML document
      --> studies/trial.yaml:1:1
       |
     1 | %YAML 3.0
       | ^
    """),
]
