/// The standard normal distribution.
public enum NormalDistribution {
  /// φ(x)
  public static func density(_ x: Double) -> Double {
    0.398_942_280_401_432_677_939_9 * exponential(-0.5 * x * x)
  }

  /// P(Z ≤ x)
  public static func cumulative(_ x: Double) -> Double { upperTail(-x) }

  /// P(Z > x), accurate far out.
  public static func upperTail(_ x: Double) -> Double {
    0.5 * complementaryErrorFunction(x * 0.5.squareRoot())
  }

  /// The x with P(Z ≤ x) = `probability`.
  ///
  /// A rational start (Abramowitz & Stegun 26.2.23, error below 4.5e-4) and Halley steps, whose
  /// error falls with its third power.
  public static func quantile(_ probability: Double) -> Double {
    precondition((0...1).contains(probability), "a probability lies in [0, 1]")
    if probability == 0 { return -.infinity }
    if probability == 1 { return .infinity }
    if probability > 0.5 { return -quantile(1 - probability) }

    let t = (-2 * logarithm(probability)).squareRoot()
    let top = 2.515517 + t * (0.802853 + t * 0.010328)
    let bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var x = top / bottom - t
    for _ in 0..<3 {
      let newton = (cumulative(x) - probability) / density(x)
      x -= newton / (1 + 0.5 * x * newton)
    }
    return x
  }
}
