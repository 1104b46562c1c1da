/// An energy of densities on a grid, the sum of an internal, a potential and an interaction energy.
///
///     E(p) = Σ_i [D p_i ln p_i + c p_i^m/(m − 1) + V_i p_i + ½ (W * p)_i p_i] hⁿ
///
/// D = β⁻¹ is the diffusion; W * p is `Convolution`'s.
public struct FlowEnergy: Sendable {
  /// D ≥ 0.
  public var diffusion: Double
  /// c and m.
  public var porousMedium: PorousMedium?
  /// V, in closed form.
  public var potential: PotentialSum
  /// A further part of V by its value in every cell; empty for none.
  public var samples: [Double]
  /// The terms of W with their coefficients.
  public var interactions: [(coefficient: Double, interaction: Interaction)]

  /// The sum of the given energies.
  public init(
    diffusion: Double = 0, porousMedium: PorousMedium? = nil,
    potential: PotentialSum = PotentialSum([]), samples: [Double] = [],
    interactions: [(coefficient: Double, interaction: Interaction)] = []
  ) {
    precondition(diffusion >= 0, "a diffusion is not negative")
    precondition(interactions.allSatisfy { $0.interaction.isValid }, "an interaction has a range")
    self.diffusion = diffusion
    self.porousMedium = porousMedium
    self.potential = potential
    self.samples = samples
    self.interactions = interactions
  }

  /// ∫ p ln p, whose flow is the heat equation.
  public static let heat = FlowEnergy(diffusion: 1)
}
