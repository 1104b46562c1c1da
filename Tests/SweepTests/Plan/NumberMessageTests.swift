import Testing

/// The whole text of every message about which numbers are taken.
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
    "nothing",
    onSigma(""),
    """
    error: axis 'sigma': nothing stands where a number is wanted
      --> studies/trial.yaml:5:9
       |
     5 |   sigma:\u{20}
       |         ^
    """),
  Mistake(
    "zero",
    onSigma("0"),
    """
    error: axis 'sigma': 0.0 is out of range
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 0
       |          ^
       = help: what is wanted is a number above 0.0 and at most 1000000.0
    """),
  Mistake(
    "a negative",
    onSigma("-0.1"),
    """
    error: axis 'sigma': -0.1 is out of range
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: -0.1
       |          ^
       = help: what is wanted is a number above 0.0 and at most 1000000.0
    """),
  Mistake(
    "above the range",
    onSigma("2.0e6"),
    """
    warning: PyYAML reads '2.0e6' as a text
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 2.0e6
       |          ^
       = help: write 2.0e+6

    error: axis 'sigma': 2000000.0 is out of range
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: 2.0e6
       |          ^
       = help: what is wanted is a number above 0.0 and at most 1000000.0
    """),
]
