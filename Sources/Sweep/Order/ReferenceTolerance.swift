/// How exact the semi-discrete reference of a flow is: errors measured by it fall no further.
struct ReferenceTolerance {
  private let tolerance: Double?

  /// Below this it is rounding that matters.
  private static let least = 1e-13
  /// The tolerance is that of a step, whose errors add up.
  private static let factor = 1000.0

  /// What the plan of a result says.
  init(of result: ResultReader) {
    tolerance = result.texts["plan"].flatMap(PlanParts.init)
      .flatMap { $0.fixed["reference_tolerance"] }.flatMap { Double($0) }
  }

  /// An order with the reason why there is none, where that is the reference.
  func explained(
    _ order: ObservedOrder, by labels: [ResultTable.Cell], of errors: [Double]
  ) -> ObservedOrder {
    guard order.reason != nil, let tolerance, tolerance > Self.least,
      labels.contains(.text("semi_discrete")), let error = errors.filter({ !$0.isNaN }).min(),
      error < Self.factor * tolerance
    else { return order }
    return ObservedOrder(because: "errors are at the reference's: lower reference_tolerance")
  }
}
