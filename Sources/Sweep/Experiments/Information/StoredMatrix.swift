internal import Kernels

/// An information matrix with the logarithms of its entries, which are read more than once.
struct StoredMatrix: Sendable {
  let matrix: InformationMatrix
  private let logarithms: [DoubleDouble<Double>]

  /// The matrix without rows.
  static let none = StoredMatrix()

  private init() {
    matrix = .none
    logarithms = []
  }

  init(_ matrix: InformationMatrix, isSymmetric: Bool) {
    self.matrix = matrix
    let columns = matrix.columnCount
    var logarithms: [DoubleDouble<Double>] = []
    logarithms.reserveCapacity(matrix.rowCount * (matrix.isDiagonal ? 1 : columns))
    for i in 0..<matrix.rowCount {
      for j in matrix.isDiagonal ? i..<(i + 1) : 0..<columns {
        // Below the diagonal a symmetric matrix repeats itself.
        let isKnown = isSymmetric && j < i
        logarithms.append(isKnown ? logarithms[j * columns + i] : matrix[i, j].logarithm)
      }
    }
    self.logarithms = logarithms
  }

  /// ln |entry|.
  func logarithm(_ i: Int, _ j: Int) -> DoubleDouble<Double> {
    logarithms[matrix.isDiagonal ? i : i * matrix.columnCount + j]
  }
}

/// What is stored of each entry of a matrix.
enum EntryQuantity: CaseIterable {
  case value, sign, logarithm, logarithmLow, error, scaledError

  /// The quantity at an entry that exists.
  func read(_ stored: StoredMatrix, _ i: Int, _ j: Int) -> Double {
    switch self {
    case .value: stored.matrix[i, j].value
    case .sign: Double(stored.matrix[i, j].sign)
    case .logarithm: stored.logarithm(i, j).high
    case .logarithmLow: stored.logarithm(i, j).low
    case .error: stored.matrix[i, j].relativeUncertainty
    case .scaledError: stored.matrix.scaledUncertainty(i, j)
    }
  }

  /// The name of the output for a matrix of the given name.
  ///
  /// The estimates of `wim`, the main matrix, go without its name.
  func name(of matrix: String) -> String {
    let prefix = matrix == "wim" ? "" : "\(matrix)_"
    return switch self {
    case .value: matrix
    case .sign: "\(matrix)_sign"
    case .logarithm: "log_\(matrix)"
    case .logarithmLow: "log_\(matrix)_low"
    case .error: "\(prefix)error_estimate"
    case .scaledError: "\(prefix)scaled_error_estimate"
    }
  }
}
