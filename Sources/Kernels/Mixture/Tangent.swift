/// The families of functions whose products over ρ make up the information matrices.
///
/// The first three are −∂F/∂θ_i, −∂F/∂μ_k and −∂F/∂σ_k for the distribution function F of the
/// mixture, the fourth is ∂ρ/∂θ_i for its density. With the last, 1 itself, ∫ dx/ρ is such a
/// product too.
struct TangentFamilies: OptionSet, Sendable {
  let rawValue: Int

  /// F_i − F_{i+1}.
  static let weights = Self(rawValue: 1)
  /// p_k ρ_k.
  static let means = Self(rawValue: 2)
  /// p_k z_k ρ_k, z_k = (x − μ_k)/σ_k.
  static let scales = Self(rawValue: 4)
  /// ρ_{i+1} − ρ_i.
  static let densities = Self(rawValue: 8)
  /// 1.
  static let unit = Self(rawValue: 16)
}

/// Where the tangent vectors of a mixture of N components stand among exponents and mantissas.
struct TangentLayout: Sendable {
  /// Where the exponent and the mantissa of one tangent vector stand.
  struct Place: Sendable {
    let exponent: Int
    let mantissa: Int
  }

  /// N.
  let componentCount: Int

  /// How many exponents there are: of F_i − F_{i+1}, of ρ_k, of ρ_{i+1} − ρ_i, of 1.
  var exponentCount: Int { 3 * componentCount - 1 }
  /// How many mantissas there are.
  var mantissaCount: Int { 4 * componentCount - 1 }

  /// F_i − F_{i+1}.
  @inline(__always)
  func weight(_ i: Int) -> Place { Place(exponent: i, mantissa: i) }

  /// p_k ρ_k.
  @inline(__always)
  func mean(_ k: Int) -> Place {
    Place(exponent: componentCount - 1 + k, mantissa: componentCount - 1 + k)
  }

  /// p_k z_k ρ_k, which has the exponent of p_k ρ_k.
  @inline(__always)
  func scale(_ k: Int) -> Place {
    Place(exponent: componentCount - 1 + k, mantissa: 2 * componentCount - 1 + k)
  }

  /// ρ_{i+1} − ρ_i.
  @inline(__always)
  func density(_ i: Int) -> Place {
    Place(exponent: 2 * componentCount - 1 + i, mantissa: 3 * componentCount - 1 + i)
  }

  /// 1.
  @inline(__always)
  var unit: Place { Place(exponent: exponentCount - 1, mantissa: mantissaCount - 1) }
}
