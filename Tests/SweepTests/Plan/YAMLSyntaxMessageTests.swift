import Testing

/// The whole text of every message about texts that are not YAML.
@Suite struct YAMLSyntaxMessageTests {
  @Test("a mistake is told whole", arguments: yamlSyntaxMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let yamlSyntaxMistakes = [
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
