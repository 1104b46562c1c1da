import Testing

/// The whole text of every message about numbers between two ends.
@Suite struct EvenFormMessageTests {
  @Test("a mistake is told whole", arguments: evenFormMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let evenFormMistakes = [
  Mistake(
    "one value between different ends",
    onSigma("{log10: [-3.0, 0.0], count: 1}"),
    """
    error: axis 'sigma': a range with different ends needs count ≥ 2
      --> studies/trial.yaml:5:38
       |
     5 |   sigma: {log10: [-3.0, 0.0], count: 1}
       |                                      ^
       = help: for a single value write   sigma: [0.001]
    """),
  Mistake(
    "one value between equal ends",
    onSigma("{linear: [1.0, 1.0], count: 1}"),
    """
    error: axis 'sigma': the ends are equal, so that there is one value
      --> studies/trial.yaml:5:19
       |
     5 |   sigma: {linear: [1.0, 1.0], count: 1}
       |                   ^
       = help: for a single value write   sigma: [1.0]
    """),
  Mistake(
    "several values between equal ends",
    onSigma("{linear: [1.0, 1.0], count: 5}"),
    """
    error: axis 'sigma': the ends are equal, so that there is one value
      --> studies/trial.yaml:5:19
       |
     5 |   sigma: {linear: [1.0, 1.0], count: 5}
       |                   ^
       = help: for a single value write   sigma: [1.0]
    """),
  Mistake(
    "no count",
    onSigma("{linear: [1.0, 2.0]}"),
    """
    error: axis 'sigma': 'linear' needs the key 'count'
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: {linear: [1.0, 2.0]}
       |          ^
       = help: add   count: 11
    """),
  Mistake(
    "count zero",
    onSigma("{linear: [1.0, 2.0], count: 0}"),
    """
    error: axis 'sigma': a range with different ends needs count ≥ 2
      --> studies/trial.yaml:5:38
       |
     5 |   sigma: {linear: [1.0, 2.0], count: 0}
       |                                      ^
       = help: for a single value write   sigma: [1.0]
    """),
  Mistake(
    "a count with a point",
    onSigma("{linear: [1.0, 2.0], count: 3.0}"),
    """
    error: axis 'sigma': count: '3.0' is not written as a whole number
      --> studies/trial.yaml:5:38
       |
     5 |   sigma: {linear: [1.0, 2.0], count: 3.0}
       |                                      ^
       = help: write 3
    """),
  Mistake(
    "too large a count",
    onSigma("{linear: [1.0, 2.0], count: 10000001}"),
    """
    error: axis 'sigma': 10000001 values are too many
      --> studies/trial.yaml:5:38
       |
     5 |   sigma: {linear: [1.0, 2.0], count: 10000001}
       |                                      ^
       = help: an axis has at most 10000000
    """),
  Mistake(
    "three ends",
    onSigma("{linear: [1.0, 2.0, 3.0], count: 3}"),
    """
    error: axis 'sigma': 'linear' wants its two ends, not a list of 3
      --> studies/trial.yaml:5:19
       |
     5 |   sigma: {linear: [1.0, 2.0, 3.0], count: 3}
       |                   ^
       = help: write   linear: [0.0, 1.0]
    """),
  Mistake(
    "ends that are no list",
    onSigma("{linear: 1.0, count: 3}"),
    """
    error: axis 'sigma': 'linear' wants its two ends, not '1.0'
      --> studies/trial.yaml:5:19
       |
     5 |   sigma: {linear: 1.0, count: 3}
       |                   ^
       = help: write   linear: [0.0, 1.0]
    """),
  Mistake(
    "wrong ends",
    onSigma("{linear: [.5, one], count: 3}"),
    """
    error: axis 'sigma': '.5': a digit stands before the point
      --> studies/trial.yaml:5:20
       |
     5 |   sigma: {linear: [.5, one], count: 3}
       |                    ^
       = help: write 0.5

    error: axis 'sigma': 'one' is not a number
      --> studies/trial.yaml:5:24
       |
     5 |   sigma: {linear: [.5, one], count: 3}
       |                        ^
    """),
  Mistake(
    "a wrong companion",
    onSigma("{linear: [1.0, 2.0], cuont: 3}"),
    """
    error: axis 'sigma': 'linear' needs the key 'count'
      --> studies/trial.yaml:5:10
       |
     5 |   sigma: {linear: [1.0, 2.0], cuont: 3}
       |          ^
       = help: add   count: 11

    error: axis 'sigma': 'linear' has no key 'cuont'
      --> studies/trial.yaml:5:31
       |
     5 |   sigma: {linear: [1.0, 2.0], cuont: 3}
       |                               ^
       = help: did you mean 'count'?
    """),
  Mistake(
    "values out of range",
    onSigma("{linear: [-1.0, 1.0], count: 3}"),
    """
    error: axis 'sigma': value 1 of 3, -1.0, is out of range
      --> studies/trial.yaml:5:19
       |
     5 |   sigma: {linear: [-1.0, 1.0], count: 3}
       |                   ^
       = help: what is wanted is a number above 0.0 and at most 1000000.0
    """),
  Mistake(
    "powers that overflow",
    onTime("{log10: [300.0, 400.0], count: 2}"),
    """
    error: axis 'time': value 2 of 2 is too large for a double
      --> studies/trial.yaml:5:17
       |
     5 |   time: {log10: [300.0, 400.0], count: 2}
       |                 ^
    """),
  Mistake(
    "powers that underflow",
    onSigma("{log2: [-2000.0, -1.0], count: 2}"),
    """
    error: axis 'sigma': a value is too small for a double and would be 0
      --> studies/trial.yaml:5:17
       |
     5 |   sigma: {log2: [-2000.0, -1.0], count: 2}
       |                 ^
    """),
  Mistake(
    "a geometric form through zero",
    onTime("{geometric: [-1.0, 1.0], count: 3}"),
    """
    error: axis 'time': the ends of 'geometric' must be positive, not -1.0 and 1.0
      --> studies/trial.yaml:5:21
       |
     5 |   time: {geometric: [-1.0, 1.0], count: 3}
       |                     ^
    """),
  Mistake(
    "fractions on an axis of whole numbers",
    onNodes("{linear: [1.0, 2.0], count: 3}"),
    """
    error: axis 'nodes': value 2 of 3, 1.5, is not a whole number
      --> studies/trial.yaml:8:19
       |
     8 |   nodes: {linear: [1.0, 2.0], count: 3}
       |                   ^
       = help: what is wanted is a whole number from 1 to 4096
    """),
  Mistake(
    "whole numbers out of range",
    onNodes("{log2: [0.0, 13.0], count: 14}"),
    """
    error: axis 'nodes': value 14 of 14, 8192.0, is out of range
      --> studies/trial.yaml:8:17
       |
     8 |   nodes: {log2: [0.0, 13.0], count: 14}
       |                 ^
       = help: what is wanted is a whole number from 1 to 4096
    """),
]
