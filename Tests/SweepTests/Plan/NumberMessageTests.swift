import Testing

/// The whole text of every message about scalars.
@Suite struct NumberMessageTests {
  @Test("a mistake is told whole", arguments: numberMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let numberMistakes = [
  Mistake(
    "infinity",
    onSigma(".inf"),
    """
    error: axis 'sigma': '.inf' is not a finite number
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: .inf
       |          ^
    """),
  Mistake(
    "no number",
    onSigma(".nan"),
    """
    error: axis 'sigma': '.nan' is not a finite number
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: .nan
       |          ^
    """),
  Mistake(
    "negative infinity",
    onSigma("-.inf"),
    """
    error: axis 'sigma': '-.inf' is not a finite number
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: -.inf
       |          ^
    """),
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
    "overflow",
    onSigma("1.0e400"),
    """
    error: axis 'sigma': '1.0e400' is too large for a double
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 1.0e400
       |          ^
       = help: the largest is 1.7976931348623157e+308
    """),
  Mistake(
    "underflow",
    onSigma("1.0e-400"),
    """
    error: axis 'sigma': '1.0e-400' is too small for a double and would be read as 0
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 1.0e-400
       |          ^
       = help: the smallest is 5e-324
    """),
  Mistake(
    "a whole number above 2^53",
    onSigma("9007199254740993"),
    """
    error: axis 'sigma': '9007199254740993' is a whole number above 2^53, which a double may not \
    hold
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 9007199254740993
       |          ^
       = help: write 9007199254740992.0 if the nearest double is meant
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
]
