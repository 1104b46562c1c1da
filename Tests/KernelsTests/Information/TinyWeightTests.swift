import Foundation
import TestSupport
import Testing

@testable import Kernels

/// Mixtures with weights down to 10⁻²⁵⁰, in either order.
@Suite struct TinyWeightTests {
  /// A mixture and ln G_ii by NumPy: 24 nodes on each of 4·10⁵ panels, on a logarithmic scale.
  struct Case: Sendable {
    let mixture: Mixture
    let logarithms: [Double]

    init(
      _ weights: [Double], _ means: [Double], _ scales: [Double], _ families: String,
      _ logarithms: [Double]
    ) {
      mixture = Mixture(
        weights.indices.map { k in
          Mixture.Component(
            weight: weights[k], mean: DoubleDouble(means[k]), scale: scales[k],
            family: Array(families)[k] == "g" ? .gaussian : .laplace)
        })
      self.logarithms = logarithms
    }
  }

  static let cases = [
    Case(
      [
        1.0, 1.6949929670757107e-189, 1.2505886026103424e-239, 4.824763159874234e-44,
        6.214723612821428e-64, 1.1250964271546811e-35,
      ],
      [
        -1.9022688843441529, -1.7404298723777174, -1.5425861812654205, 1.1492768592267737,
        1.7466434749978248, 1.9022688843441529,
      ],
      [
        0.2263643741607666, 0.5588340759277344, 0.7004528045654297, 0.542445182800293,
        0.12472367286682129, 0.5914716720581055,
      ], "lllglg",
      [
        137.9851474670718, 257.9897307132014, 257.9897307132014, 12.835814310843503,
        14.92338495350972,
      ]),
    Case(
      [2.5629153694641708e-199, 1.0, 8.372321587476589e-189],
      [-0.2820304609719244, -0.12688871563817372, 0.2820304609719244],
      [0.07267129421234131, 0.056111156940460205, 0.26488637924194336], "lgl",
      [394.0655346325005, 425.02343182648383]),
    Case(
      [1.0, 8.796914077988719e-237, 4.1271041987068574e-228],
      [-1.5624621875927005, -0.9121205386038298, 1.562462187592672],
      [0.25238800048828125, 0.25238800048828125, 0.25238800048828125], "ggg",
      [2.19126174319225, 145.52042754652598]),
    Case(
      [
        4.820559865834747e-223, 2.1426757710066362e-210, 4.8683455937422015e-170,
        1.3774402728369617e-218, 2.4422171399760176e-117, 1.2994838866188757e-226,
        1.424026563986945e-208, 1.05277841101429e-195, 2.89011018431664e-166, 3.112686486562667e-14,
        3.0640560630938595e-13, 0.9999999999996625,
      ],
      [
        -4.5952487699751146, -2.4369288741921764, -1.1381267381201496, -0.3337653909970868,
        -0.016590064327147047, 0.9185976088612051, 3.3092636962235247, 3.423112773938783,
        3.5896029990392435, 4.105991737316685, 4.315817028074662, 4.595248769975228,
      ],
      [
        0.6786441802978516, 0.15774059295654297, 0.18669366836547852, 1.1960716247558594,
        0.11265432834625244, 0.23487138748168945, 1.3326492309570312, 0.21918678283691406,
        0.08602774143218994, 0.864018440246582, 0.5413780212402344, 0.110251784324646,
      ], "gggggggggggg",
      [
        100.2511667811662, 58.23940446161103, 183.17450417666578, 183.17450417666578,
        41.344052447346364, 170.3548654556824, 170.3548654556824, 27.535629186541215,
        27.571588575012747, 27.206706552048505, 24.189648239674316,
      ]),
    Case(
      [
        1.0, 5.71029781807822e-210, 8.089975799727506e-181, 2.188055734263223e-55,
        9.030241315906421e-153, 1.7637077285264599e-134,
      ],
      [
        -2.3253551702369464, -1.9638267822623448, -1.7376440265761062, -0.9197770755977785,
        0.17114597358084893, 2.3253551702369464,
      ],
      [
        0.6056280136108398, 0.6056280136108398, 0.6056280136108398, 0.6056280136108398,
        0.6056280136108398, 0.6056280136108398,
      ], "gggggg",
      [
        -1.9425776065126943, -2.3513823915922067, 2.7692194724451724, 13.219566693292565,
        53.90680975983934,
      ]),
  ]

  @Test(
    "entries are those of a quadrature that passes over nothing, from the left and from the right",
    arguments: cases)
  func values(of example: Case) {
    for isMirrored in [false, true] {
      let matrix = wasserstein(isMirrored ? example.mixture.mirrored : example.mixture)
      let wanted = isMirrored ? example.logarithms.reversed() : example.logarithms
      for (i, logarithm) in wanted.enumerated() {
        let found = matrix[i, i].logarithm.value
        #expect(abs(found - logarithm) < 1e-13 + 3e-16 * abs(logarithm), "entry \(i)")
        #expect(matrix.scaledUncertainty(i, i) < 1e-12)
      }
    }
  }

  @Test("weights of all sizes: what is said of a mixture is said of its mirror image")
  func mirrorImages() {
    var generator = SplitMix64(seed: 20_261_130)
    for _ in 0..<sampleCount(600) {
      let order = Int.random(in: 2...8, using: &generator)
      let depths: [Double] = [3, 30, 40, 100, 250]
      let deepest = depths.randomElement(using: &generator) ?? 100
      var weights: [Double] = (0..<order).map { _ in
        pow(10, -Double.random(in: 0...deepest, using: &generator))
      }
      weights[Int.random(in: 0..<order, using: &generator)] = 1
      var mean = 0.0
      let components: [Mixture.Component] = weights.map { weight in
        mean += pow(10, Double.random(in: -1...0.5, using: &generator))
        return Mixture.Component(
          weight: weight, mean: DoubleDouble(mean),
          scale: pow(10, Double.random(in: -1...0, using: &generator)),
          family: Bool.random(using: &generator) ? .gaussian : .laplace)
      }
      let mixture = Mixture(components)
      let (one, other) = (wasserstein(mixture), wasserstein(mixture.mirrored))
      for i in 0..<(order - 1) {
        let mirrored = order - 2 - i
        let (a, b) = (one.scaledUncertainty(i, i), other.scaledUncertainty(mirrored, mirrored))
        #expect((a <= 1e-7) == (b <= 1e-7), "\(a) and \(b) in \(components)")
        let step = (one[i, i].logarithm - other[mirrored, mirrored].logarithm).value
        #expect(abs(step) <= 2 * (a + b) + 1e-14, "\(step) with \(a), \(b) in \(components)")
      }
    }
  }
}

extension Mixture {
  /// The mixture seen from the other side.
  fileprivate var mirrored: Mixture { transformed(factor: -1) }
}
