import Testing

/// The whole text of every message about mixtures in files.
@Suite struct MixtureFileMessageTests {
  @Test("a mistake is told whole", arguments: mixtureFileMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let mixtureFileMistakes = [
  Mistake(
    "a file that is not there",
    onMixture("{file: absent.jsonl}"),
    """
    error: axis 'mixture': the file 'studies/absent.jsonl' cannot be read: no such file
      --> studies/trial.yaml:5:19
       |
     5 |   mixture: {file: absent.jsonl}
       |                   ^
       = help: a relative name is one beside the sweep file
    """),
  Mistake(
    "a file without a name",
    onMixture("{file: }"),
    """
    error: axis 'mixture': the name of a file is wanted, not nothing
      --> studies/trial.yaml:5:19
       |
     5 |   mixture: {file: }
       |                   ^
       = help: write   file: mixtures.jsonl
    """),
  Mistake(
    "a file of blank lines",
    onMixture("{file: blank.jsonl}"),
    """
    error: axis 'mixture': the file 'studies/blank.jsonl' has no mixtures
      --> studies/trial.yaml:5:19
       |
     5 |   mixture: {file: blank.jsonl}
       |                   ^
    """),
  Mistake(
    "mistakes in a file",
    onMixture("{file: wrong.jsonl}"),
    """
    error: axis 'mixture': the weights sum to 0.9, not to 1
      --> studies/wrong.jsonl:2:13
       |
     2 | {"weights": [0.5, 0.4], "means": [1, 0], "scales": 0.1}
       |             ^
       = help: to have them divided by their sum write   fixed: {normalize: true}

    error: axis 'mixture': the means must ascend, and 0.0 follows 1.0
      --> studies/wrong.jsonl:2:38
       |
     2 | {"weights": [0.5, 0.4], "means": [1, 0], "scales": 0.1}
       |                                      ^
       = help: list the components in the order of their means

    error: this is not JSON: ',' or '}' is missing
      --> studies/wrong.jsonl:3:40
       |
     3 | {"weights": [0.5, 0.5], "means": [0, 1]
       |                                        ^

    error: axis 'mixture': '00': a number has no leading zeros
      --> studies/wrong.jsonl:4:35
       |
     4 | {"weights": [0.5, 0.5], "means": [00, +1], "scales": "0.1", "sort": 3}
       |                                   ^
       = help: write 0

    error: axis 'mixture': '+1': a number has no leading '+'
      --> studies/wrong.jsonl:4:39
       |
     4 | {"weights": [0.5, 0.5], "means": [00, +1], "scales": "0.1", "sort": 3}
       |                                       ^
       = help: write 1

    error: axis 'mixture': a scale: "0.1" is a text, where a number is wanted
      --> studies/wrong.jsonl:4:54
       |
     4 | {"weights": [0.5, 0.5], "means": [00, +1], "scales": "0.1", "sort": 3}
       |                                                      ^
       = help: write 0.1 without quotes

    error: axis 'mixture': a mixture has no key 'sort'
      --> studies/wrong.jsonl:4:61
       |
     4 | {"weights": [0.5, 0.5], "means": [00, +1], "scales": "0.1", "sort": 3}
       |                                                             ^
       = help: known: id, weights, means, scales, family
    """),
]
