/// One term of a sum: a word and the values of all its parameters.
public struct Term: Sendable, Hashable {
  /// The word.
  public let name: String
  /// The values by the names of the parameters; one number is a list of one.
  ///
  /// Every declared parameter is there, but for that which names a file of samples.
  public let parameters: [String: [Double]]
  /// The numbers of the file that the term names, if it names one.
  public let samples: Samples?

  /// A term of the given parts.
  public init(
    _ name: String, _ parameters: [String: [Double]] = [:], samples: Samples? = nil
  ) {
    self.name = name
    self.parameters = parameters
    self.samples = samples
  }

  /// The first number of a parameter.
  ///
  /// - Precondition: the parameter is declared.
  public func number(_ name: String) -> Double {
    guard let number = parameters[name]?.first else {
      preconditionFailure("the term \(self.name) has no parameter \(name)")
    }
    return number
  }
}

/// Numbers on a grid that were read from a file.
public struct Samples: Sendable {
  /// The file's name as the sweep file has it; a dataset of HDF5 follows after a colon.
  public let file: String
  /// The SHA-256 of the shape and the values, in hexadecimal.
  public let sha256: String
  /// How many numbers there are along each dimension, slowest first: one or two dimensions.
  public let shape: [Int]
  /// The numbers, row by row.
  public let values: [Double]
  /// The coordinates that the file gives along each dimension; nil where it gives none.
  ///
  /// They are compared with the grid's when the sweep file is read, and are no part of the plan.
  let coordinates: [[Double]?]

  /// The samples of a file.
  ///
  /// - Precondition: there are as many values as the shape says.
  public init(file: String, shape: [Int], values: [Double]) {
    self.init(file: file, shape: shape, values: values, coordinates: [])
  }

  init(file: String, shape: [Int], values: [Double], coordinates: [[Double]?]) {
    precondition(values.count == shape.reduce(1, *), "values do not fill the shape")
    self.file = file
    self.shape = shape
    self.values = values
    self.coordinates = coordinates
    var digest = SHA256()
    let extents = [shape.count] + shape
    // Little-endian on every platform that Swift and HDF5 share.
    extents.map(UInt64.init).withUnsafeBytes { digest.update($0) }
    values.withUnsafeBytes { digest.update($0) }
    sha256 = SHA256.hexadecimal(digest.finalize())
  }
}

// Equal digests are equal shapes and values: comparing a quarter of a million numbers, and
// hashing them for each point, would take longer and say no more.
extension Samples: Hashable {
  /// Whether name, shape and values are the same.
  public static func == (one: Self, other: Self) -> Bool {
    one.file == other.file && one.sha256 == other.sha256
  }

  /// Hashes what is compared.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(sha256)
  }
}

extension Term: CustomStringConvertible {
  /// The term on part of a line: `gaussian(mean=0.0, variance=1.0)`.
  ///
  /// Parameters stand in the order of their names, so that equal terms are equal texts.
  public var description: String {
    var parts: [String] = []
    if let samples {
      parts.append("\(samples.file), sha256=\(samples.sha256.prefix(16))")
    }
    parts += parameters.sorted { $0.key < $1.key }.map { name, values in
      "\(name)=\(values.count == 1 ? "\(values[0])" : "\(values)")"
    }
    return parts.isEmpty ? name : "\(name)(\(parts.joined(separator: ", ")))"
  }
}

extension [Term] {
  /// The sum on part of a line: terms with plus signs, 0 for none.
  public var words: String {
    isEmpty ? "0" : map(\.description).joined(separator: " + ")
  }
}
