/// How many insertions, deletions, replacements and swaps of neighbours lead
/// from one word to another (optimal string alignment).
func editDistance(_ one: String, _ other: String) -> Int {
  let a = Array(one.unicodeScalars)
  let b = Array(other.unicodeScalars)
  var beforePrevious = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  for i in 0..<a.count {
    var current = [i + 1] + [Int](repeating: 0, count: b.count)
    for j in 0..<b.count {
      current[j + 1] = min(
        previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        current[j + 1] = min(current[j + 1], beforePrevious[j - 1] + 1)
      }
    }
    beforePrevious = previous
    previous = current
  }
  return previous[b.count]
}

/// The known word that was probably meant by an unknown one.
func nearestWord(to word: String, among known: [String]) -> String? {
  // A longer word than this is no slip of the fingers, and comparing it is slow.
  guard word.count <= 64 else { return nil }
  let distances = known.map { ($0, editDistance(word.lowercased(), $0)) }
  guard let nearest = distances.min(by: { $0.1 < $1.1 }) else { return nil }
  return nearest.1 <= max(1, nearest.0.count / 3) ? nearest.0 : nil
}

/// The help for an unknown word: the known one that was probably meant, or all
/// of them.
public func suggestion(for word: String, among known: [String]) -> String {
  nearestWord(to: word, among: known).map { "did you mean '\($0)'?" }
    ?? "known: \(known.joined(separator: ", "))"
}

/// A list as a sentence has it: "a, b and c".
func listing(_ words: [String], _ conjunction: String = "and") -> String {
  guard words.count > 1, let last = words.last else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(conjunction) " + last
}
