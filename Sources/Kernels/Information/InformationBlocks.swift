/// Which information matrices of a mixture are wanted.
public struct InformationBlocks: OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int

  /// The set of the given bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The Wasserstein information matrix in θ.
  public static let wasserstein = Self(rawValue: 1)
  /// The Fisher information matrix in θ.
  public static let fisher = Self(rawValue: 2)
  /// The block of θ and the means.
  public static let cross = Self(rawValue: 4)
  /// The block of the means.
  public static let mean = Self(rawValue: 8)
  /// The blocks of the scales with θ, the means and themselves.
  public static let scale = Self(rawValue: 16)

  /// The full matrix in (θ, μ, σ), in its blocks.
  public static let full: Self = [.wasserstein, .cross, .mean, .scale]
}

/// The products that make up the wanted matrices, and which of them are whose entries.
struct InformationProducts {
  /// What is integrated.
  private(set) var products = ScaledGram.Products()
  /// The tangent vectors that occur.
  let families: TangentFamilies
  /// N.
  let componentCount: Int

  // The numbers of the products, row by row; of a diagonal alone where no more is wanted.
  private(set) var weightByWeight: [Int] = []
  private(set) var weightByMean: [Int] = []
  private(set) var weightByScale: [Int] = []
  private(set) var meanByMean: [Int] = []
  private(set) var meanByScale: [Int] = []
  private(set) var scaleByScale: [Int] = []
  private(set) var densityByDensity: [Int] = []

  /// The products for a mixture of the layout's size.
  ///
  /// Where an off-diagonal block is wanted, so are the diagonals that its errors are measured by.
  init(_ blocks: InformationBlocks, _ layout: TangentLayout, diagonalOnly: Bool) {
    let hasMeans = !blocks.isDisjoint(with: [.cross, .mean, .scale])
    let hasScales = blocks.contains(.scale)
    let crossed = blocks.intersection([.cross, .scale])
    var families: TangentFamilies = []
    if blocks.contains(.wasserstein) || !crossed.isEmpty { families.insert(.weights) }
    if hasMeans { families.insert(.means) }
    if hasScales { families.insert(.scales) }
    if blocks.contains(.fisher) { families.insert(.densities) }
    self.families = families
    let count = layout.componentCount
    componentCount = count
    if families.contains(.weights) {
      weightByWeight = appendSquare(
        count - 1, layout.weight, diagonalOnly: diagonalOnly || !blocks.contains(.wasserstein))
    }
    if !crossed.isEmpty { appendCrossed(crossed, layout) }
    if hasScales {
      appendMeansAndScales(layout, allMeans: blocks.contains(.mean) && !diagonalOnly)
    } else if hasMeans {
      meanByMean = appendSquare(
        count, layout.mean, diagonalOnly: diagonalOnly || !blocks.contains(.mean))
    }
    if blocks.contains(.fisher) {
      densityByDensity = appendSquare(count - 1, layout.density, diagonalOnly: diagonalOnly)
    }
  }

  /// The products of the tangent vectors of one family with each other.
  private mutating func appendSquare(
    _ count: Int, _ place: (Int) -> TangentLayout.Place, diagonalOnly: Bool
  ) -> [Int] {
    if diagonalOnly {
      return (0..<count).map { append(place($0), place($0)) }
    }
    var numbers = [Int](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in i..<count {
        let number = append(place(i), place(j))
        numbers[i * count + j] = number
        numbers[j * count + i] = number
      }
    }
    return numbers
  }

  private mutating func append(_ a: TangentLayout.Place, _ b: TangentLayout.Place) -> Int {
    products.beginGroup(a.exponent, b.exponent)
    return products.append(a.mantissa, b.mantissa)
  }

  /// F_i − F_{i+1} with p_k ρ_k and p_k z_k ρ_k.
  private mutating func appendCrossed(_ blocks: InformationBlocks, _ layout: TangentLayout) {
    for i in 0..<(layout.componentCount - 1) {
      for k in 0..<layout.componentCount {
        let (weight, mean, scale) = (layout.weight(i), layout.mean(k), layout.scale(k))
        products.beginGroup(weight.exponent, mean.exponent)
        if blocks.contains(.cross) {
          weightByMean.append(products.append(weight.mantissa, mean.mantissa))
        }
        if blocks.contains(.scale) {
          weightByScale.append(products.append(weight.mantissa, scale.mantissa))
        }
      }
    }
  }

  /// p_k ρ_k and p_k z_k ρ_k with each other.
  private mutating func appendMeansAndScales(_ layout: TangentLayout, allMeans: Bool) {
    let count = layout.componentCount
    let square = [Int](repeating: 0, count: count * count)
    meanByMean = allMeans ? square : [Int](repeating: 0, count: count)
    (meanByScale, scaleByScale) = (square, square)
    for k in 0..<count {
      for l in k..<count {
        products.beginGroup(layout.mean(k).exponent, layout.mean(l).exponent)
        let (means, scales) = (
          (layout.mean(k).mantissa, layout.mean(l).mantissa),
          (layout.scale(k).mantissa, layout.scale(l).mantissa)
        )
        if allMeans {
          let number = products.append(means.0, means.1)
          meanByMean[k * count + l] = number
          meanByMean[l * count + k] = number
        } else if k == l {
          meanByMean[k] = products.append(means.0, means.1)
        }
        meanByScale[k * count + l] = products.append(means.0, scales.1)
        if k != l { meanByScale[l * count + k] = products.append(scales.0, means.1) }
        let number = products.append(scales.0, scales.1)
        scaleByScale[k * count + l] = number
        scaleByScale[l * count + k] = number
      }
    }
  }
}
