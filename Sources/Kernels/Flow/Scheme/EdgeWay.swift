/// How far the cells of some edges differ at most.
enum EdgeReach {
  case close
  case near
  case far
}

/// A way to compute fluxes, for cells that reach no further than it says.
///
/// Ways are types, not values: each has a loop of its own, with its coefficients in registers.
protocol EdgeWay {
  static var reach: EdgeReach { get }
}

/// The way for cells that differ little.
enum CloseCells: EdgeWay {
  static var reach: EdgeReach { .close }
}

/// The way for cells that differ by no more than usual.
enum NearCells: EdgeWay {
  static var reach: EdgeReach { .near }
}

/// The way that always holds.
enum AnyCells: EdgeWay {
  static var reach: EdgeReach { .far }
}
