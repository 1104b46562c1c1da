import Foundation
import Testing

@testable import Kernels

/// What units and direction of the line do to every block of the matrices.
@Suite struct BlockInvarianceTests {
  private static let mixtures = randomMixtures(1000, seed: 20_260_117)

  /// A block with what it does under changes of unit and direction.
  private struct Block {
    let name: String
    let matrix: @Sendable (MixtureInformation) -> InformationMatrix
    /// The power of a length that an entry of a row carries, times that of the column.
    let lengths: @Sendable (_ row: Int, _ count: Int) -> Int
    /// Where a row goes under reflection, and its sign; the columns likewise.
    let row: @Sendable (Int, Int) -> (index: Int, sign: Int)
    let column: @Sendable (Int, Int) -> (index: Int, sign: Int)
  }

  private static let gap = { @Sendable (i: Int, n: Int) in (index: n - 2 - i, sign: 1) }
  private static let component = { @Sendable (k: Int, n: Int) in (index: n - 1 - k, sign: 1) }
  /// z changes its sign under reflection.
  private static let scale = { @Sendable (k: Int, n: Int) in (index: n - 1 - k, sign: -1) }
  private static let parameter = { @Sendable (a: Int, n: Int) -> (index: Int, sign: Int) in
    if a < n - 1 { return (n - 2 - a, 1) }
    if a < 2 * n - 1 { return (n - 1 + (n - 1 - (a - (n - 1))), 1) }
    return (2 * n - 1 + (n - 1 - (a - (2 * n - 1))), -1)
  }

  private static let blocks = [
    Block(
      name: "wasserstein", matrix: \.wasserstein, lengths: { _, _ in 2 }, row: gap, column: gap),
    Block(name: "fisher", matrix: \.fisher, lengths: { _, _ in 0 }, row: gap, column: gap),
    Block(name: "cross", matrix: \.cross, lengths: { _, _ in 1 }, row: gap, column: component),
    Block(name: "mean", matrix: \.mean, lengths: { _, _ in 0 }, row: component, column: component),
    Block(
      name: "scale", matrix: \.scale, lengths: { row, n in row < n - 1 ? 1 : 0 }, row: parameter,
      column: scale),
  ]

  /// |a/b − 1| relative to √(G_aa G_bb), of entries that should be equal up to e^shift.
  private func difference(
    _ a: ScaledValue, _ b: ScaledValue, shift: DoubleDouble<Double>, share: Double
  ) -> Double {
    guard a.mantissa != 0, b.mantissa != 0 else { return share }
    let gap = ((a.logarithm + shift) - b.logarithm).value
    return share * (a.sign == b.sign ? abs(expm1(-gap)) : 1 + exp(-gap))
  }

  /// |entry|/√(G_aa G_bb).
  private func share(_ matrix: InformationMatrix, _ i: Int, _ j: Int) -> Double {
    var copy = matrix[i, j]
    // An odd integrand may cancel to the last bit.
    guard copy.mantissa != 0 else { return 0 }
    copy.uncertainty = copy.mantissa.magnitude
    return matrix.scaledUncertainty(i, j) / matrix[i, j].uncertainty * copy.uncertainty
  }

  @Test("scaling by a power of two changes no bit but the binary exponent")
  func dyadicScaling() {
    for mixture in Self.mixtures.prefix(200) {
      let count = mixture.components.count
      let plain = MixtureInformation(mixture, [.full, .fisher])
      for n in [-700, 41] {
        let scaled = MixtureInformation(
          mixture.transformed(byPowerOfTwo: n), [.full, .fisher])
        for block in Self.blocks {
          let (a, b) = (block.matrix(plain), block.matrix(scaled))
          for i in 0..<a.rowCount {
            for j in 0..<a.columnCount {
              var expected = a[i, j]
              expected.binaryExponent += block.lengths(i, count) * n
              #expect(b[i, j] == expected, "\(block.name)")
            }
          }
        }
      }
    }
  }

  @Test("scaling by any factor multiplies entries by their power of it; reflection reverses them")
  func scalingAndReflection() {
    let factor = 1.7
    let logarithmOfFactor = logarithm(DoubleDouble(factor))
    for mixture in Self.mixtures {
      let count = mixture.components.count
      let plain = MixtureInformation(mixture, [.full, .fisher])
      let scaled = MixtureInformation(mixture.transformed(factor: factor), [.full, .fisher])
      let reflected = MixtureInformation(mixture.transformed(factor: -1), [.full, .fisher])
      let tolerance = 1e-13 + conditioning(of: mixture)
      for block in Self.blocks {
        let matrix = block.matrix(plain)
        for i in 0..<matrix.rowCount {
          for j in 0..<matrix.columnCount {
            let power = Double(block.lengths(i, count))
            let other = block.matrix(scaled)
            let afterScaling = difference(
              matrix[i, j], other[i, j], shift: logarithmOfFactor * power,
              share: max(share(matrix, i, j), share(other, i, j)))
            #expect(afterScaling <= tolerance, "\(block.name) (\(i), \(j)) \(mixture)")
            let (row, column) = (block.row(i, count), block.column(j, count))
            let mirror = block.matrix(reflected)
            var mirrored = mirror[row.index, column.index]
            mirrored.mantissa *= Double(row.sign * column.sign)
            let afterReflection = difference(
              matrix[i, j], mirrored, shift: DoubleDouble(0),
              share: max(share(matrix, i, j), share(mirror, row.index, column.index)))
            #expect(afterReflection <= 1e-13, "\(block.name) (\(i), \(j)) \(mixture)")
          }
        }
      }
    }
  }

  /// How far the rounding of means and scales may move an entry: 4u d²/4σ², with what of a mean
  /// far from 0 a gap feels.
  private func conditioning(of mixture: Mixture) -> Double {
    let least = mixture.components.map(\.scale).min() ?? 1
    let gap = mixture.gaps.map(\.high).max() ?? 0
    let far = max(gap, mixture.components.map(\.mean.high.magnitude).max() ?? 0)
    return 4 * 0x1p-53 * gap * far / (least * least)
  }
}
