/// The discrete Fourier transform of any length, in portable arithmetic.
///
///     X_k = Σ_j x_j e^{−2πi jk/n}
///
/// Mixed radix by decimation in time (J. W. Cooley and J. W. Tukey, "An algorithm for the machine
/// calculation of complex Fourier series", Math. Comp. 19 (1965) 297–301): n times the sum of the
/// prime factors of n operations. The roots of unity are within 1 ulp, so the error is some
/// log₂ n ulp of √(Σ|x_j|²) √n. The order of all sums is fixed.
public struct FourierTransform: Sendable {
  /// n.
  public let count: Int
  private let cosines: [Double]
  private let sines: [Double]
  private let primes: [Int]

  /// The transform of length n ≥ 1.
  public init(_ n: Int) {
    precondition(n >= 1, "a transform has a length")
    count = n
    cosines = (0..<n).map { cosine(piTimes: Double(2 * $0) / Double(n)) }
    sines = (0..<n).map { -sine(piTimes: Double(2 * $0) / Double(n)) }
    var (rest, primes, p) = (n, [Int](), 2)
    while rest > 1 {
      if rest % p == 0 {
        primes.append(p)
        rest /= p
      } else {
        p += 1
      }
    }
    self.primes = primes
  }

  /// The least length from n on with no prime factor beyond 5.
  static func smoothLength(atLeast n: Int) -> Int {
    var length = n
    while true {
      var rest = length
      for p in [2, 3, 5] { while rest % p == 0 { rest /= p } }
      if rest == 1 { return length }
      length += 1
    }
  }

  /// Transforms m rows of n values: along the rows, then across them.
  public static func forward(
    _ real: inout [Double], _ imaginary: inout [Double], _ columns: FourierTransform,
    _ rows: FourierTransform
  ) {
    precondition(real.count == columns.count * rows.count && imaginary.count == real.count)
    let longest = max(columns.count, rows.count)
    var room = [Double](repeating: 0, count: 4 * longest)
    room.withUnsafeMutableBufferPointer { room in
      real.withUnsafeMutableBufferPointer { real in
        imaginary.withUnsafeMutableBufferPointer { imaginary in
          guard
            let room = room.baseAddress, let re = real.baseAddress, let im = imaginary.baseAddress
          else { return }
          for j in 0..<rows.count {
            columns.transform(re + j * columns.count, im + j * columns.count, 1, room)
          }
          guard rows.count > 1 else { return }
          for i in 0..<columns.count { rows.transform(re + i, im + i, columns.count, room) }
        }
      }
    }
  }

  /// Transforms the n values that lie `stride` apart, in place.
  private func transform(
    _ re: UnsafeMutablePointer<Double>, _ im: UnsafeMutablePointer<Double>, _ stride: Int,
    _ room: UnsafeMutablePointer<Double>
  ) {
    let n = count
    decimate(
      re, im, stride, room, room + n, room + 2 * n, room + 3 * n, length: n, factor: 0)
    for k in 0..<n {
      re[k * stride] = room[k]
      im[k * stride] = room[n + k]
    }
  }

  /// Writes the transform of `length` values at `a`; `t` is room for as many.
  private func decimate(
    _ re: UnsafePointer<Double>, _ im: UnsafePointer<Double>, _ stride: Int,
    _ a: UnsafeMutablePointer<Double>, _ b: UnsafeMutablePointer<Double>,
    _ t: UnsafeMutablePointer<Double>, _ u: UnsafeMutablePointer<Double>, length: Int, factor: Int
  ) {
    guard length > 1 else {
      (a[0], b[0]) = (re[0], im[0])
      return
    }
    let p = primes[factor]
    let m = length / p
    for q in 0..<p {
      decimate(
        re + q * stride, im + q * stride, stride * p, t + q * m, u + q * m, a + q * m, b + q * m,
        length: m, factor: factor + 1)
    }
    let turn = count / length
    if p == 2 {
      for k in 0..<m {
        let (c, s) = (cosines[k * turn], sines[k * turn])
        let x = (t[m + k] * c).addingProduct(-u[m + k], s)
        let y = (t[m + k] * s).addingProduct(u[m + k], c)
        (a[k], b[k]) = (t[k] + x, u[k] + y)
        (a[m + k], b[m + k]) = (t[k] - x, u[k] - y)
      }
      return
    }
    for k in 0..<length {
      var (x, y) = (t[k % m], u[k % m])
      for q in 1..<p {
        let place = (q * k % length) * turn
        let (c, s) = (cosines[place], sines[place])
        let (v, w) = (t[q * m + k % m], u[q * m + k % m])
        x = x.addingProduct(v, c).addingProduct(-w, s)
        y = y.addingProduct(v, s).addingProduct(w, c)
      }
      (a[k], b[k]) = (x, y)
    }
  }
}
