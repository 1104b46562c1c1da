/// A part of the way from a feature, in s.
///
/// Not a tuple: for an array of tuples the runtime looks up their type behind a lock, at
/// each mixture.
private struct Stretch {
  var start: Double
  var stop: Double
}

extension FeatureMap {
  /// The panels that cover the window.
  ///
  /// From each feature panels of equal length in s march to the middle between
  /// it and the next, at most 1.7 long from a crossing and 1.1 from a mean; a
  /// panel is halved while it is longer than nine tenths of the distance to any other
  /// feature plus that feature's scale. With 16 nodes this leaves 3·10⁻¹⁵ of √(G_aa G_bb) in
  /// the blocks of θ and μ and 5·10⁻¹⁵ in those of σ, over 400 random lattices.
  func panels() -> [Panel] {
    var panels: [Panel] = []
    for (index, feature) in features.enumerated() where window.contains(feature.position) {
      let before = index > 0 ? features[index - 1].position : nil
      let after = index + 1 < features.count ? features[index + 1].position : nil
      let left =
        before.map { 0.5 * (feature.position - $0) } ?? (feature.position - window.lowerBound)
      let right =
        after.map { 0.5 * ($0 - feature.position) } ?? (window.upperBound - feature.position)
      // Where the window ends at a feature there may be features beyond, but no panels.
      if feature.position > window.lowerBound {
        appendPanels(from: index, direction: -1, length: left, to: &panels)
      }
      if feature.position < window.upperBound {
        appendPanels(from: index, direction: 1, length: right, to: &panels)
      }
    }
    return panels
  }

  private func appendPanels(
    from index: Int, direction: Double, length: Double, to panels: inout [Panel]
  ) {
    guard length > 0 else { return }
    let feature = features[index]
    let end = inverseHyperbolicSine(length / feature.scale)
    let longest = feature.kind == .crossing ? 1.7 : 1.1
    let count = max(1, (end / longest - 1e-9).rounded(.up))
    var pending = (0..<Int(count)).reversed().map { k in
      Stretch(start: end * Double(k) / count, stop: end * Double(k + 1) / count)
    }
    while let stretch = pending.popLast() {
      let (start, stop) = (stretch.start, stretch.stop)
      let near = feature.scale * hyperbolicSine(start)
      let far = feature.scale * hyperbolicSine(stop)
      let isTooLong = features.indices.contains { other in
        guard other != index else { return false }
        let offset = direction * (features[other].position - feature.position)
        let distance = offset > far ? offset - far : (offset < near ? near - offset : 0)
        return far - near > 0.9 * (distance + features[other].scale)
      }
      if isTooLong && stop - start > 1e-3 {
        let middle = 0.5 * (start + stop)
        pending.append(Stretch(start: middle, stop: stop))
        pending.append(Stretch(start: start, stop: middle))
      } else {
        panels.append(
          Panel(
            anchor: feature.position, scale: direction * feature.scale,
            centre: 0.5 * (start + stop), half: 0.5 * (stop - start)))
      }
    }
  }
}

/// sinh x for x ≥ 0.
private func hyperbolicSine(_ x: Double) -> Double {
  let y = exponentialMinusOne(x)
  return 0.5 * (y + y / (y + 1))
}

/// arsinh x = ln(1 + (x + x²/(1 + √(1 + x²)))) for x ≥ 0.
private func inverseHyperbolicSine(_ x: Double) -> Double {
  logarithm(onePlus: x + x * x / (1 + (1 + x * x).squareRoot()))
}
