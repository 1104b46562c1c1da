import Testing

/// The whole text of every message about mixtures.
@Suite struct MixtureMessageTests {
  @Test("a mistake is told whole", arguments: mixtureMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let mixtureMistakes = [
  Mistake(
    "an empty mixture",
    onMixture("[{}]"),
    """
    error: axis 'mixture': a mixture needs the key 'weights'
      --> studies/trial.yaml:5:13
       |
     5 |   mixture: [{}]
       |             ^

    error: axis 'mixture': a mixture needs the key 'means'
      --> studies/trial.yaml:5:13
       |
     5 |   mixture: [{}]
       |             ^

    error: axis 'mixture': a mixture needs the key 'scales'
      --> studies/trial.yaml:5:13
       |
     5 |   mixture: [{}]
       |             ^
    """),
  Mistake(
    "a mixture that is a list",
    onMixture("[[0.5, 0.5]]"),
    """
    error: axis 'mixture': a mixture is a map, not a list
      --> studies/trial.yaml:5:13
       |
     5 |   mixture: [[0.5, 0.5]]
       |             ^
       = help: write   {weights: [0.5, 0.5], means: [-1.0, 1.0], scales: 0.1}
    """),
  Mistake(
    "different lengths",
    onMixture(
      """
          - {weights: [0.5, 0.5], means: [0.0, 1.0, 2.0], scales: [0.1], family: [gaussian, \
      laplace, laplace]}
      """),
    """
    error: axis 'mixture': the number of means is 3, that of weights 2
      --> studies/trial.yaml:6:36
       |
     6 |     - {weights: [0.5, 0.5], means: [0.0, 1.0, 2.0], scales: [0.1], family: [gaussian, \
    laplace, l…
       |                                    ^
       = help: each component has a weight, a mean, a scale and a family

    error: axis 'mixture': the number of scales is 1, that of weights 2
      --> studies/trial.yaml:6:61
       |
     6 |     - {weights: [0.5, 0.5], means: [0.0, 1.0, 2.0], scales: [0.1], family: [gaussian, \
    laplace, l…
       |                                                             ^
       = help: each component has a weight, a mean, a scale and a family

    error: axis 'mixture': the number of families is 3, that of weights 2
      --> studies/trial.yaml:6:76
       |
     6 | … [0.5, 0.5], means: [0.0, 1.0, 2.0], scales: [0.1], family: [gaussian, laplace, \
    laplace]}
       |                                                              ^
       = help: each component has a weight, a mean, a scale and a family
    """),
  Mistake(
    "means that do not ascend",
    onMixture(
      """
          - {weights: [0.2, 0.3, 0.5], means: [0.0, 2.0, 2.0], scales: 0.1}
      """),
    """
    error: axis 'mixture': the means must ascend, and 2.0 follows 2.0
      --> studies/trial.yaml:6:52
       |
     6 |     - {weights: [0.2, 0.3, 0.5], means: [0.0, 2.0, 2.0], scales: 0.1}
       |                                                    ^
       = help: list the components in the order of their means
    """),
  Mistake(
    "a mean that is too far",
    onMixture(
      """
          - {weights: [0.5, 0.5], means: [0.0, 1.0e+200], scales: 0.1}
      """),
    """
    error: axis 'mixture': a mean: 1e+200 is out of range
      --> studies/trial.yaml:6:42
       |
     6 |     - {weights: [0.5, 0.5], means: [0.0, 1.0e+200], scales: 0.1}
       |                                          ^
       = help: what is wanted is a number between -1e+150 and 1e+150
    """),
  Mistake(
    "wrong scales",
    onMixture(
      """
          - {weights: [0.5, 0.5], means: [0.0, 1.0], scales: [0.1, 0.0]}
          - {weights: [0.5, 0.5], means: [0.0, 1.0], scales: -1}
      """),
    """
    error: axis 'mixture': a scale: 0.0 is out of range
      --> studies/trial.yaml:6:62
       |
     6 |     - {weights: [0.5, 0.5], means: [0.0, 1.0], scales: [0.1, 0.0]}
       |                                                              ^
       = help: what is wanted is a number above 1e-150 and at most 1e+150

    error: axis 'mixture': a scale: -1.0 is out of range
      --> studies/trial.yaml:7:56
       |
     7 |     - {weights: [0.5, 0.5], means: [0.0, 1.0], scales: -1}
       |                                                        ^
       = help: what is wanted is a number above 1e-150 and at most 1e+150
    """),
  Mistake(
    "wrong weights",
    onMixture(
      """
          - {weights: [0.5, 0.4], means: [0.0, 1.0], scales: 0.1}
          - {weights: [1.0], means: [0.0], scales: 0.1}
          - {weights: 1.0, means: [0.0], scales: 0.1}
      """),
    """
    error: axis 'mixture': the weights sum to 0.9, not to 1
      --> studies/trial.yaml:6:17
       |
     6 |     - {weights: [0.5, 0.4], means: [0.0, 1.0], scales: 0.1}
       |                 ^
       = help: to have them divided by their sum write   fixed: {normalize: true}

    error: axis 'mixture': a mixture has two weights or more, not 1
      --> studies/trial.yaml:7:17
       |
     7 |     - {weights: [1.0], means: [0.0], scales: 0.1}
       |                 ^

    error: axis 'mixture': a list of weights is wanted, not '1.0'
      --> studies/trial.yaml:8:17
       |
     8 |     - {weights: 1.0, means: [0.0], scales: 0.1}
       |                 ^
    """),
  Mistake(
    "an unknown family",
    onMixture(
      """
          - {weights: [0.5, 0.5], means: [0.0, 1.0], scales: 0.1, family: [gaussian, laplacian]}
          - {weights: [0.5, 0.5], means: [0.0, 2.0], scales: 0.1, family: cauchy}
      """),
    """
    error: axis 'mixture': family: 'laplacian' is not known
      --> studies/trial.yaml:6:80
       |
     6 |     - {weights: [0.5, 0.5], means: [0.0, 1.0], scales: 0.1, family: [gaussian, \
    laplacian]}
       |                                                                                ^
       = help: known: gaussian, laplace

    error: axis 'mixture': family: 'cauchy' is not known
      --> studies/trial.yaml:7:69
       |
     7 |     - {weights: [0.5, 0.5], means: [0.0, 2.0], scales: 0.1, family: cauchy}
       |                                                                     ^
       = help: known: gaussian, laplace
    """),
  Mistake(
    "an unknown key in a mixture",
    onMixture(
      """
          - {weights: [0.5, 0.5], means: [0.0, 1.0], scale: 0.1}
      """),
    """
    error: axis 'mixture': a mixture needs the key 'scales'
      --> studies/trial.yaml:6:7
       |
     6 |     - {weights: [0.5, 0.5], means: [0.0, 1.0], scale: 0.1}
       |       ^

    error: axis 'mixture': a mixture has no key 'scale'
      --> studies/trial.yaml:6:48
       |
     6 |     - {weights: [0.5, 0.5], means: [0.0, 1.0], scale: 0.1}
       |                                                ^
       = help: did you mean 'scales'?
    """),
  Mistake(
    "a wrong id",
    onMixture(
      """
          - {id: [1], weights: [0.5, 0.5], means: [0.0, 1.0], scales: 0.1}
      """),
    """
    error: axis 'mixture': an id is a word or a number, not a list
      --> studies/trial.yaml:6:12
       |
     6 |     - {id: [1], weights: [0.5, 0.5], means: [0.0, 1.0], scales: 0.1}
       |            ^
    """),
  Mistake(
    "a mixture twice",
    onMixture(
      """
          - {id: a, weights: [0.5, 0.5], means: [0.0, 1.0], scales: 0.1}
          - {id: b, weights: [0.5, 0.5], means: [0.0, 1.0], scales: [0.1, 0.1]}
      """),
    """
    error: axis 'mixture': the same mixture at positions 1 and 2
      --> studies/trial.yaml:7:7
       |
     7 |     - {id: b, weights: [0.5, 0.5], means: [0.0, 1.0], scales: [0.1, 0.1]}
       |       ^
       = help: every point of a sweep is computed once
    """),
  Mistake(
    "an id twice",
    onMixture(
      """
          - {id: a, weights: [0.5, 0.5], means: [0.0, 1.0], scales: 0.1}
          - {id: a, weights: [0.5, 0.5], means: [0.0, 2.0], scales: 0.1}
      """),
    """
    error: axis 'mixture': the id 'a' at positions 1 and 2
      --> studies/trial.yaml:7:7
       |
     7 |     - {id: a, weights: [0.5, 0.5], means: [0.0, 2.0], scales: 0.1}
       |       ^
       = help: an id names one mixture
    """),
]
