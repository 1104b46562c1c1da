import Testing

/// The whole text of every message about how numbers are written.
@Suite struct NumberNotationMessageTests {
  @Test("a mistake is told whole", arguments: numberNotationMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let numberNotationMistakes = [
  Mistake(
    "an underscore",
    onSigma("1_000"),
    """
    error: axis 'sigma': '1_000': a number has no underscores
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 1_000
       |          ^
       = help: write 1000
    """),
  Mistake(
    "a leading zero",
    onSigma("010"),
    """
    error: axis 'sigma': '010': a number has no leading zeros
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 010
       |          ^
       = help: write 10
    """),
  Mistake(
    "a zero before zeros",
    onSigma("-000.5"),
    """
    error: axis 'sigma': '-000.5': a number has no leading zeros
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: -000.5
       |          ^
       = help: write -0.5
    """),
  Mistake(
    "base 16",
    onSigma("0x10"),
    """
    error: axis 'sigma': '0x10': numbers are written in base 10
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 0x10
       |          ^
    """),
  Mistake(
    "base 60",
    onSigma("1:30"),
    """
    error: axis 'sigma': '1:30' is not a number here (YAML 1.1 reads it in base 60)
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 1:30
       |          ^
    """),
  Mistake(
    "a leading plus",
    onSigma("+1.0"),
    """
    error: axis 'sigma': '+1.0': a number has no leading '+'
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: +1.0
       |          ^
       = help: write 1.0
    """),
  Mistake(
    "no digit before the point",
    onSigma(".5"),
    """
    error: axis 'sigma': '.5': a digit stands before the point
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: .5
       |          ^
       = help: write 0.5
    """),
  Mistake(
    "a negative without a digit before the point",
    onSigma("-.5"),
    """
    error: axis 'sigma': '-.5': a digit stands before the point
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: -.5
       |          ^
       = help: write -0.5
    """),
  Mistake(
    "no digit after the point",
    onSigma("1."),
    """
    error: axis 'sigma': '1.': a digit stands after the point
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 1.
       |          ^
       = help: write 1.0
    """),
  Mistake(
    "no digit between point and exponent",
    onSigma("1.e5"),
    """
    error: axis 'sigma': '1.e5': a digit stands after the point
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 1.e5
       |          ^
       = help: write 1.0e+5
    """),
  Mistake(
    "a quoted number",
    onSigma("\"0.5\""),
    """
    error: axis 'sigma': "0.5" is a text, where a number is wanted
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: "0.5"
       |          ^
       = help: write 0.5 without quotes
    """),
  Mistake(
    "a quoted word",
    onSigma("'half'"),
    """
    error: axis 'sigma': "half" is a text, where a number is wanted
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 'half'
       |          ^
    """),
  Mistake(
    "a word",
    onSigma("half"),
    """
    error: axis 'sigma': 'half' is not a number
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: half
       |          ^
    """),
  Mistake(
    "a truth value",
    onSigma("true"),
    """
    error: axis 'sigma': 'true' is not a number
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: true
       |          ^
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
]
