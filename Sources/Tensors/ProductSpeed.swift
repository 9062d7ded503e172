import COpenBLAS

/// How fast one core multiplies matrices here, measured.
///
///     2 · 256³ / t
///
/// where t is the shortest time of a product of two 256×256 matrices, some hundred tries: what the core
/// can do, also on a machine that is busy otherwise.
public struct ProductSpeed: Sendable, Hashable, Codable {
  /// 10⁹ multiplications and additions a second.
  public var gigaflops: Double
  /// The processor family whose kernels OpenBLAS used.
  public var core: String

  public init(gigaflops: Double, core: String) {
    self.gigaflops = gigaflops
    self.core = core
  }

  /// - Parameter seconds: how long to try.
  public static func measured(for seconds: Double = 0.05) -> ProductSpeed {
    Numerics.useOneThread()
    return ofKernelsInUse(for: seconds)
  }

  static func ofKernelsInUse(for seconds: Double) -> ProductSpeed {
    let side = 256
    let values = (0..<side * side).map { Float($0 % 7) - 3 }
    var product = [Float](repeating: 0, count: side * side)
    let clock = ContinuousClock()
    let start = clock.now
    var shortest = Duration.seconds(3_600)
    repeat {
      let time = clock.measure {
        let side = blasint(side)
        cblas_sgemm(
          CblasRowMajor, CblasNoTrans, CblasNoTrans, side, side, side, 1, values, side, values,
          side, 0, &product, side)
      }
      shortest = min(shortest, time)
    } while clock.now - start < .seconds(seconds)
    let operations = 2 * Double(side * side * side)
    return ProductSpeed(
      gigaflops: operations / (shortest / .seconds(1)) * 1e-9, core: ProductCore.current.name)
  }
}
