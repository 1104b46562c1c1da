internal import Foundation

/// A number with the digits that someone has typed.
struct TypedNumber: Equatable {
  let value: Double
  /// A half of the last of these digits, and a little less: what lies in the middle has other digits.
  private let slack: Double

  init?(_ text: String) {
    guard let value = Double(text), value.isFinite else { return nil }
    self.value = value
    let parts = text.lowercased().split(separator: "e")
    let fraction = parts[0].split(separator: ".", omittingEmptySubsequences: false).dropFirst()
    let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    slack = Self.half(ofPlace: power - (fraction.first?.count ?? 0))
  }

  private static func half(ofPlace place: Int) -> Double { (0.5 - 1e-9) * pow(10, Double(place)) }

  /// The positions of the equal numbers or, failing that, of the nearest that have the digits.
  func nearest(among numbers: [Double]) -> [Int] {
    let equal = numbers.indices.filter { numbers[$0] == value }
    guard equal.isEmpty else { return equal }
    let distances = numbers.map { abs($0 - value) }
    guard let least = distances.filter({ $0 < slack + value.ulp }).min() else { return [] }
    return distances.indices.filter { distances[$0] == least }
  }

  /// The number as the end of a range of numbers.
  func lowEnd(among numbers: [Double]) -> Double { value - endSlack(among: numbers) }

  /// The number as the end of a range of numbers.
  func highEnd(among numbers: [Double]) -> Double { value + endSlack(among: numbers) }

  /// How far numbers may lie beyond that are meant by an end: none where one is that end; else those
  /// that have its digits, six at least, of which tables show as many.
  private func endSlack(among numbers: [Double]) -> Double {
    guard value != 0, !numbers.contains(value) else { return 0 }
    return min(slack, Self.half(ofPlace: Int(log10(abs(value)).rounded(.down)) - 5))
  }
}
