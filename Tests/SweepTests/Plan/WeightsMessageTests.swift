import Testing

/// The whole text of every message about weights.
@Suite struct WeightsMessageTests {
  @Test("a mistake is told whole", arguments: weightsMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let weightsMistakes = [
  Mistake(
    "weights that do not sum to 1",
    onWeights("[[0.5, 0.4], [0.5, 0.5]]"),
    """
    error: axis 'p': the weights sum to 0.9, not to 1
      --> studies/trial.yaml:7:7
       |
     7 |   p: [[0.5, 0.4], [0.5, 0.5]]
       |       ^
       = help: to have them divided by their sum write   fixed: {normalize: true}
    """),
  Mistake(
    "a weight that is not positive",
    onWeights("[[1.1, -0.1], [0.0, 1.0]]"),
    """
    error: axis 'p': a weight must be positive, not -0.1
      --> studies/trial.yaml:7:13
       |
     7 |   p: [[1.1, -0.1], [0.0, 1.0]]
       |             ^
       = help: the smallest weight allowed is 1e-250

    error: axis 'p': a weight must be positive, not 0.0
      --> studies/trial.yaml:7:21
       |
     7 |   p: [[1.1, -0.1], [0.0, 1.0]]
       |                     ^
       = help: the smallest weight allowed is 1e-250
    """),
  Mistake(
    "a weight that is too small",
    onWeights("[[1.0, 1.0e-251]]"),
    """
    error: axis 'p': the weight 1e-251 is too small
      --> studies/trial.yaml:7:13
       |
     7 |   p: [[1.0, 1.0e-251]]
       |             ^
       = help: the smallest weight allowed is 1e-250
    """),
  Mistake(
    "one weight",
    onWeights("[[1.0]]"),
    """
    error: axis 'p': a mixture has two weights or more, not 1
      --> studies/trial.yaml:7:7
       |
     7 |   p: [[1.0]]
       |       ^
    """),
  Mistake(
    "no weights",
    onWeights("[[]]"),
    """
    error: axis 'p': a mixture has two weights or more, not 0
      --> studies/trial.yaml:7:7
       |
     7 |   p: [[]]
       |       ^
    """),
  Mistake(
    "vectors of different lengths",
    onWeights("[[0.5, 0.5], [0.25, 0.25, 0.5]]"),
    """
    error: axis 'p': 3 weights, where the first vector has 2
      --> studies/trial.yaml:7:19
       |
     7 |   p: [[0.5, 0.5], [0.25, 0.25, 0.5]]
       |                   ^
       = help: a grid has one number of components; use one sweep for each
    """),
  Mistake(
    "one vector where a list of them is wanted",
    onWeights("[0.5, 0.5]"),
    """
    error: axis 'p': a list of weights vectors is wanted, not a list of numbers
      --> studies/trial.yaml:7:6
       |
     7 |   p: [0.5, 0.5]
       |      ^
       = help: one vector is written   [[0.25, 0.75]]
    """),
  Mistake(
    "a number for weights",
    onWeights("0.5"),
    """
    error: axis 'p': a list of weights is wanted, not '0.5'
      --> studies/trial.yaml:7:6
       |
     7 |   p: 0.5
       |      ^
    """),
  Mistake(
    "a word among weights",
    onWeights("[[0.5, half]]"),
    """
    error: axis 'p': 'half' is not a number
      --> studies/trial.yaml:7:13
       |
     7 |   p: [[0.5, half]]
       |             ^
    """),
  Mistake(
    "a vector twice",
    onWeights("{values: [[0.5, 0.5], [0.25, 0.75], [0.5, 0.5]]}"),
    """
    error: axis 'p': [0.5, 0.5] at positions 1 and 3
      --> studies/trial.yaml:7:42
       |
     7 |   p: {values: [[0.5, 0.5], [0.25, 0.75], [0.5, 0.5]]}
       |                                          ^
       = help: every point of a sweep is computed once
    """),
  Mistake(
    "parts with different numbers of components",
    onWeights("{concat: [[[0.5, 0.5]], {simplex: {components: 3, steps: 4}}]}"),
    """
    error: axis 'p': the parts have different numbers of components
      --> studies/trial.yaml:7:15
       |
     7 |   p: {concat: [[[0.5, 0.5]], {simplex: {components: 3, steps: 4}}]}
       |               ^
       = help: a grid has one number of components; use one sweep for each
    """),
  Mistake(
    "weights too large to normalize",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[1.0e+308, 1.0e+308]]
    fixed: {normalize: true}

    """,
    """
    error: axis 'p': the sum of the weights is too large for a double
      --> studies/trial.yaml:7:7
       |
     7 |   p: [[1.0e+308, 1.0e+308]]
       |       ^
    """),
  Mistake(
    "weights that vanish when normalized",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[1.0e+200, 1.0e-100]]
    fixed: {normalize: true}

    """,
    """
    error: axis 'p': divided by their sum, some weights are too small
      --> studies/trial.yaml:7:7
       |
     7 |   p: [[1.0e+200, 1.0e-100]]
       |       ^
       = help: the smallest weight allowed is 1e-250
    """),
  Mistake(
    "fixed weights that do not sum to 1",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
    fixed: {p: [0.2, 0.2]}

    """,
    """
    error: fixed 'p': the weights sum to 0.4, not to 1
      --> studies/trial.yaml:7:12
       |
     7 | fixed: {p: [0.2, 0.2]}
       |            ^
       = help: to have them divided by their sum write   fixed: {normalize: true}
    """),
  Mistake(
    "a simplex with its boundary",
    onWeights("{simplex: {components: 3, steps: 10, boundary: true}}"),
    """
    error: axis 'p': the boundary of the simplex cannot be included
      --> studies/trial.yaml:7:53
       |
     7 |   p: {simplex: {components: 3, steps: 10, boundary: true}}
       |                                                     ^
       = help: there some weight is 0, and a component of weight 0 is no component
    """),
  Mistake(
    "a simplex without points",
    onWeights("{simplex: {components: 5, steps: 4}}"),
    """
    error: axis 'p': 4 steps are too few for 5 positive weights
      --> studies/trial.yaml:7:39
       |
     7 |   p: {simplex: {components: 5, steps: 4}}
       |                                       ^
       = help: write   steps: 5   or more
    """),
  Mistake(
    "a simplex of one component",
    onWeights("{simplex: {components: 1, steps: 4}}"),
    """
    error: axis 'p': components: 1 is out of range
      --> studies/trial.yaml:7:29
       |
     7 |   p: {simplex: {components: 1, steps: 4}}
       |                             ^
       = help: what is wanted is a whole number from 2 to 100000000
    """),
  Mistake(
    "too large a simplex",
    onWeights("{simplex: {components: 10, steps: 100}}"),
    """
    error: axis 'p': the simplex has too many lattice points
      --> studies/trial.yaml:7:16
       |
     7 |   p: {simplex: {components: 10, steps: 100}}
       |                ^
       = help: an axis has at most 10000000 values
    """),
  Mistake(
    "a simplex without steps",
    onWeights("{simplex: {component: 3}}"),
    """
    error: axis 'p': 'simplex' needs the key 'components'
      --> studies/trial.yaml:7:16
       |
     7 |   p: {simplex: {component: 3}}
       |                ^

    error: axis 'p': 'simplex' needs the key 'steps'
      --> studies/trial.yaml:7:16
       |
     7 |   p: {simplex: {component: 3}}
       |                ^

    error: axis 'p': 'simplex' has no key 'component'
      --> studies/trial.yaml:7:17
       |
     7 |   p: {simplex: {component: 3}}
       |                 ^
       = help: did you mean 'components'?
    """),
  Mistake(
    "a simplex that is a list",
    onWeights("{simplex: [3, 10]}"),
    """
    error: axis 'p': 'simplex' is a map, not a list
      --> studies/trial.yaml:7:16
       |
     7 |   p: {simplex: [3, 10]}
       |                ^
       = help: write   {simplex: {components: 3, steps: 10}}
    """),
  Mistake(
    "numbers for weights",
    onWeights("{linear: [0.1, 0.9], count: 3}"),
    """
    error: axis 'p': the form 'linear' does not give what 'p' takes
      --> studies/trial.yaml:7:7
       |
     7 |   p: {linear: [0.1, 0.9], count: 3}
       |       ^
       = help: 'p' takes a list of two or more weights; known: simplex, values, concat
    """),
]
