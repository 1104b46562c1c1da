/// A place where the integrands change quickly, and over what distance.
struct Feature: Sendable, Equatable {
  /// What changes there.
  enum Kind: Sendable {
    /// A mean of a Gaussian component: its tail turns into its bulk.
    case mean
    /// The mean of a Laplace component: the density has a corner.
    case corner
    /// Two components change places on the upper envelope of the densities.
    case crossing
    /// The centre of ρ_b ρ_c/ρ_m inside the cell where component m prevails: the mass of
    /// an entry between far components.
    case distantPeak
  }

  /// Where it lies.
  var position: Double
  /// The length over which the integrands change.
  var scale: Double
  /// What changes there.
  var kind: Kind
}

/// The features of a mixture, ascending, and the window outside which the
/// integrands are negligible.
///
/// A crossing of p_i ρ_i and p_j ρ_j matters where both lie within two nats of the upper
/// envelope; 1/ρ has poles at distance π/κ from it, κ the difference of the logarithmic
/// slopes, and that distance is its scale. The window reaches T σ beyond the means, T
/// such that the tails outside are below e^{−38} of an entry, however small the weights.
struct FeatureMap: Sendable {
  /// The features, ascending.
  let features: [Feature]
  /// The ends of the window.
  let window: ClosedRange<Double>

  /// The features of a mixture in normalized units.
  init(_ mixture: Mixture) {
    let envelope = Envelope(mixture)
    var features = Self.means(of: mixture)
    features += envelope.crossings()
    features += envelope.distantPeaks(besides: features)
    self.features = Self.pruned(features)
    self.window = envelope.window
  }

  /// The features of the stretch between the means of two components in normalized units, and
  /// that stretch as the window.
  ///
  /// None is pruned: both means are to be ends of panels. Crossings outside count as well, for the
  /// poles of 1/ρ reach in from there.
  init(between mixture: Mixture) {
    let envelope = Envelope(mixture)
    let means = Self.means(of: mixture)
    features = (means + envelope.crossings()).sorted { $0.position < $1.position }
    window = means[0].position...means[means.count - 1].position
  }

  /// Features of an integrand that is no mixture's, ascending.
  init(_ features: [Feature], window: ClosedRange<Double>) {
    self.features = features
    self.window = window
  }

  private static func means(of mixture: Mixture) -> [Feature] {
    mixture.components.map { component in
      Feature(
        position: component.mean.high, scale: 2 * component.scale,
        kind: component.family == .gaussian ? .mean : .corner)
    }
  }

  /// The features without those that an equally fine one, closer than a
  /// quarter of its scale, resolves as well.
  private static func pruned(_ features: [Feature]) -> [Feature] {
    var kept: [Feature] = []
    for feature in features.sorted(by: { ($0.scale, $0.position) < ($1.scale, $1.position) }) {
      let isResolved = kept.contains { other in
        abs(feature.position - other.position) <= 0.25 * other.scale
          && other.scale <= 1.5 * feature.scale
      }
      // A corner must stay the end of a panel whatever resolves its scale.
      if !isResolved || feature.kind == .corner { kept.append(feature) }
    }
    return kept.sorted { $0.position < $1.position }
  }
}
