import Foundation
import Testing

@testable import Kernels

/// One argument with its exact value as a sum of two doubles.
private struct ReferencePoint {
  let argument: Double
  let high: Double
  let low: Double

  /// The error of a computed value in units in the last place of the exact one.
  func error(of value: Double) -> Double {
    if value == high && low == 0 { return 0 }
    let unit = max(high.ulp, Double.leastNonzeroMagnitude)
    return abs((value - high) - low) / unit
  }
}

private func referencePoints() throws -> [String: [ReferencePoint]] {
  let text = try String(contentsOf: requiredURL("elementary", "csv"), encoding: .utf8)
  var points: [String: [ReferencePoint]] = [:]
  for line in text.split(separator: "\n").dropFirst() {
    let fields = line.split(separator: ",")
    let numbers = fields.dropFirst().compactMap { Double($0) }
    try #require(numbers.count == 3, "\(line)")
    points[String(fields[0]), default: []].append(
      ReferencePoint(argument: numbers[0], high: numbers[1], low: numbers[2]))
  }
  return points
}

/// One function over both kinds of lanes.
struct ElementaryFunction: Sendable, CustomTestStringConvertible {
  let name: String
  /// The bound that its documentation states, in ulp.
  let bound: Double
  let scalar: @Sendable (Double) -> Double
  let vector: @Sendable (SIMD8<Double>) -> SIMD8<Double>

  var testDescription: String { name }

  static let all: [ElementaryFunction] = [
    Self(
      name: "exponential", bound: 1,
      scalar: { exponential($0) }, vector: { exponential($0) }),
    Self(
      name: "exponentialMinusOne", bound: 2,
      scalar: { exponentialMinusOne($0) }, vector: { exponentialMinusOne($0) }),
    Self(name: "logarithm", bound: 1, scalar: { logarithm($0) }, vector: { logarithm($0) }),
    Self(
      name: "logarithmOnePlus", bound: 4,
      scalar: { logarithm(onePlus: $0) }, vector: { logarithm(onePlus: $0) }),
    Self(
      name: "erfcx", bound: 3, scalar: { scaledComplementaryErrorFunction($0) },
      vector: { scaledComplementaryErrorFunction($0) }),
    Self(
      name: "erfc", bound: 4, scalar: { complementaryErrorFunction($0) },
      vector: { complementaryErrorFunction($0) }),
    Self(name: "sine", bound: 1, scalar: { sine($0) }, vector: { sine($0) }),
    Self(name: "cosine", bound: 1, scalar: { cosine($0) }, vector: { cosine($0) }),
    Self(
      name: "sineOfPi", bound: 1, scalar: { sine(piTimes: $0) }, vector: { sine(piTimes: $0) }),
    Self(
      name: "cosineOfPi", bound: 1, scalar: { cosine(piTimes: $0) },
      vector: { cosine(piTimes: $0) }),
  ]
}

@Suite struct ElementaryFunctionTests {
  @Test("stays within its stated bound", arguments: ElementaryFunction.all)
  func bound(function: ElementaryFunction) throws {
    let points = try #require(try referencePoints()[function.name])
    var worst = (error: 0.0, argument: 0.0)
    for point in points {
      let error = point.error(of: function.scalar(point.argument))
      if !(error <= worst.error) { worst = (error, point.argument) }
    }
    print("\(function.name): worst \(worst.error) ulp at \(worst.argument), \(points.count) points")
    #expect(worst.error < function.bound, "at \(worst.argument)")
    // A bound far from what is reached would promise nothing.
    #expect(worst.error > function.bound / 8)
  }

  @Test("gives the same bits in eight lanes as in one", arguments: ElementaryFunction.all)
  func lanes(function: ElementaryFunction) throws {
    var arguments = try #require(try referencePoints()[function.name]).map(\.argument)
    let least = Double.leastNonzeroMagnitude
    arguments += [.infinity, -.infinity, .nan, 0, -0.0, least, -least, .greatestFiniteMagnitude]
    while arguments.count % 8 != 0 { arguments.append(1) }
    for start in stride(from: 0, to: arguments.count, by: 8) {
      let lanes = SIMD8(arguments[start..<start + 8])
      let values = function.vector(lanes)
      for lane in 0..<8 {
        let single = function.scalar(lanes[lane])
        #expect(
          values[lane].bitPattern == single.bitPattern || (values[lane].isNaN && single.isNaN),
          "\(function.name)(\(lanes[lane])): \(values[lane]) in lane \(lane), \(single) alone")
      }
    }
  }

  @Test("special values of the exponential")
  func exponentialLimits() {
    #expect(exponential(Double.infinity) == .infinity)
    #expect(exponential(-Double.infinity) == 0)
    #expect(exponential(Double.nan).isNaN)
    #expect(exponential(0.0) == 1)
    #expect(exponential(709.8) == .infinity)
    #expect(exponential(-745.2) == 0)
    #expect(exponential(-744.4) == Double.leastNonzeroMagnitude)
    #expect(exponential(DoubleDouble(1.0, 0x1p-54)).isFinite)
  }

  @Test("special values of sine and cosine")
  func turns() {
    #expect(sine(0.0) == 0 && sine(-0.0).sign == .minus && cosine(0.0) == 1)
    #expect(sine(0x1p21).isNaN && cosine(-Double.infinity).isNaN && sine(Double.nan).isNaN)
    #expect(sine(piTimes: 0x1p51).isNaN && cosine(piTimes: Double.nan).isNaN)
    for n in -5...5 {
      #expect(sine(piTimes: Double(n)) == 0)
      #expect(cosine(piTimes: Double(n)) == (n.isMultiple(of: 2) ? 1 : -1))
      #expect(cosine(piTimes: Double(n) + 0.5) == 0)
    }
  }

  @Test("special values of the other functions")
  func limits() {
    #expect(exponentialMinusOne(Double.infinity) == .infinity)
    #expect(exponentialMinusOne(-Double.infinity) == -1)
    #expect(exponentialMinusOne(Double.nan).isNaN)
    #expect(exponentialMinusOne(-0.0).sign == .minus)
    #expect(exponentialMinusOne(Double.leastNonzeroMagnitude) == Double.leastNonzeroMagnitude)
    #expect(logarithm(0.0) == -.infinity)
    #expect(logarithm(Double.infinity) == .infinity)
    #expect(logarithm(-1.0).isNaN && logarithm(Double.nan).isNaN)
    #expect(logarithm(-Double.infinity).isNaN)
    #expect(logarithm(1.0) == 0)
    #expect(scaledComplementaryErrorFunction(Double.infinity) == 0)
    #expect(scaledComplementaryErrorFunction(Double.nan).isNaN)
    #expect(
      complementaryErrorFunction(Double.infinity) == 0
        && complementaryErrorFunction(-Double.infinity) == 2)
    #expect(complementaryErrorFunction(Double.nan).isNaN)
  }
}
