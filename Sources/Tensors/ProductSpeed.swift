import CKernels

/// How fast one core multiplies matrices here, measured.
///
///     2 · 256³ / t
///
/// where t is the shortest time of a product of two 256×256 matrices, some hundred tries: what the core
/// can do, also on a machine that is busy otherwise.
public struct ProductSpeed: Sendable, Hashable, Codable {
  /// 10⁹ multiplications and additions a second.
  public var gigaflops: Double

  public init(gigaflops: Double) {
    self.gigaflops = gigaflops
  }

  /// - Parameter seconds: how long to try.
  public static func measured(for seconds: Double = 0.05) -> ProductSpeed {
    let side = 256
    let values = (0..<side * side).map { Float($0 % 7) - 3 }
    var product = [Float](repeating: 0, count: side * side)
    var scratch = [Float](repeating: 0, count: retort_product_scratch(side, side, side))
    let clock = ContinuousClock()
    let start = clock.now
    var shortest = Duration.seconds(3_600)
    repeat {
      let time = clock.measure {
        retort_product(
          &product, side, values, side, 1, values, side, 1, side, side, side, nil, 0, &scratch)
      }
      shortest = min(shortest, time)
    } while clock.now - start < .seconds(seconds)
    let operations = 2 * Double(side * side * side)
    return ProductSpeed(gigaflops: operations / (shortest / .seconds(1)) * 1e-9)
  }
}
