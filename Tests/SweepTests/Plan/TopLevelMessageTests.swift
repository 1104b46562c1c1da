import Testing

/// The whole text of every message about the top level of a sweep file.
@Suite struct TopLevelMessageTests {
  @Test("a mistake is told whole", arguments: topLevelMistakes)
  func message(of mistake: Mistake) {
    #expect(messages(mistake.text) == mistake.message)
  }
}

private let topLevelMistakes = [
  Mistake(
    "an empty file",
    "",
    """
    error: the file is empty
      --> studies/trial.yaml:1:1
       |
     1 |
       | ^
    """),
  Mistake(
    "a file of comments only",
    "# nothing yet\n",
    """
    error: the file is empty
      --> studies/trial.yaml:1:1
       |
     1 | # nothing yet
       | ^
    """),
  Mistake(
    "a list",
    "- 1\n- 2\n",
    """
    error: a sweep file is a map of keys and values, not a list
      --> studies/trial.yaml:1:1
       |
     1 | - 1
       | ^
       = help: known: sweep, name, experiment, axes, fixed, outputs, checkpoint
    """),
  Mistake(
    "everything missing",
    "name: trial\n",
    """
    error: a sweep file needs the key 'sweep'
      --> studies/trial.yaml:1:1
       |
     1 | name: trial
       | ^
       = help: begin the file with   sweep: 1

    error: a sweep file needs the key 'axes'
      --> studies/trial.yaml:1:1
       |
     1 | name: trial
       | ^
       = help: name what varies, such as   axes: {sigma: [0.1, 0.2]}; one value is an axis, too

    error: a sweep file needs the key 'experiment'
      --> studies/trial.yaml:1:1
       |
     1 | name: trial
       | ^
       = help: known: wim, decay
    """),
  Mistake(
    "an unknown version",
    valid.replacing("sweep: 1", with: "sweep: 2"),
    """
    error: sweep: format version 2 is not known
      --> studies/trial.yaml:1:8
       |
     1 | sweep: 2
       |        ^
       = help: this program reads version 1
    """),
  Mistake(
    "a version in words",
    valid.replacing("sweep: 1", with: "sweep: one"),
    """
    error: sweep: the format version is a whole number, not 'one'
      --> studies/trial.yaml:1:8
       |
     1 | sweep: one
       |        ^
       = help: write   sweep: 1
    """),
  Mistake(
    "a name with a slash",
    valid.replacing("trial", with: "a/b"),
    """
    error: name: 'a/b' does not serve as a name
      --> studies/trial.yaml:2:7
       |
     2 | name: a/b
       |       ^
       = help: use letters, digits, '-', '_' and '.', beginning with a letter, a digit or '_'
    """),
  Mistake(
    "a hidden name",
    valid.replacing("trial", with: ".a"),
    """
    error: name: '.a' does not serve as a name
      --> studies/trial.yaml:2:7
       |
     2 | name: .a
       |       ^
       = help: use letters, digits, '-', '_' and '.', beginning with a letter, a digit or '_'
    """),
  Mistake(
    "a name that is a list",
    valid.replacing("trial", with: "[a]"),
    """
    error: name: a word is wanted, not a list
      --> studies/trial.yaml:2:7
       |
     2 | name: [a]
       |       ^
    """),
  Mistake(
    "an empty name",
    valid.replacing("name: trial", with: "name:"),
    """
    error: name: a word is wanted, not nothing
      --> studies/trial.yaml:2:6
       |
     2 | name:
       |      ^
    """),
  Mistake(
    "an unknown experiment",
    valid.replacing("wim", with: "win"),
    """
    error: experiment 'win' is not known
      --> studies/trial.yaml:3:13
       |
     3 | experiment: win
       |             ^
       = help: did you mean 'wim'?
    """),
  Mistake(
    "an experiment like none known",
    valid.replacing("wim", with: "something"),
    """
    error: experiment 'something' is not known
      --> studies/trial.yaml:3:13
       |
     3 | experiment: something
       |             ^
       = help: known: wim, decay
    """),
  Mistake(
    "an unknown key",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    chekpoint: {seconds: 1}

    """,
    """
    error: a sweep file has no key 'chekpoint'
      --> studies/trial.yaml:8:1
       |
     8 | chekpoint: {seconds: 1}
       | ^
       = help: did you mean 'checkpoint'?
    """),
  Mistake(
    "a key like none known",
    """
    sweep: 1
    name: trial
    experiment: wim
    axes:
      sigma: 0.1
      d: 1.0
      p: [[0.5, 0.5]]
    kind: wim

    """,
    """
    error: a sweep file has no key 'kind'
      --> studies/trial.yaml:8:1
       |
     8 | kind: wim
       | ^
       = help: known: sweep, name, experiment, axes, fixed, outputs, checkpoint
    """),
]
