import Foundation
import TestSupport
import Testing

@testable import Kernels

/// Positive densities that differ from cell to cell by factors up to e^{spread}.
func randomDensities(_ count: Int, spread: Double, seed: UInt64) -> [Double] {
  var generator = SplitMix64(seed: seed)
  return (0..<count).map { _ in exp(spread * Double.random(in: -0.5...0.5, using: &generator)) }
}

extension GridFlow {
  /// The rates by lanes of a given kind, with the rows cut where asked.
  func rates<L: MemoryLanes>(of values: [Double], cuts: [Int] = [], _: L.Type) -> [Double] {
    var rates = [Double](repeating: .nan, count: values.count)
    let limits = [0] + cuts + [grid.rows]
    values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      let field = potential(of: values)
      field.withUnsafeBufferPointer { field in
        for (low, high) in zip(limits, limits.dropFirst()) {
          forEachRow(
            low..<high, of: values, potential: field.isEmpty ? nil : field.baseAddress, L.self
          ) { row, run in
            for i in 0..<grid.columns { rates[row * grid.columns + i] = run[i] }
          }
        }
      }
    }
    return rates
  }
}

extension DensityDistance {
  /// The distances of p from q on the equal cells of a grid.
  init(_ p: [Double], _ q: [Double], on grid: Grid) {
    self.init(p, q, on: GridFlow(.heat, on: grid))
  }
}

/// All kinds of flows on a grid.
func allFlows(on grid: Grid) -> [GridFlow] {
  let energies = [
    FlowEnergy.heat,
    FlowEnergy(
      diffusion: 0.5, potential: PotentialSum([.init(0.3, .doubleWell), .init(0.1, .sine)])),
    FlowEnergy(
      diffusion: 0.2, porousMedium: PorousMedium(coefficient: 0.7, exponent: 2.5),
      interactions: [(0.5, .gaussian(width: 0.4)), (0.1, .quadratic)]),
  ]
  var flows = energies.flatMap { energy in
    Mobility.allCases.map { GridFlow(energy, on: grid, mobility: $0) }
  }
  flows += energies.map { GridFlow($0, on: grid, metric: .secondOrder(ratio: 0.2)) }
  if grid.dimension == 1 {
    let scales = (0..<grid.columns).map { 1 + 0.5 * sin(Double($0)) }
    flows += energies.map { energy in
      var energy = energy
      energy.interactions = []
      return GridFlow(energy, on: grid, metric: .inhomogeneous(relativeScales: scales))
    }
  }
  return flows
}

extension GridFlow {
  /// What the flow is, for messages.
  var label: String { "\(mobility), \(metric), D = \(energy.diffusion), \(grid.boundary)" }
}

extension Trait where Self == ConditionTrait {
  /// Not without optimization: lanes are a hundred times slower then.
  static var optimized: Self {
    #if DEBUG
      return .disabled("takes minutes without optimization")
    #else
      return .enabled(if: true)
    #endif
  }
}
