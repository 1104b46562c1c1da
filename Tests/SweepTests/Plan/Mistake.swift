import Testing

/// A sweep file with a mistake, and all that is said of it.
struct Mistake: Sendable, CustomTestStringConvertible {
  let title: String
  let text: String
  let message: String

  init(_ title: String, _ text: String, _ message: String) {
    self.title = title
    self.text = text
    self.message = message
  }

  var testDescription: String { title }
}

private let head = "sweep: 1\nname: trial\nexperiment: wim\naxes:\n"

/// A sweep file without mistakes; it ends within its axes.
let valid = onSigma("0.1")

/// A sweep file in which σ is given as told, in line 5.
func onSigma(_ form: String) -> String {
  head + "  sigma: \(form)\n  d: 1.0\n  p: [[0.5, 0.5]]\n"
}

/// A sweep file in which an input of whole numbers is given as told, in line 8.
func onNodes(_ form: String) -> String {
  valid + "  nodes: \(form)\n"
}

/// A sweep file in which weights are given as told, in line 7.
func onWeights(_ form: String, _ rest: String = "") -> String {
  head + "  sigma: 0.1\n  d: 1.0\n  p: \(form)\n" + rest
}

/// A sweep file in which mixtures are given as told, in line 5 or below.
func onMixture(_ form: String) -> String {
  head + "  mixture: " + (form.contains("- ") ? "\n" : "") + form + "\n"
}

/// A sweep file of an input that may be any number, given as told, in line 5.
func onTime(_ form: String) -> String {
  "sweep: 1\nname: trial\nexperiment: decay\naxes:\n  time: \(form)\n  cells: 8\n"
}
